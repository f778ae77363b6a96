//! The pieces of a page, whatever its notation.
//!
//! In: Markdown with HTML in it, or HTML. Out: headings, paragraphs, code, tables and lists, in order and nested as on
//! the page.

mod build;
mod html;
mod markdown;

use oascribe_codegen::source::FileId;

use crate::markdown::{Inline, Kind};
use crate::span::Span;

#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: PieceKind,
    pub at: Span,
}

#[derive(Clone, Debug)]
pub enum PieceKind {
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Para(Vec<Inline>),
    Code(Code),
    Table {
        /// The heading row, if the notation marks one.
        head: Option<Vec<Item>>,
        rows: Vec<Vec<Item>>,
    },
    Items(Vec<Item>),
}

#[derive(Clone, Debug)]
pub struct Code {
    /// The language, in lower case. Empty if it is not stated.
    pub language: String,
    pub text: String,
    pub at: Span,
    /// Whether the text is exactly that of the span.
    pub exact: bool,
}

/// An item of a list, a term with its definition, or a cell of a table.
#[derive(Clone, Debug)]
pub struct Item {
    /// The first paragraph.
    pub lead: Vec<Inline>,
    pub inner: Vec<Piece>,
    pub at: Span,
}

/// The pieces of a page.
pub fn pieces(file: FileId, name: &str, text: &str) -> Vec<Piece> {
    match is_html(name, text) {
        true => html::pieces(file, text),
        false => markdown::pieces(file, text),
    }
}

/// By the end of the name, or else by the beginning of the text.
fn is_html(name: &str, text: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let start: String = text.trim_start().chars().take(15).collect();
    let start = start.to_ascii_lowercase();
    let markdown = [".md", ".markdown", ".mdx"]
        .iter()
        .any(|end| name.ends_with(end));
    let html = [".html", ".htm", ".xhtml"]
        .iter()
        .any(|end| name.ends_with(end));
    html || (!markdown
        && ["<!doctype html", "<html"]
            .iter()
            .any(|tag| start.starts_with(tag)))
}

/// The words of inlines. Adjacent inlines are separated, because pages separate them by style.
pub fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) | Kind::Code(text) => {
                let letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
                if letter(out.chars().next_back()) && letter(text.chars().next()) {
                    out.push(' ');
                }
                out.push_str(text);
            }
            Kind::Strong(inner) | Kind::Emphasis(inner) | Kind::Link { text: inner, .. } => {
                out.push(' ');
                out.push_str(&words(inner));
                out.push(' ');
            }
            Kind::Break => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
