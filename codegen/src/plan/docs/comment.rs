//! A documentation comment that is not rendered yet.
//!
//! Rendering is done on demand, because it is expensive and not needed to compare items.

use std::fmt;

use super::{rustdoc, summary_line};

/// The content of a documentation comment: a description of the OpenAPI document, then generated paragraphs.
#[derive(Clone, Default)]
pub struct Comment {
    description: String,
    generated: Vec<String>,
}

impl Comment {
    /// Creates a comment from a description of the OpenAPI document.
    pub fn of(description: impl Into<String>) -> Self {
        Self {
            description: description.into(),
            generated: Vec::new(),
        }
    }

    /// Appends a generated paragraph.
    pub fn with(mut self, paragraph: impl Into<String>) -> Self {
        self.generated.push(paragraph.into());
        self
    }

    /// Returns the first sentence of the description, on one line.
    pub fn summary(&self) -> String {
        summary_line(&self.description)
    }

    /// Renders the lines of the comment, without `///`. There are none if the comment is empty.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = rustdoc(&self.description);
        for paragraph in &self.generated {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(paragraph.clone());
        }
        lines
    }
}

/// Formats the rendered lines, so that descriptions which render alike count as the same comment.
impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines().fmt(f)
    }
}
