//! An edit of a text or of an extension.

use super::super::{MAX_TEXT, edits};
use super::escape::{code, escape};
use crate::Edit;
use crate::location::Locations;
use crate::shortened::shortened;

/// What was edited, with both values.
pub fn item(edit: &Edit, locations: &mut Locations<'_>) -> String {
    let title = edits::title(edit, code);
    let at = locations.find(Some(&edit.revision));
    let at = at.map_or(String::new(), |at| {
        format!(" ({}:{})", escape(&at.file), at.line)
    });
    let sides = [('-', &edit.old), ('+', &edit.new)];
    let sides = sides.into_iter().filter_map(|(mark, value)| {
        let value = escape(&shortened(value.as_deref()?, MAX_TEXT));
        Some(format!("{mark} {value}\n"))
    });
    format!(
        "<div class=\"item\"><p>{title}{at}</p><pre>{}</pre></div>\n",
        sides.collect::<String>()
    )
}
