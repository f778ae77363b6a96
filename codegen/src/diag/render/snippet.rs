//! One line of a source file for printing.
//!
//! In: a line and its marked span. Out: the part around the span, and the columns of the span in it. Guaranteed: no
//! control characters, tabs as spaces, at most [`WIDTH`] columns.

use unicode_width::UnicodeWidthChar;

use crate::source::Span;

/// Columns of a printed line. A document can consist of one line of megabytes.
const WIDTH: usize = 140;

/// Columns before the mark if the line is cut.
const BEFORE: usize = 40;

/// Columns of a tab.
const TAB: usize = 4;

/// The part of a line around a mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    pub text: String,
    /// Columns before the mark.
    pub indent: usize,
    /// Columns of the mark.
    pub length: usize,
}

/// Cuts a line around a mark.
pub(super) fn cut(line: &str, span: Span) -> Snippet {
    let first = span.column.saturating_sub(1) as usize;
    let last = first.saturating_add(span.length as usize);
    let columns = |chars: &str| chars.chars().map(columns).sum::<usize>();
    // Long lines are only read around the mark.
    let start = window_start(line, first);
    let mut text = String::new();
    let mut indent = 0;
    let mut length = 0;
    let mut used = 0;
    if start > 0 {
        text.push('…');
        indent = 1;
        used = 1;
    }
    for (index, c) in line.chars().enumerate().skip(start) {
        let shown = printable(c);
        let width = columns(&shown);
        if used + width >= WIDTH {
            text.push('…');
            break;
        }
        text.push_str(&shown);
        used += width;
        if index < first {
            indent += width;
        } else if index < last {
            length += width;
        }
    }
    Snippet {
        text,
        indent,
        length: length.max(1),
    }
}

/// The first printed character.
fn window_start(line: &str, first: usize) -> usize {
    let is_short = line.len() <= WIDTH * 4 && line.chars().map(columns).sum::<usize>() < WIDTH;
    if is_short {
        0
    } else {
        let start = first.saturating_sub(BEFORE);
        // Don't cut off just a few characters.
        if start < 4 { 0 } else { start }
    }
}

/// Text for a message: on one line, and without effect on a terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(printable).collect()
}

fn columns(c: char) -> usize {
    match c {
        '\t' => TAB,
        _ => c.width().unwrap_or(1),
    }
}

/// The printed form of a character.
fn printable(c: char) -> String {
    match c {
        '\t' => " ".repeat(TAB),
        '\n' => "\\n".to_owned(),
        _ if c.is_control() || is_invisible(c) => char::REPLACEMENT_CHARACTER.to_string(),
        _ => c.to_string(),
    }
}

/// Characters that change the text direction, or that some programs treat as line breaks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
