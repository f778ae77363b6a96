//! Edits of texts and extensions in words.

use crate::edits::{Edit, Edits};

/// The heading above the edits.
pub const TITLE: &str = "Descriptions and extensions";

/// What was edited, and how. `code` marks up and escapes a piece of code for the format of the report.
pub fn title(edit: &Edit, code: impl Fn(&str) -> String) -> String {
    let happened = match (&edit.old, &edit.new) {
        (None, _) => "was added",
        (_, None) => "was removed",
        _ => "changed",
    };
    let of = match (edit.owner.as_str(), edit.path.as_str()) {
        ("", "") => "the document".to_owned(),
        (name, "") | ("", name) => code(name),
        (owner, path) => format!("{} in {}", code(path), code(owner)),
    };
    format!("the {} of {of} {happened}", code(&edit.keyword))
}

/// The numbers of edits, each in words.
pub fn counts(edits: &Edits) -> Vec<String> {
    let counts = [
        (edits.texts, "descriptions, titles and examples"),
        (edits.extensions, "extensions"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, what)| match count {
        1 => format!("1 edit of {what}"),
        count => format!("{count} edits of {what}"),
    });
    counts.collect()
}
