//! The public items of the Rust API that change.

use super::escape::{code, escape, prose};
use crate::report::{Report, RustApi};
use crate::rust::Change;

/// The changed items, with their old and new signatures.
pub fn changes(report: &Report) -> String {
    let changes = match &report.rust {
        RustApi::Compared { changes, .. } => changes,
        RustApi::Unavailable { reason } => {
            return format!(
                "<p>The Rust API can't be compared: {}</p>\n",
                escape(reason)
            );
        }
    };
    if changes.is_empty() {
        return String::new();
    }
    let items: String = changes.iter().map(item).collect();
    format!(
        "<details class=\"group\" open>\n<summary><h2>Rust API ({})</h2></summary>\n{items}</details>\n",
        changes.len()
    )
}

fn item(change: &Change) -> String {
    let line = |mark: char, text: &Option<String>| match text.as_deref() {
        None | Some("") => String::new(),
        Some(text) => format!("{mark} {}\n", escape(text)),
    };
    let related = match change.related {
        0 => String::new(),
        1 => " and 1 related item".to_owned(),
        count => format!(" and {count} related items"),
    };
    let sides = [line('-', &change.old), line('+', &change.new)].concat();
    let sides = match sides.is_empty() {
        true => sides,
        false => format!("<pre>{sides}</pre>"),
    };
    format!(
        "<div class=\"item\"><p><b>{}</b> {} {} {}{related}</p>{sides}</div>\n",
        change.bump,
        change.kind_name(),
        code(&change.path),
        prose(&change.text)
    )
}
