//! What stays although something is said against it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use oascribe_codegen::ir::Deprecated;
use oascribe_codegen::surface::Kind;

use super::names::Names;
use super::{Bump, Change, Surface};

/// What is said of an item that has nothing in its place.
pub const DEPRECATED: &str = "is deprecated";

/// Whether an item would be gone, had nobody kept it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    #[default]
    Not,
    /// By the lock, as another name of what is called so now.
    Renamed(String),
    /// By `keep-removed`: it goes with this version.
    Removed(String),
}

impl Change {
    /// Whether callers get something that was not there.
    pub fn is_addition(&self) -> bool {
        self.bump == Bump::Minor && self.new.is_some()
    }

    /// Whether an item was called deprecated, and by nobody kept.
    pub fn is_deprecation(&self) -> bool {
        self.bump == Bump::Minor && self.new.is_none() && self.kept == Kept::Not
    }
}

/// The items that are deprecated now; of what is new, nobody has to be warned.
pub(super) fn deprecations(
    old: &Surface,
    new: &Surface,
    names: &Names<'_>,
    kept: &HashSet<Cow<'_, str>>,
) -> Vec<Change> {
    let before: BTreeSet<Cow<'_, str>> = old
        .deprecated
        .keys()
        .flat_map(|path| [Cow::Borrowed(path.as_str()), names.path(path, None)])
        .collect();
    let is_known = |path: &str| old.knows(path) || kept.contains(path);
    let mut changes = Vec::new();
    for (path, deprecated) in new.deprecated.iter().filter(|(path, _)| is_known(path)) {
        let (text, kept) = match (deprecated, new.former.get(path)) {
            (Deprecated::Until(_), _) if old.deprecated.get(path) == Some(deprecated) => continue,
            (Deprecated::Until(version), _) => (
                format!("is no longer in the API, and stays until {version}"),
                Kept::Removed(version.clone()),
            ),
            _ if before.contains(path.as_str()) => continue,
            (_, Some(now)) => (
                format!("is `{now}` now, and stays as a deprecated name of it"),
                Kept::Renamed(now.clone()),
            ),
            (_, None) => (DEPRECATED.to_owned(), Kept::Not),
        };
        changes.push(Change {
            path: path.clone(),
            kind: None,
            bump: Bump::Minor,
            old: None,
            new: None,
            functions: [None, None],
            text,
            with: 0,
            kept,
        });
    }
    changes
}

/// A method that is new by its name alone is no addition: it is told at the name that stays.
pub(super) fn without_new_names(changes: &mut Vec<Change>) {
    let mut methods: BTreeMap<String, usize> = BTreeMap::new();
    for change in changes
        .iter()
        .filter(|change| change.kind == Some(Kind::Fn) && change.is_addition())
    {
        methods.insert(change.path.clone(), change.with);
    }
    let mut told = BTreeSet::new();
    for change in changes.iter_mut() {
        if let Kept::Renamed(now) = &change.kept
            && let Some(with) = methods.get(now)
            && told.insert(now.clone())
        {
            change.with += with;
        }
    }
    changes.retain(|change| {
        change.kind != Some(Kind::Fn) || !change.is_addition() || !told.contains(&change.path)
    });
}
