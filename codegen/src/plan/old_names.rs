//! Old names of renamed items, which remain as deprecated aliases for some releases.
//!
//! In: the renames of this run, and the old names in the lock. Out: a deprecated alias for each old name, and the old
//! names to lock. Guaranteed: an old name refers to an existing item, and no other item gets it. It is removed after
//! `keep-old-names` releases, or together with its line in the lock.

use std::collections::BTreeMap;

use super::api::Group;
use super::model::{Model, ModelFile};
use super::names::Names;
use super::scope::Scope;
use crate::config::{CrateConfig, series};
use crate::lock::{CrateLock, RenamedItem};

/// The old name of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldName {
    pub name: String,
    pub now: String,
}

/// The old names in the lock that this version still retains.
pub(super) fn retained(config: &CrateConfig, lock: &CrateLock) -> BTreeMap<String, RenamedItem> {
    let version = config.package.version.as_deref().unwrap_or_default();
    let mut retained = lock.aliases.clone();
    retained.retain(|_, old_name| series(&old_name.since, version) <= config.keep_old_names);
    retained
}

/// Reserves the old names of a module. Only the item that had a name may get it again.
pub(super) fn reserve(
    scope: &mut Scope,
    module: &str,
    names: &Names<'_>,
    wanted: &[(String, String)],
) {
    for (path, old_name) in names.old_names() {
        let Some((own, name)) = path.rsplit_once("::") else {
            continue;
        };
        let now = old_name.now.rsplit("::").next().unwrap_or_default();
        let is_reclaimed = wanted
            .iter()
            .any(|(before, wanted)| before == now && wanted == name);
        if own == module && !is_reclaimed && scope.is_free(name) {
            scope.reserve(name, &format!("the old name of `{}`", old_name.now));
        }
    }
    for (before, wanted) in wanted {
        if before != wanted && scope.is_free(before) {
            scope.reserve(before, &format!("the old name of `{wanted}`"));
        }
    }
}

/// Adds aliases for the renamed items, and locks them.
pub(super) fn add(
    names: &mut Names<'_>,
    config: &CrateConfig,
    models: &mut [ModelFile],
    groups: &mut [Group],
) {
    let version = config.package.version.clone().unwrap_or_default();
    let mut old_names = BTreeMap::new();
    for (path, old_name) in known(names, &version) {
        if model(models, &path, &old_name) || api(groups, &path, &old_name) {
            old_names.insert(path, old_name);
        }
    }
    names.lock_old_names(old_names);
}

/// The old names of the lock and of this run, each with the current name of its item.
fn known(names: &Names<'_>, version: &str) -> BTreeMap<String, RenamedItem> {
    let mut known = names.old_names().clone();
    for (old, now) in names.renamed() {
        known = known
            .into_iter()
            .map(|(path, old_name)| {
                let since = old_name.since;
                let now = renamed(&old_name.now, old, now);
                (path, RenamedItem { now, since })
            })
            .collect();
        let since = version.to_owned();
        let now = now.clone();
        known.insert(old.clone(), RenamedItem { now, since });
    }
    // The path of a method has the current name of its group.
    let types: Vec<(String, String)> = known
        .iter()
        .filter(|(path, _)| path.matches("::").count() == 1)
        .map(|(path, old_name)| (path.clone(), old_name.now.clone()))
        .collect();
    let inside = |path: String| {
        let mut types = types.iter();
        let moved = types.find_map(|(old, now)| {
            let rest = path.strip_prefix(old.as_str())?.strip_prefix("::")?;
            Some(format!("{now}::{rest}"))
        });
        moved.unwrap_or(path)
    };
    known
        .into_iter()
        .map(|(path, old_name)| (inside(path), old_name))
        .filter(|(path, old_name)| *path != old_name.now)
        .collect()
}

/// A path after a rename of the item or of its parent.
fn renamed(path: &str, old: &str, now: &str) -> String {
    match path.strip_prefix(old) {
        Some(rest) if rest.is_empty() || rest.starts_with("::") => format!("{now}{rest}"),
        _ => path.to_owned(),
    }
}

fn model(models: &mut [ModelFile], path: &str, old_name: &RenamedItem) -> bool {
    let names = (
        path.strip_prefix("models::"),
        old_name.now.strip_prefix("models::"),
    );
    let (Some(name), Some(now)) = names else {
        return false;
    };
    let taken = |name: &str| {
        let mut items = models.iter().flat_map(|file| &file.items);
        items.any(|item| item.name() == name)
    };
    if taken(name) {
        return false;
    }
    for file in models {
        let Some(item) = file.items.iter().find(|item| item.name() == now) else {
            continue;
        };
        let constructor = match item {
            Model::Struct(item) => item.constructor(),
            Model::Enum(_) | Model::Union(_) | Model::Alias(_) => None,
        };
        let has_holder = constructor.is_some_and(|constructor| constructor.holder.is_some());
        let alias = |more: &str| OldName {
            name: format!("{name}{more}"),
            now: format!("{now}{more}"),
        };
        file.old_names.push(alias(""));
        if has_holder {
            file.old_names.push(alias("Required"));
        }
        return true;
    }
    false
}

fn api(groups: &mut [Group], path: &str, old_name: &RenamedItem) -> bool {
    let old: Vec<&str> = path.split("::").collect();
    let now: Vec<&str> = old_name.now.split("::").collect();
    match (old.as_slice(), now.as_slice()) {
        (["Client", old], ["Client", now]) => {
            let mut all = groups.iter_mut();
            let group = all.find(|group| group.accessor == *now);
            group
                .map(|group| group.old_accessors.push((*old).to_owned()))
                .is_some()
        }
        (["api", old], ["api", now]) => {
            let mut all = groups.iter_mut();
            let group = all.find(|group| group.types().any(|name| name == *now));
            let alias = OldName {
                name: (*old).to_owned(),
                now: (*now).to_owned(),
            };
            group.map(|group| group.old_names.push(alias)).is_some()
        }
        (["api", _, old], ["api", group, now]) => {
            let mut all = groups.iter_mut().filter(|one| one.name == *group);
            let operations = all.next().map(|group| &mut group.operations);
            let mut operations = operations.into_iter().flatten();
            let operation = operations.find(|one| one.method_name == *now);
            operation
                .map(|operation| operation.old_methods.push((*old).to_owned()))
                .is_some()
        }
        _ => false,
    }
}
