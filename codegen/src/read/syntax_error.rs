//! Explains syntax errors.
//!
//! Input: errors of the JSON and the YAML parser. Output: line, column, message and help. Columns always count
//! characters, although the parsers count differently.

use super::deserialize::{Limit, MAX_DEPTH};
use crate::source::{FileId, Location, Sources, yaml};

/// Why a file can't be parsed.
#[derive(Debug)]
pub(super) struct SyntaxError {
    /// Line and column, if the parser knows them.
    pub position: Option<(u32, u32)>,
    pub message: String,
    pub help: Option<String>,
    pub limit: Option<Limit>,
}

/// The location of the first bytes that are not UTF-8.
pub(super) fn first_invalid_utf8(sources: &Sources, file: FileId) -> Option<Location> {
    let offset = sources.broken(file)?;
    let (line, column) = position(sources.text(file), offset);
    Some(Location::Text { file, line, column })
}

/// Explains an error of serde_json.
pub(super) fn json_error(
    text: &str,
    error: &serde_json::Error,
    limit: Option<Limit>,
) -> SyntaxError {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(0, |(at, _)| at + 1),
    };
    // The column of serde_json is the number of bytes read.
    let offset = line_start + error.column().saturating_sub(1);
    SyntaxError {
        position: Some(position(text, offset)),
        message: without_location(&error.to_string()),
        help: None,
        limit,
    }
}

/// Explains an error of the YAML parser.
pub(super) fn yaml_error(
    text: &str,
    error: &serde_yaml::Error,
    limit: Option<Limit>,
) -> SyntaxError {
    let message = without_location(&error.to_string());
    let location = error.location().map(|location| location.index());
    let offset = if message.starts_with("control characters") {
        text.find(is_forbidden_char)
    } else {
        location
    };
    if let Some(opening) = unclosed_quote(&error.to_string()) {
        let message = "this quote is not closed".to_owned();
        return SyntaxError {
            position: Some(opening),
            message,
            help: None,
            limit,
        };
    }
    let tab = offset.and_then(|offset| tab_indentation(text, offset));
    let next = offset.and_then(|offset| text.get(offset..)?.chars().next());
    let limit = limit.or_else(|| {
        message
            .starts_with("repetition limit")
            .then_some(Limit::Size)
    });
    let (message, help) = match tab {
        Some(_) => {
            let help = "indent with spaces".to_owned();
            ("YAML must not be indented with tabs".to_owned(), Some(help))
        }
        None => clarify(message, next),
    };
    SyntaxError {
        position: tab.or(offset).map(|offset| position(text, offset)),
        message,
        help,
        limit,
    }
}

/// Finds flow brackets that are nested too deeply for the YAML parser, whose run time grows quadratically with them.
pub(super) fn too_deep(text: &str) -> Option<SyntaxError> {
    let mut depth = 0_usize;
    let mut deepest = 0;
    let is_bracket = |byte: &u8| matches!(byte, b'[' | b'{' | b']' | b'}');
    // Most parts have no brackets: this test uses vector instructions.
    let parts = text.as_bytes().chunks(64);
    let parts = parts.filter(|part| part.iter().fold(false, |any, it| any | is_bracket(it)));
    for byte in parts.flatten() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    // Strings contain brackets too: only search exactly if there are very many.
    if deepest < 1000 {
        return None;
    }
    let offset = yaml::deeper_than(text, MAX_DEPTH)?;
    Some(SyntaxError {
        position: Some(position(text, offset)),
        message: String::new(),
        help: None,
        limit: Some(Limit::Depth),
    })
}

/// How large the aliases of a file may make it, in bytes: a multiple of its size, and what every file may have.
const EXPANSION: (usize, usize) = (4, 16 << 20);

/// How large a YAML text may become, with all aliases expanded.
pub(super) fn expansion(text: &str) -> usize {
    let (factor, base) = EXPANSION;
    factor * text.len() + base
}

/// Finds the alias with which a YAML text becomes too large.
pub(super) fn too_large(text: &str) -> Option<SyntaxError> {
    let offset = yaml::expands_beyond(text, expansion(text))?;
    Some(SyntaxError {
        position: Some(position(text, offset)),
        message: String::new(),
        help: None,
        limit: Some(Limit::Size),
    })
}

/// The line of the `---` that ends the first non-empty YAML document.
pub(super) fn next_document(text: &str) -> Option<u32> {
    let mut content = false;
    for (index, line) in text.lines().enumerate() {
        let is_mark = line == "---" || line.starts_with("--- ");
        if is_mark && content {
            return u32::try_from(index + 1).ok();
        }
        let is_empty = is_mark || line.trim().is_empty() || line.starts_with(['#', '%']);
        content |= !is_empty;
    }
    None
}

/// The start of the character that contains a byte.
fn char_start(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let starts = (0..=offset).rev();
    starts
        .take(4)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Line and column of a byte. Columns count characters.
fn position(text: &str, offset: usize) -> (u32, u32) {
    let offset = char_start(text, offset);
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].chars().count() + 1;
    let fit = |number| u32::try_from(number).unwrap_or(u32::MAX);
    (fit(line), fit(column))
}

/// The position of an unclosed quote, which the YAML parser only gives in its message.
fn unclosed_quote(message: &str) -> Option<(u32, u32)> {
    let position = message
        .strip_prefix("found unexpected end of stream")?
        .split_once("while scanning a quoted scalar at line ")?
        .1;
    let (line, column) = position.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Removes the position from a parser message: it is printed separately.
fn without_location(message: &str) -> String {
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

/// The offset of a tab in the indentation of the line with the error, or of the line before it.
fn tab_indentation(text: &str, offset: usize) -> Option<usize> {
    let offset = char_start(text, offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let previous = text[..start.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    [start, previous].into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tab = line[..indent].find('\t')?;
        (indent < line.len()).then_some(start + tab)
    })
}

/// Whether YAML forbids a character everywhere.
fn is_forbidden_char(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}')
}

/// Rewords the most frequent messages of the YAML parser and adds help.
fn clarify(message: String, next: Option<char>) -> (String, Option<String>) {
    let quotes = "put the value in quotes if it is a string";
    let (better, help) = match (message.as_str(), next) {
        ("found character that cannot start any token", Some(c)) => (
            format!("`{c}` can't begin a value in YAML"),
            Some(quotes.to_owned()),
        ),
        ("mapping values are not allowed in this context", _) => {
            let help =
                "put the value in quotes if it contains `: `; otherwise check the indentation";
            (
                "a `:` is not allowed here".to_owned(),
                Some(help.to_owned()),
            )
        }
        ("did not find expected key", _) => {
            let help = "check the indentation of this line and the lines above";
            ("expected a key".to_owned(), Some(help.to_owned()))
        }
        ("did not find expected '-' indicator", _) => {
            let help = "check the indentation: the list above ends here";
            ("expected `-`".to_owned(), Some(help.to_owned()))
        }
        ("could not find expected ':'", _) => {
            let help = "check this line and the line above: a key has no `:`";
            ("expected `:`".to_owned(), Some(help.to_owned()))
        }
        (refused, Some(c)) if refused.starts_with("control characters") => (
            format!(
                "the control character U+{:04X} is not allowed",
                u32::from(c)
            ),
            None,
        ),
        ("unknown anchor", _) => ("no anchor with this name is defined above".to_owned(), None),
        _ => return (message, None),
    };
    (better, help)
}
