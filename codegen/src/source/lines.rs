//! The lines of one text.
//!
//! In: a text. Out: line and column of a byte, and the text of a line. Guaranteed: counted as in editors: a line ends
//! with LF or CRLF, and columns are characters.

use std::ops::Range;

use super::Span;

/// The lines of one text.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of a text.
    pub(super) fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self { starts }
    }

    /// The text of a line, without its line break. Returns `None` after the last line.
    pub(super) fn line<'t>(&self, text: &'t str, line: u32) -> Option<&'t str> {
        let bytes = self.bytes(text, (line as usize).checked_sub(1)?)?;
        Some(&text[bytes])
    }

    /// Line and column of a range, which is cut off at the end of its first line.
    pub(super) fn span(&self, text: &str, range: &Range<usize>) -> Option<Span> {
        let index = self
            .starts
            .partition_point(|start| *start <= range.start)
            .checked_sub(1)?;
        let line = self.bytes(text, index)?;
        let start = range.start.min(line.end);
        let end = range.end.clamp(start, line.end);
        let before = text.get(line.start..start)?.chars().count();
        let marked = text.get(start..end)?.trim_end().chars().count();
        Some(Span {
            line: index as u32 + 1,
            column: before as u32 + 1,
            length: marked.max(1) as u32,
        })
    }

    fn bytes(&self, text: &str, index: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(index)?;
        let end = self
            .starts
            .get(index + 1)
            .map_or(text.len(), |next| next - 1);
        let end = if text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        Some(start..end)
    }
}
