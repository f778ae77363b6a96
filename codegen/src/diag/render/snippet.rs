//! One line of a source file for printing.
//!
//! In: a line and its marked span. Out: the part around the span, and the columns of the span in it. Guaranteed: no
//! control characters and none that change the direction of text, tabs as spaces, at most [`WIDTH`] columns.

use unicode_width::UnicodeWidthStr;

use crate::diag::escape::Escape;
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
    let mut escape = Escape::default();
    for (index, c) in line.chars().enumerate().skip(start) {
        let shown = printable(c, &mut escape);
        let width = shown.width();
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
    let mut escape = Escape::default();
    let width = line.chars().map(|c| printable(c, &mut escape).width());
    let is_short = line.len() <= WIDTH * 4 && width.sum::<usize>() < WIDTH;
    if is_short {
        return 0;
    }
    let mark = line
        .char_indices()
        .nth(first)
        .map_or(line.len(), |(at, _)| at);
    let mut used = 0;
    let before = line[..mark].chars().rev().take_while(|c| {
        used += printable(*c, &mut Escape::default()).width();
        used <= BEFORE
    });
    let start = first.saturating_sub(before.count());
    // Don't cut off just a few characters.
    if start < 4 { 0 } else { start }
}

/// The printed form of a character.
fn printable(c: char, escape: &mut Escape) -> String {
    match (c, escape.next(c)) {
        ('\t', _) => " ".repeat(TAB),
        (_, Some(escaped)) => escaped,
        (_, None) => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oascribe_test_support::fragments::{Hostile, effect};

    /// The text from a column on.
    fn from_column(text: &str, column: usize) -> Option<&str> {
        let mut width = 0;
        let mut found = None;
        for (at, c) in text.char_indices() {
            // The last of several characters, because some have no width.
            if width == column {
                found = Some(&text[at..]);
            }
            width += c.to_string().width();
        }
        found
    }

    #[test]
    fn marks_stay_below_the_marked_text() {
        let mut random = Hostile::new(3);
        for _ in 0..20_000 {
            let mut side = || {
                (0..random.below(12))
                    .map(|_| random.text())
                    .collect::<String>()
            };
            let line = format!("{}MARKED{}", side(), side()).replace('\n', "");
            let before = line.split("MARKED").next().unwrap_or_default();
            let column = u32::try_from(before.chars().count()).unwrap() + 1;
            let span = Span {
                line: 1,
                column,
                length: 6,
            };
            let Snippet {
                text,
                indent,
                length,
            } = cut(&line, span);
            assert_eq!(effect(&format!("1 | {text}"), &[]), None);
            assert_eq!(length, 6, "{text}");
            let marked = from_column(&text, indent);
            assert!(
                marked.is_some_and(|text| text.starts_with("MARKED")),
                "{text} {indent}"
            );
            let width: usize = text.chars().map(|c| c.to_string().width()).sum();
            assert!(width <= WIDTH, "{text}");
        }
    }
}
