//! Merges changes of items that have one cause.

mod arguments;
mod dominators;
mod fields;
mod types;

use std::collections::HashMap;

use oascribe_codegen::surface::{Item, Kind};

use super::names::Names;
use super::owners::Owners;
use super::{Change, Surface};

/// The sides that have an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
    Both,
}

pub(super) struct Groups<'a> {
    old: &'a Surface,
    new: &'a Surface,
    names: &'a Names<'a>,
    changes: Vec<Change>,
    /// The paths of the changes, by the newest names.
    paths: Vec<String>,
    at: HashMap<String, Vec<usize>>,
    /// The change that one is reported with.
    owners: Vec<Option<usize>>,
}

impl<'a> Groups<'a> {
    pub fn new([old, new]: [&'a Surface; 2], names: &'a Names<'a>, changes: Vec<Change>) -> Self {
        let path = |change: &Change| names.path(&change.path, change.kind).into_owned();
        let paths: Vec<_> = changes.iter().map(path).collect();
        let mut at: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            at.entry(path.clone()).or_default().push(index);
        }
        Self {
            old,
            new,
            names,
            owners: vec![None; changes.len()],
            changes,
            paths,
            at,
        }
    }

    pub fn reported(mut self, removed: &[&Item], added: &[&Item]) -> Vec<Change> {
        self.owned(removed, Side::Old);
        self.owned(added, Side::New);
        self.arguments();
        self.fields();
        self.kinds();
        self.types();
        self.merged()
    }

    fn side(&self, index: usize) -> Side {
        let change = &self.changes[index];
        match (&change.old, &change.new) {
            (Some(_), None) => Side::Old,
            (None, Some(_)) => Side::New,
            _ => Side::Both,
        }
    }

    /// The change of an item.
    fn find(&self, path: &str, kind: Kind) -> Option<usize> {
        let mut found = self.at.get(path)?.iter().copied();
        found.find(|index| self.changes[*index].kind == Some(kind))
    }

    /// Reports a change together with another one, unless its owner is known already.
    fn report_with(&mut self, index: usize, owner: Option<usize>) {
        if self.owners[index].is_none() && owner.is_some_and(|owner| self.root(owner) != index) {
            self.owners[index] = owner;
        }
    }

    fn root(&self, index: usize) -> usize {
        let mut index = index;
        while let Some(owner) = self.owners[index] {
            index = owner;
        }
        index
    }

    /// Reports items together with the added or removed item that they belong to.
    fn owned(&mut self, items: &[&Item], side: Side) {
        let owners = Owners::of(items);
        for index in 0..self.changes.len() {
            if self.side(index) != side {
                continue;
            }
            let path = self.changes[index].path.clone();
            let Some(root) = owners.root(&path) else {
                continue;
            };
            let of_side = |found: &&usize| {
                let root = &self.changes[**found];
                self.side(**found) == side && root.kind != Some(Kind::Alias) && **found != index
            };
            let root = self.names.path(root, None);
            let found = self
                .at
                .get(root.as_ref())
                .and_then(|all| all.iter().find(of_side));
            let found = found.copied();
            self.report_with(index, found);
        }
    }

    fn merged(self) -> Vec<Change> {
        let roots: Vec<_> = (0..self.changes.len())
            .map(|index| self.root(index))
            .collect();
        let mut changes: Vec<_> = self.changes.into_iter().map(Some).collect();
        for (index, root) in roots
            .iter()
            .enumerate()
            .filter(|(index, root)| index != *root)
        {
            let bump = changes[index].take().map(|change| change.bump);
            if let (Some(root), Some(bump)) = (&mut changes[*root], bump) {
                root.bump = root.bump.max(bump);
                root.related += 1;
            }
        }
        changes.into_iter().flatten().collect()
    }
}

fn is_type(change: &Change) -> bool {
    change.kind.is_some_and(Kind::is_type)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use oascribe_codegen::surface::parse;

    use super::super::compare;
    use super::*;

    /// The reported changes, with the number of related items.
    pub fn reported(old: &str, new: &str) -> Vec<String> {
        let read = |text: &str| {
            let items = parse(&text.replace(" | ", "\t")).unwrap();
            Surface::new(items, BTreeMap::new(), BTreeMap::new())
        };
        let changes = compare(&read(old), &read(new)).into_iter();
        let line = |change: Change| {
            format!(
                "{} {} {} +{}",
                change.bump, change.path, change.text, change.related
            )
        };
        changes.map(line).collect()
    }
}
