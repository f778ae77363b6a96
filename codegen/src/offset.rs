//! Byte offsets of TOML texts as places.
//!
//! In: a file and an offset into its text. Out: the [`Place`] with line and column, counted from 1
//! in characters. Guaranteed: an offset beyond the end is the end, never a panic.

use crate::diag::Place;
use crate::source::{FileId, Sources};

/// The place of a byte offset.
pub(crate) fn place(sources: &Sources, file: FileId, offset: usize) -> Place {
    let text = sources.text(file);
    let before: &str = text
        .char_indices()
        .find(|(at, _)| *at >= offset)
        .map_or(text, |(at, _)| &text[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(1, |last| last.chars().count() + 1);
    Place::Text {
        file,
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_from_one() {
        let mut sources = Sources::new();
        let file = sources.add("x", "a\nüb = 1\n".to_owned());
        let at = |offset| match place(&sources, file, offset) {
            Place::Text { line, column, .. } => (line, column),
            _ => (0, 0),
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (2, 1));
        assert_eq!(at(4), (2, 2));
        assert_eq!(at(999), (3, 1));
    }
}
