//! A documentation comment, before it is printed.
//!
//! In: prose of the document, and paragraphs of our own. Out: lines. Guaranteed: the lines are made when they are asked
//! for, since most of the work is in the prose, and whoever compares items needs none of it.

use std::fmt;

use super::{rustdoc, summary_line};

/// What a documentation comment says: prose of the document first, then paragraphs of our own.
#[derive(Clone, Default)]
pub struct Comment {
    prose: String,
    own: Vec<String>,
}

impl Comment {
    /// What a document says.
    pub fn of(prose: impl Into<String>) -> Self {
        Self {
            prose: prose.into(),
            own: Vec::new(),
        }
    }

    /// With a paragraph of our own below.
    pub fn with(mut self, paragraph: impl Into<String>) -> Self {
        self.own.push(paragraph.into());
        self
    }

    /// The first sentence of the prose, on one line.
    pub fn summary(&self) -> String {
        summary_line(&self.prose)
    }

    /// The lines of the comment, without `///`; none where there is nothing to say.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = rustdoc(&self.prose);
        for paragraph in &self.own {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(paragraph.clone());
        }
        lines
    }
}

/// As it is printed: two texts that come out alike are the same comment.
impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines().fmt(f)
    }
}
