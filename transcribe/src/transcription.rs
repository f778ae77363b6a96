//! The result of a transcription.

use std::collections::BTreeMap;

use crate::span::Span;

/// An OpenAPI document made from pages.
#[derive(Clone, Debug)]
pub struct Transcription {
    text: String,
    spans: BTreeMap<String, Span>,
}

impl Transcription {
    pub(crate) fn new(text: String, spans: BTreeMap<String, Span>) -> Self {
        Transcription { text, spans }
    }

    /// The document as YAML.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The document as YAML.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The span on the pages that states the value at a JSON pointer, or the nearest value around it.
    pub(crate) fn span(&self, pointer: &str) -> Option<Span> {
        let mut pointer = pointer;
        loop {
            if let Some(span) = self.spans.get(pointer) {
                return Some(*span);
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }
}
