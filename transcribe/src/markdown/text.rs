//! Formatted text: blocks and inlines.

use crate::span::Span;

/// A paragraph, a list or a listing.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Para(Vec<Inline>),
    List {
        /// The number of the first item. `None` for bullets.
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Listing(String),
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    pub kind: Kind,
    pub at: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Text(String),
    Code(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Link {
        to: String,
        text: Vec<Inline>,
    },
    /// A line break.
    Break,
}

/// The text without markup. A line break becomes a space.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) | Kind::Code(text) => out.push_str(text),
            Kind::Strong(inner) | Kind::Emphasis(inner) | Kind::Link { text: inner, .. } => {
                out.push_str(&plain(inner));
            }
            Kind::Break => out.push(' '),
        }
    }
    out
}
