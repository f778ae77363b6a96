//! The runtime: embedded when this library is built, and copied word for word.

use super::{Context, cfg};
use crate::config::Mode;

use oascribe_runtime::source::SOURCES;

/// The files that are needed. A crate has all of them, and selects by features when it is built. A module or the models
/// have no features, so the files of disabled features are left out.
pub(super) fn files(context: Context<'_>) -> Vec<(String, String)> {
    if context.mode == Mode::Crate {
        let all = SOURCES.iter();
        return all
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
    }
    let mut files = Vec::new();
    let mut open = vec![("mod.rs".to_owned(), String::new())];
    while let Some((path, folder)) = open.pop() {
        let Some((_, text)) = SOURCES.iter().find(|(known, _)| *known == path) else {
            continue;
        };
        let text = cfg::resolve(text, &context.features());
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
