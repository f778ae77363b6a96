//! The runtime: embedded when this library is built. Its parts are copied word for word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::{Context, cfg};
use crate::plan::Parts;

use oascribe_runtime::source::SOURCES;

/// A text, and the decisions on the features that it names.
type Key = (&'static str, Vec<Option<bool>>);

/// The texts that were resolved by this process: to parse one takes much longer than to copy it, and most crates need the
/// same.
static RESOLVED: Mutex<BTreeMap<Key, String>> = Mutex::new(BTreeMap::new());

/// The files that are needed: those that a module of another one declares.
pub(super) fn files(context: Context<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut open = vec![("mod.rs".to_owned(), String::new())];
    while let Some((path, folder)) = open.pop() {
        let Some((_, text)) = SOURCES.iter().find(|(known, _)| *known == path) else {
            continue;
        };
        let text = resolved(text, context.parts);
        for module in cfg::modules(&text) {
            let file = format!("{folder}{module}.rs");
            let inner = format!("{folder}{module}/");
            if SOURCES.iter().any(|(known, _)| *known == file) {
                open.push((file, inner));
            } else {
                open.push((format!("{inner}mod.rs"), inner));
            }
        }
        files.push((path, text));
    }
    files.sort();
    files
}

fn resolved(text: &'static str, parts: &Parts) -> String {
    let names = text.split("feature = \"").skip(1);
    let names: BTreeSet<&str> = names.filter_map(|rest| rest.split('"').next()).collect();
    let key = (
        text,
        names.into_iter().map(|name| parts.decide(name)).collect(),
    );
    let mut known = RESOLVED.lock().unwrap_or_else(PoisonError::into_inner);
    let text = known
        .entry(key)
        .or_insert_with(|| cfg::resolve(text, parts));
    text.clone()
}
