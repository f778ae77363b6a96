//! Removes characters that must not be in a comment, and the indentation that all lines share.
//!
//! The only control character left is `\n`. Text direction marks and invisible characters are removed: both can make a
//! comment look different from its content, and rustc rejects direction marks.

use crate::hidden::is_hidden;

/// Prepares a text for the parser.
pub(super) fn prepare(text: &str) -> String {
    dedent(&clean(text))
}

/// Returns the character. Returns `None` if it must not be in a comment.
pub(super) fn visible(ch: char) -> Option<char> {
    (!is_hidden(ch)).then_some(ch)
}

/// Replaces characters that must not be in a comment by their escapes in Rust: `\n`, `\u{202e}`.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match is_hidden(ch) {
            true => out.extend(ch.escape_default()),
            false => out.push(ch),
        }
    }
    out
}

fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                out.push('\n');
                column = 0;
            }
            '\t' => {
                // A tab extends to the next multiple of four columns, which matters for indentation.
                let width = 4 - column % 4;
                out.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\u{b}' | '\u{c}' => {
                out.push(' ');
                column += 1;
            }
            ch => {
                if let Some(ch) = visible(ch) {
                    out.push(ch);
                    column += 1;
                }
            }
        }
    }
    out
}

/// Removes the indentation that all lines share, and all indentation of the first line.
///
/// Descriptions copied from doc strings are often indented as a whole, which Markdown would parse as code.
fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let rest = if out.is_empty() {
            line.trim_start()
        } else {
            line.get(shared..).unwrap_or("")
        };
        if !out.is_empty() || !rest.is_empty() {
            out.push_str(rest);
            out.push('\n');
        }
    }
    out
}
