//! Which accessor of the client an operation stands under.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::ir::{Api, Group, Operation};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let common = common_prefix(&api.operations);
    let renamed = renamed(api, context);
    for index in 0..api.operations.len() {
        let name = name(&api.operations[index], common, &renamed, context);
        let known = api.groups.iter().position(|group| group.name == name);
        api.operations[index].group = known.unwrap_or_else(|| {
            api.groups.push(Group {
                name,
                description: String::new(),
                at: None,
            });
            api.groups.len() - 1
        });
    }
    report_unmatched(api, context, diags);
}

/// Tags that are called otherwise now: all that stood under one of them stands under another one, which is new.
fn renamed(api: &Api, context: &Context<'_>) -> BTreeMap<String, String> {
    let mut now: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut first: BTreeSet<&str> = BTreeSet::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for operation in &api.operations {
        let tag = operation.tags.first().map(String::as_str);
        first.extend(tag);
        let Some(names) = context.lock.operations.get(&operation.key()) else {
            continue;
        };
        known.insert(&names.group);
        // A group that was chosen by hand is called otherwise than the tag.
        if names.tag.as_ref() == Some(&names.group) {
            now.entry(&names.group)
                .or_default()
                .insert(tag.unwrap_or_default());
        }
    }
    let renamed = now.into_iter().filter_map(|(old, now)| {
        let mut now = now.into_iter();
        let (only, None) = (now.next()?, now.next()) else {
            return None;
        };
        let is_new = !only.is_empty() && !known.contains(only) && !first.contains(old);
        is_new.then(|| (old.to_owned(), only.to_owned()))
    });
    renamed.collect()
}

/// The configuration, then the lock, then the first tag, then the path.
fn name(
    operation: &Operation,
    common: usize,
    renamed: &BTreeMap<String, String>,
    context: &Context<'_>,
) -> String {
    let tag = operation.tags.first();
    let groups = &context.config.groups;
    let chosen = groups
        .get(&operation.id)
        .or_else(|| tag.and_then(|tag| groups.get(tag)));
    let locked = context.lock.operations.get(&operation.key());
    chosen
        .or(locked.map(|names| renamed.get(&names.group).unwrap_or(&names.group)))
        .or(tag)
        .cloned()
        .unwrap_or_else(|| by_path(&operation.path, common))
}

fn report_unmatched(api: &Api, context: &Context<'_>, diags: &mut Diagnostics) {
    for key in context.config.groups.keys() {
        let meant = |operation: &Operation| operation.id == *key || operation.tags.contains(key);
        if !api.operations.iter().any(meant) {
            let message = format!("no operation or tag `{key}` to group");
            diags.push(context.config.unmatched("groups", key, message));
        }
    }
}

/// How many leading segments all paths share.
fn common_prefix(operations: &[Operation]) -> usize {
    let Some((first, others)) = operations.split_first() else {
        return 0;
    };
    let shared = |count: usize, other: &Operation| {
        let pairs = segments(&first.path).zip(segments(&other.path));
        pairs
            .take(count)
            .take_while(|(one, two)| one == two)
            .count()
    };
    let all = segments(&first.path).count();
    if others.is_empty() {
        0
    } else {
        others.iter().fold(all, shared)
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// The first segment that is no version, no parameter and no part of what all paths begin with.
fn by_path(path: &str, common: usize) -> String {
    let telling = |segment: &&str| !segment.contains('{') && !is_version(segment);
    let own = segments(path).skip(common).find(telling);
    let any = || segments(path).filter(telling).last();
    own.or_else(any).unwrap_or("default").to_owned()
}

fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').unwrap_or(segment);
    digits.starts_with(|first: char| first.is_ascii_digit())
}
