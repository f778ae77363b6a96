//! Assigns operations to groups: the accessors of the client.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::ir::{Api, Group, Operation};
use crate::passes::Context;
use crate::passes::letters::letters;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let common = common_prefix(&api.operations);
    let renamed = renamed_tags(api, context);
    let tags = tags(api);
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let name = name(operation, &renamed, context).unwrap_or_else(|| {
            let head = by_path(&operation.path, common);
            tags.get(&letters(&head)).cloned().unwrap_or(head)
        });
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

/// Renamed tags, from old to new name: all operations with the old tag, or with none, now have the same tag, which is
/// new.
fn renamed_tags(api: &Api, context: &Context<'_>) -> BTreeMap<String, String> {
    let mut new_tags: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current: BTreeSet<&str> = BTreeSet::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for operation in &api.operations {
        let tag = operation.tags.first().map(String::as_str);
        current.extend(tag);
        let Some(names) = context.lock.operations.get(&operation.key()) else {
            continue;
        };
        known.insert(&names.group);
        // A group from the configuration differs from the tag. An operation without a tag has the group of its path.
        if names.tag.as_ref().is_none_or(|tag| *tag == names.group) {
            let new = new_tags.entry(&names.group).or_default();
            new.insert(tag.unwrap_or_default());
        }
    }
    let renamed = new_tags.into_iter().filter_map(|(old, new)| {
        let mut new = new.into_iter();
        let (only, None) = (new.next()?, new.next()) else {
            return None;
        };
        let is_new = !only.is_empty() && !known.contains(only) && !current.contains(old);
        is_new.then(|| (old.to_owned(), only.to_owned()))
    });
    renamed.collect()
}

/// The tags of operations by their letters: an operation without a tag joins the tag that its path begins with.
fn tags(api: &Api) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for tag in api.operations.iter().filter_map(|it| it.tags.first()) {
        let known: &mut String = tags.entry(letters(tag)).or_insert_with(|| tag.clone());
        if tag < known {
            known.clone_from(tag);
        }
    }
    tags
}

/// The name of an operation's group: from the configuration, else the lock, else the first tag.
fn name(
    operation: &Operation,
    renamed: &BTreeMap<String, String>,
    context: &Context<'_>,
) -> Option<String> {
    let tag = operation.tags.first();
    let groups = &context.config.groups;
    let configured = groups
        .get(&operation.id)
        .or_else(|| tag.and_then(|tag| groups.get(tag)));
    let locked = context.lock.operations.get(&operation.key());
    configured
        .or(locked.map(|names| renamed.get(&names.group).unwrap_or(&names.group)))
        .or(tag)
        .cloned()
}

fn report_unmatched(api: &Api, context: &Context<'_>, diags: &mut Diagnostics) {
    for key in context.config.groups.keys() {
        let matches = |operation: &Operation| operation.id == *key || operation.tags.contains(key);
        if !api.operations.iter().any(matches) {
            let message = format!("the document has no operation and no tag `{key}`");
            let operations = api.operations.iter();
            let known = operations.flat_map(|one| one.tags.iter().chain([&one.id]));
            let found = context.config.unmatched("groups", key, message);
            diags.push(found.suggest(key, known.map(String::as_str)));
        }
    }
}

/// The number of leading segments that all paths have in common.
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

/// The first segment after the common prefix that is neither a version nor a parameter.
fn by_path(path: &str, common: usize) -> String {
    let is_name = |segment: &&str| !segment.contains('{') && !is_version(segment);
    let own = segments(path).skip(common).find(is_name);
    let any = || segments(path).filter(is_name).last();
    own.or_else(any).unwrap_or("default").to_owned()
}

fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').unwrap_or(segment);
    digits.starts_with(|first: char| first.is_ascii_digit())
}
