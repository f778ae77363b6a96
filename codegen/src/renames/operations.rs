//! Detects moved operations: the same id with another path, or the same path with other parameter names.

use std::collections::BTreeSet;

use super::{KeyMap, unique_pairs};
use crate::ir::{Api, Operation};
use crate::lock::CrateLock;
use crate::source::Pointer;

/// The lock with the operations under their current keys.
pub(crate) fn moved(api: &Api, lock: &CrateLock) -> CrateLock {
    let mut lock = lock.clone();
    // Entries for other media types of a body move with their operation.
    let is_main = |key: &&String| !key.contains(" (");
    let current: BTreeSet<String> = api.operations.iter().map(Operation::key).collect();
    let known = lock.operations.keys().filter(is_main);
    let gone: Vec<String> = known
        .filter(|key| !current.contains(*key))
        .cloned()
        .collect();
    if gone.is_empty() {
        return lock;
    }
    let new: Vec<&Operation> = api
        .operations
        .iter()
        .filter(|one| !lock.operations.contains_key(&one.key()))
        .collect();
    let mut keys = KeyMap::default();
    let mut moved: Vec<(String, String)> = Vec::new();
    let by_path = unique_pairs(
        gone.iter().map(|key| (anonymous_path(key), key)),
        new.iter().map(|one| (anonymous_path(&one.key()), *one)),
    );
    for (old, operation) in &by_path {
        add_keys(&mut keys, old, operation);
        moved.push(((*old).clone(), operation.key()));
    }
    let words = |key: &String| {
        lock.operations
            .get(key)
            .and_then(|names| names.words.clone())
    };
    let is_unmatched = |key: &&String| !by_path.iter().any(|(old, _)| old == key);
    let by_id = unique_pairs(
        gone.iter()
            .filter(is_unmatched)
            .filter_map(|key| Some((words(key)?, key))),
        new.iter()
            .filter(|one| !by_path.iter().any(|(_, other)| other.key() == one.key()))
            .map(|one| (one.words(), *one)),
    );
    for (old, operation) in by_id {
        add_keys(&mut keys, old, operation);
        moved.push((old.clone(), operation.key()));
    }
    for (old, new) in moved {
        move_entries(&mut lock, &old, &new);
    }
    keys.apply(&mut lock);
    lock
}

/// The key without parameter names: `GET /pets/{id}` and `GET /pets/{petId}` are the same operation.
fn anonymous_path(key: &str) -> String {
    let mut out = String::new();
    let mut rest = key;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// The names between the braces of a path.
fn parameters(key: &str) -> impl Iterator<Item = &str> {
    key.split('{')
        .skip(1)
        .filter_map(|part| Some(part.split_once('}')?.0))
}

/// Adds the locations below the operation, and its path parameters by position.
fn add_keys(keys: &mut KeyMap, old: &str, operation: &Operation) {
    let Some((method, path)) = old.split_once(' ') else {
        return;
    };
    let root = Pointer::root(operation.at.file());
    let old_at = root.child("paths").child(path);
    let old_at = old_at.child(&method.to_ascii_lowercase());
    let new_at = &operation.at;
    keys.prefixes.insert(old_at.to_string(), new_at.to_string());
    for (old, new) in parameters(path).zip(parameters(&operation.path)) {
        let key = |at: &Pointer, name: &str| at.child("path").child(name).to_string();
        keys.exact.insert(key(&old_at, old), key(new_at, new));
    }
}

/// Moves the entry of an operation and those of its other media types.
fn move_entries(lock: &mut CrateLock, old: &str, new: &str) {
    let belongs = |key: &&String| {
        let rest = key.strip_prefix(old);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
    };
    let entries: Vec<String> = lock.operations.keys().filter(belongs).cloned().collect();
    for key in entries {
        if let Some(names) = lock.operations.remove(&key) {
            let new = format!("{new}{}", &key[old.len()..]);
            lock.operations.insert(new, names);
        }
    }
}
