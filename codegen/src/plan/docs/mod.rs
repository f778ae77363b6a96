//! From the prose of a document to documentation comments.
//!
//! In: a description as people write it: CommonMark, HTML, or both at once, and never checked by
//! anybody. Out: lines of Markdown for rustdoc.
//!
//! Guaranteed for every input: no panic and linear time; no text becomes code, a doctest, an
//! intra-doc link or HTML; rustdoc and clippy have nothing to say about the lines; the words stay.
//! The way is: clean characters → events of the parser → one tree for Markdown and HTML → tidy →
//! words → lines. Nothing of the source is copied past the tree, which is why the output is safe.

mod builder;
mod characters;
mod code;
mod comment;
mod escape;
mod frame;
mod html;
mod layout;
mod links;
mod marks;
mod reader;
mod summary;
mod tidy;
mod tree;
mod words;
mod wrap;

pub use comment::Comment;

#[cfg(test)]
mod tests;

/// The lines of a documentation comment, without `///` and without a leading space.
///
/// The first paragraph is the summary. Empty when the text says nothing: then no comment at all
/// must be written.
pub fn rustdoc(text: &str) -> Vec<String> {
    layout::document(reader::read(text))
}

/// The first sentence on one line, fit for a Markdown table or a README.
///
/// Marks, links and line breaks are gone; what is left is text, escaped where Markdown would read
/// it as something else, and code spans. A sentence that goes on for too long ends with `…`.
pub fn summary_line(text: &str) -> String {
    summary::line(&reader::read(text))
}
