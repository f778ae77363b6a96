//! Deprecated items, and items that are retained under an old name or after their removal.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use oascribe_codegen::ir::Deprecated;
use oascribe_codegen::surface::Kind;

use super::names::Names;
use super::{Bump, Change, Surface};

/// The text for a deprecated item without replacement.
pub const DEPRECATED: &str = "was deprecated";

/// Whether an item exists only for compatibility.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Retained {
    /// It does not.
    #[default]
    No,
    /// The lock retains it as the old name of this item.
    Renamed(String),
    /// `keep-removed` retains it until this version.
    Removed(String),
}

impl Change {
    /// Whether the change adds an item.
    pub fn is_addition(&self) -> bool {
        self.bump == Bump::Minor && self.new.is_some()
    }

    /// Whether the change deprecates an item that is still part of the API.
    pub fn is_deprecation(&self) -> bool {
        self.bump == Bump::Minor && self.new.is_none() && self.retained == Retained::No
    }
}

/// The items that became deprecated. New items that are deprecated from the start are left out.
pub(super) fn deprecations(
    old: &Surface,
    new: &Surface,
    names: &Names<'_>,
    common: &HashSet<Cow<'_, str>>,
) -> Vec<Change> {
    let before: BTreeSet<Cow<'_, str>> = old
        .deprecated
        .keys()
        .flat_map(|path| [Cow::Borrowed(path.as_str()), names.path(path, None)])
        .collect();
    let is_known = |path: &str| old.knows(path) || common.contains(path);
    let mut changes = Vec::new();
    for (path, deprecated) in new.deprecated.iter().filter(|(path, _)| is_known(path)) {
        let (text, retained) = match (deprecated, new.renamed.get(path)) {
            (Deprecated::Until(_), _) if old.deprecated.get(path) == Some(deprecated) => continue,
            (Deprecated::Until(version), _) => (
                format!("was removed from the API and is retained until {version}"),
                Retained::Removed(version.clone()),
            ),
            _ if before.contains(path.as_str()) => continue,
            (_, Some(now)) => (
                format!("was renamed to `{now}`; the old name is deprecated"),
                Retained::Renamed(now.clone()),
            ),
            (_, None) => (DEPRECATED.to_owned(), Retained::No),
        };
        changes.push(Change {
            path: path.clone(),
            kind: None,
            bump: Bump::Minor,
            old: None,
            new: None,
            functions: [None, None],
            text,
            related: 0,
            retained,
        });
    }
    changes
}

/// A renamed method is not an addition: it is reported at its old name, which is retained.
pub(super) fn without_new_names(changes: &mut Vec<Change>) {
    let mut methods: BTreeMap<String, usize> = BTreeMap::new();
    for change in changes
        .iter()
        .filter(|change| change.kind == Some(Kind::Fn) && change.is_addition())
    {
        methods.insert(change.path.clone(), change.related);
    }
    let mut reported = BTreeSet::new();
    for change in changes.iter_mut() {
        if let Retained::Renamed(now) = &change.retained
            && let Some(with) = methods.get(now)
            && reported.insert(now.clone())
        {
            change.related += with;
        }
    }
    changes.retain(|change| {
        change.kind != Some(Kind::Fn) || !change.is_addition() || !reported.contains(&change.path)
    });
}
