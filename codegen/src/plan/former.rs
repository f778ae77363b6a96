//! Names that items had before, and keep for a while.
//!
//! In: what was renamed in this run, and the former names of the lock. Out: a deprecated alias beside each item that
//! has one, and the former names to lock. Guaranteed: a former name leads to an item that is there, and is given to
//! nobody else; it goes when the version has left it behind, or with its line in the lock.

use std::collections::BTreeMap;

use super::api::Group;
use super::model::{Model, ModelFile};
use super::names::Names;
use super::scope::Scope;
use crate::config::{CrateConfig, series};
use crate::lock::{CrateLock, Former};

/// A type under its former name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    pub name: String,
    pub now: String,
}

/// The former names of the lock that the version has not left behind.
pub(super) fn living(config: &CrateConfig, lock: &CrateLock) -> BTreeMap<String, Former> {
    let version = config.package.version.as_deref().unwrap_or_default();
    let mut living = lock.aliases.clone();
    living.retain(|_, former| series(&former.since, version) <= config.keep_old_names);
    living
}

/// Keeps the former names of a module from everyone but the item that takes its own back.
pub(super) fn reserve(
    scope: &mut Scope,
    module: &str,
    names: &Names<'_>,
    wishes: &[(String, String)],
) {
    for (path, former) in names.formers() {
        let Some((own, name)) = path.rsplit_once("::") else {
            continue;
        };
        let now = former.now.rsplit("::").next().unwrap_or_default();
        let comes_back = wishes
            .iter()
            .any(|(before, wish)| before == now && wish == name);
        if own == module && !comes_back && scope.is_free(name) {
            scope.reserve(name, &format!("the former name of `{}`", former.now));
        }
    }
    for (before, wish) in wishes {
        if before != wish && scope.is_free(before) {
            scope.reserve(before, &format!("the former name of `{wish}`"));
        }
    }
}

/// Puts aliases beside the items that were renamed, and locks them.
pub(super) fn place(
    names: &mut Names<'_>,
    config: &CrateConfig,
    models: &mut [ModelFile],
    groups: &mut [Group],
) {
    let version = config.package.version.clone().unwrap_or_default();
    let mut formers = BTreeMap::new();
    for (path, former) in known(names, &version) {
        if model(models, &path, &former) || api(groups, &path, &former) {
            formers.insert(path, former);
        }
    }
    names.keep_formers(formers);
}

/// The former names of before and of now, all of them with what the items are called in the end.
fn known(names: &Names<'_>, version: &str) -> BTreeMap<String, Former> {
    let mut known = names.formers().clone();
    for (old, now) in names.renamed() {
        known = known
            .into_iter()
            .map(|(path, former)| {
                let since = former.since;
                let now = renamed(&former.now, old, now);
                (path, Former { now, since })
            })
            .collect();
        let since = version.to_owned();
        let now = now.clone();
        known.insert(old.clone(), Former { now, since });
    }
    // A method is found where its group is now.
    let types: Vec<(String, String)> = known
        .iter()
        .filter(|(path, _)| path.matches("::").count() == 1)
        .map(|(path, former)| (path.clone(), former.now.clone()))
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
        .map(|(path, former)| (inside(path), former))
        .filter(|(path, former)| *path != former.now)
        .collect()
}

/// A path after a rename of the item or of what it is in.
fn renamed(path: &str, old: &str, now: &str) -> String {
    match path.strip_prefix(old) {
        Some(rest) if rest.is_empty() || rest.starts_with("::") => format!("{now}{rest}"),
        _ => path.to_owned(),
    }
}

fn model(models: &mut [ModelFile], path: &str, former: &Former) -> bool {
    let names = (
        path.strip_prefix("models::"),
        former.now.strip_prefix("models::"),
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
        let alias = |more: &str| FormerName {
            name: format!("{name}{more}"),
            now: format!("{now}{more}"),
        };
        file.former.push(alias(""));
        if has_holder {
            file.former.push(alias("Required"));
        }
        return true;
    }
    false
}

fn api(groups: &mut [Group], path: &str, former: &Former) -> bool {
    let old: Vec<&str> = path.split("::").collect();
    let now: Vec<&str> = former.now.split("::").collect();
    match (old.as_slice(), now.as_slice()) {
        (["Client", old], ["Client", now]) => {
            let mut all = groups.iter_mut();
            let group = all.find(|group| group.accessor == *now);
            group
                .map(|group| group.former_accessors.push((*old).to_owned()))
                .is_some()
        }
        (["api", old], ["api", now]) => {
            let mut all = groups.iter_mut();
            let group = all.find(|group| group.types().any(|name| name == *now));
            let alias = FormerName {
                name: (*old).to_owned(),
                now: (*now).to_owned(),
            };
            group.map(|group| group.former.push(alias)).is_some()
        }
        (["api", _, old], ["api", group, now]) => {
            let mut all = groups.iter_mut().filter(|one| one.name == *group);
            let operations = all.next().map(|group| &mut group.operations);
            let mut operations = operations.into_iter().flatten();
            let operation = operations.find(|one| one.method_name == *now);
            operation
                .map(|operation| operation.former_methods.push((*old).to_owned()))
                .is_some()
        }
        _ => false,
    }
}
