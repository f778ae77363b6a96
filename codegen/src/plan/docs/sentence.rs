//! Sentences that the generator writes itself.
//!
//! Guarantees for any input: one line, no hidden characters, and only the Markdown that the generator wrote. Texts of the
//! document are in code spans.

use super::characters;
use super::code;
use super::escape::Context;

/// One line of a documentation comment, in Markdown.
///
/// There is no conversion from a string: a text of the document gets into it as code, as a number or as a summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(String);

impl Sentence {
    /// Begins with words of the generator, which are Markdown.
    pub fn new(words: &'static str) -> Self {
        Self::default().words(words)
    }

    /// The summary of a description, which is escaped already.
    pub(super) fn summary(line: String) -> Self {
        Self(line)
    }

    /// Appends words of the generator, which are Markdown.
    pub fn words(mut self, words: &'static str) -> Self {
        self.0.push_str(words);
        self
    }

    /// Appends a number.
    pub fn number(mut self, number: impl ToString) -> Self {
        let is_part = |ch: &char| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '+' | '-');
        self.0.extend(number.to_string().chars().filter(is_part));
        self
    }

    /// Appends any text as a code span. Hidden characters are replaced by their escapes.
    pub fn code(mut self, text: &str) -> Self {
        let text = match text {
            "" => "\"\"".to_owned(),
            text => characters::escaped(text),
        };
        self.0.push_str(&code::span(&text, Context::Line));
        self
    }

    /// Appends a link to a Rust item.
    pub fn link(mut self, path: &str) -> Self {
        let is_part = |ch: &char| ch.is_ascii_alphanumeric() || matches!(ch, '_' | ':');
        self.0.push_str("[`");
        self.0.extend(path.chars().filter(is_part));
        self.0.push_str("`]");
        self
    }

    /// Appends another sentence after a space.
    pub fn then(mut self, next: &Self) -> Self {
        if !self.is_empty() && !next.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(&next.0);
        self
    }

    /// Appends a list, separated by commas.
    pub fn list(mut self, items: impl IntoIterator<Item = Self>) -> Self {
        for (index, item) in items.into_iter().enumerate() {
            self.0.push_str(if index > 0 { ", " } else { "" });
            self.0.push_str(&item.0);
        }
        self
    }

    /// The sentence as a part of another: without the capital letter and the full stop.
    pub fn part(self) -> Self {
        let mut letters = self.0.chars();
        let first = letters.next().map(|first| first.to_ascii_lowercase());
        let rest = letters.as_str().trim_end_matches('.');
        Self(first.into_iter().chain(rest.chars()).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
