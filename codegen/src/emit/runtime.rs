//! The runtime: embedded when this library is built. Its parts are copied word for word.

use super::{Context, cfg};

use oascribe_runtime::source::SOURCES;

/// The files that are needed: those that a module of another one declares.
pub(super) fn files(context: Context<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut open = vec![("mod.rs".to_owned(), String::new())];
    while let Some((path, folder)) = open.pop() {
        let Some((_, text)) = SOURCES.iter().find(|(known, _)| *known == path) else {
            continue;
        };
        let text = cfg::resolve(text, context.parts);
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
