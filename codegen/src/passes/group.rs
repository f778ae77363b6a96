//! Which accessor of the client an operation stands under.

use super::Choices;
use crate::diag::Diagnostics;
use crate::ir::{Api, Group, Operation};

pub(super) fn run(api: &mut Api, choices: &Choices<'_>, diags: &mut Diagnostics) {
    let common = common_prefix(&api.operations);
    for index in 0..api.operations.len() {
        let name = name(&api.operations[index], common, choices);
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
    report_unmatched(api, choices, diags);
}

/// The configuration, then the lock, then the first tag, then the path.
fn name(operation: &Operation, common: usize, choices: &Choices<'_>) -> String {
    let tag = operation.tags.first();
    let groups = &choices.config.groups;
    let chosen = groups
        .get(&operation.id)
        .or_else(|| tag.and_then(|tag| groups.get(tag)));
    let locked = choices.lock.operations.get(&operation.key());
    chosen
        .or(locked.map(|names| &names.group))
        .or(tag)
        .cloned()
        .unwrap_or_else(|| by_path(&operation.path, common))
}

fn report_unmatched(api: &Api, choices: &Choices<'_>, diags: &mut Diagnostics) {
    for key in choices.config.groups.keys() {
        let meant = |operation: &Operation| operation.id == *key || operation.tags.contains(key);
        if !api.operations.iter().any(meant) {
            let message = format!("no operation or tag `{key}` to group");
            diags.push(choices.config.unmatched("groups", key, message));
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
