//! A documentation comment that is not rendered yet.
//!
//! Rendering is done on demand, because it is expensive and not needed to compare items.

use std::fmt;

use super::{Sentence, rustdoc, summary_line};

/// The content of a documentation comment: a description of the OpenAPI document between generated paragraphs.
///
/// This is the only content of comments in emitted code. No text of a document reaches a comment without it.
#[derive(Clone, Default)]
pub struct Comment {
    first: Option<Sentence>,
    description: String,
    generated: Vec<Sentence>,
}

impl From<Sentence> for Comment {
    fn from(first: Sentence) -> Self {
        Self {
            first: Some(first),
            ..Self::default()
        }
    }
}

impl Comment {
    /// Creates a comment from a description of the OpenAPI document.
    pub fn of(description: impl Into<String>) -> Self {
        Self {
            description: description.into(),
            ..Self::default()
        }
    }

    /// Puts a generated paragraph before the description.
    pub fn after(mut self, paragraph: Sentence) -> Self {
        self.first = Some(paragraph);
        self
    }

    /// Appends a generated paragraph.
    pub fn with(mut self, paragraph: Sentence) -> Self {
        self.generated.push(paragraph);
        self
    }

    /// Returns the first sentence of the description, on one line.
    pub fn summary(&self) -> Sentence {
        Sentence::summary(summary_line(&self.description))
    }

    /// The same with nothing but the summary.
    pub fn only_summary(&self) -> Comment {
        match self.summary() {
            summary if summary.is_empty() => Comment::default(),
            summary => summary.into(),
        }
    }

    /// Renders the lines of the comment, without `///`. There are none if the comment is empty.
    pub fn lines(&self) -> Vec<String> {
        let line = |sentence: &Sentence| vec![sentence.as_str().to_owned()];
        let first = self.first.iter().map(line);
        let description = Some(rustdoc(&self.description)).into_iter();
        let paragraphs = first
            .chain(description)
            .chain(self.generated.iter().map(line));
        let paragraphs: Vec<_> = paragraphs.filter(|lines| !lines.is_empty()).collect();
        paragraphs.join(&String::new())
    }
}

/// Formats the rendered lines, so that descriptions which render alike count as the same comment.
impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines().fmt(f)
    }
}
