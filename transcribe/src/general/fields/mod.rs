//! Fields in tables, lists and paragraphs.

mod entry;
mod table;
mod text;

pub use entry::{items, para};
pub use table::{Unread, read as table, statuses};
pub use text::{heading_words, text_of, to_text};

use crate::draft::{Place, Schema};
use crate::span::Span;

use super::types::Names;

/// A field as a page describes it.
#[derive(Clone, Debug)]
pub struct Row {
    /// As it is written, perhaps with a path: `owner.name`.
    pub name: String,
    /// How deep the field is nested below the fields before it.
    pub depth: usize,
    /// The field that the section describes.
    pub subject: Option<String>,
    pub schema: Schema,
    pub required: Option<bool>,
    /// Why `required` is inferred, if it is.
    pub required_why: Option<&'static str>,
    /// The place, if the row states it.
    pub place: Option<Place>,
    /// Whether the row states a place in a form.
    pub form: bool,
    pub at: Span,
}

impl Row {
    pub fn new(name: impl Into<String>, depth: usize, at: Span) -> Self {
        Row {
            name: name.into(),
            depth,
            subject: None,
            schema: Schema::any(at),
            required: None,
            required_why: None,
            place: None,
            form: false,
            at,
        }
    }

    /// Removes the asterisk that marks required fields.
    fn unstar(&mut self) {
        let bare = self.name.trim_end_matches('*').to_owned();
        if bare.len() < self.name.len() && !bare.is_empty() {
            self.name = bare;
            self.star();
        }
    }

    fn star(&mut self) {
        if self.required.is_none() {
            self.required = Some(true);
            self.required_why = Some("an asterisk marks the name");
        }
    }
}

/// What the readers of fields know about the page.
pub struct Context<'c> {
    pub names: Names<'c>,
}

/// Whether a word may be the name of a field.
pub fn is_name(word: &str) -> bool {
    let allowed = |char: char| char.is_alphanumeric() || "_-.$@[]{}:*/<>+".contains(char);
    !word.is_empty()
        && word.len() <= 80
        && word.chars().any(char::is_alphanumeric)
        && word.chars().all(allowed)
}
