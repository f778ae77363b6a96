//! Texts of a document that can be names.

/// A longer text is a sentence rather than a name.
const MAX_LEN: usize = 40;

/// The text if it can be a name: short, and with a letter first. An address is no name.
pub(super) fn word(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_short = text.chars().count() <= MAX_LEN && !text.contains("://");
    let first = text.chars().find(|first| first.is_alphanumeric());
    (is_short && first.is_some_and(char::is_alphabetic)).then_some(text)
}
