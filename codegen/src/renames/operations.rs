//! Operations that have moved: another path with the same id, or other names for the parameters of the path.

use std::collections::BTreeSet;

use super::{Keys, pairs};
use crate::ir::{Api, Operation};
use crate::lock::CrateLock;
use crate::source::Pointer;

/// The lock with operations under the keys that they have now.
pub(crate) fn moved(api: &Api, lock: &CrateLock) -> CrateLock {
    let mut lock = lock.clone();
    // Calls for another media type of a body follow their operation.
    let is_main = |key: &&String| !key.contains(" (");
    let there: BTreeSet<String> = api.operations.iter().map(Operation::key).collect();
    let known = lock.operations.keys().filter(is_main);
    let gone: Vec<String> = known.filter(|key| !there.contains(*key)).cloned().collect();
    if gone.is_empty() {
        return lock;
    }
    let new: Vec<&Operation> = api
        .operations
        .iter()
        .filter(|one| !lock.operations.contains_key(&one.key()))
        .collect();
    let mut keys = Keys::default();
    let mut calls: Vec<(String, String)> = Vec::new();
    let shapes = pairs(
        gone.iter().map(|key| (shape(key), key)),
        new.iter().map(|one| (shape(&one.key()), *one)),
    );
    for (old, operation) in &shapes {
        note(&mut keys, old, operation);
        calls.push(((*old).clone(), operation.key()));
    }
    let words = |key: &String| {
        lock.operations
            .get(key)
            .and_then(|names| names.words.clone())
    };
    let is_open = |key: &&String| !shapes.iter().any(|(old, _)| old == key);
    let by_words = pairs(
        gone.iter()
            .filter(is_open)
            .filter_map(|key| Some((words(key)?, key))),
        new.iter()
            .filter(|one| !shapes.iter().any(|(_, other)| other.key() == one.key()))
            .map(|one| (one.words(), *one)),
    );
    for (old, operation) in by_words {
        note(&mut keys, old, operation);
        calls.push((old.clone(), operation.key()));
    }
    for (old, now) in calls {
        follow(&mut lock, &old, &now);
    }
    keys.apply(&mut lock);
    lock
}

/// `GET /pets/{id}` and `GET /pets/{petId}` are the same to a server.
fn shape(key: &str) -> String {
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

/// Places below the operation, and its parameters by their positions.
fn note(keys: &mut Keys, old: &str, operation: &Operation) {
    let Some((method, path)) = old.split_once(' ') else {
        return;
    };
    let root = Pointer::root(operation.at.file());
    let before = root.child("paths").child(path);
    let before = before.child(&method.to_ascii_lowercase());
    let now = &operation.at;
    keys.below.insert(before.to_string(), now.to_string());
    for (was, is) in parameters(path).zip(parameters(&operation.path)) {
        let key = |at: &Pointer, name: &str| at.child("path").child(name).to_string();
        keys.exact.insert(key(&before, was), key(now, is));
    }
}

/// The operation's own entry, and those of its other media types.
fn follow(lock: &mut CrateLock, old: &str, now: &str) {
    let is_its = |key: &&String| {
        let rest = key.strip_prefix(old);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
    };
    let its: Vec<String> = lock.operations.keys().filter(is_its).cloned().collect();
    for key in its {
        if let Some(names) = lock.operations.remove(&key) {
            let now = format!("{now}{}", &key[old.len()..]);
            lock.operations.insert(now, names);
        }
    }
}
