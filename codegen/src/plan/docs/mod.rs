//! Converts texts of an OpenAPI document to documentation comments.
//!
//! Input: a description in CommonMark, HTML or a mixture of both. Output: lines of Markdown for rustdoc. Other texts, such
//! as paths, patterns and names, are code spans in a [`Sentence`] of the generator. A [`Comment`] joins both.
//!
//! Guarantees for any input: no panic, linear time, and no lost words. No text becomes code, a doctest, an intra-doc
//! link or HTML. rustdoc and clippy report nothing about the lines.
//!
//! The steps are: remove unwanted characters, parse, build one tree for Markdown and HTML, normalize it, split it into
//! words, wrap them into lines. Text only reaches the output through the tree, which makes the output safe.

mod builder;
mod characters;
mod code;
mod comment;
mod container;
mod delimiters;
mod escape;
mod html;
mod layout;
mod links;
mod normalize;
mod reader;
mod sentence;
mod summary;
mod tree;
mod words;
mod wrap;

pub use comment::Comment;
pub use sentence::Sentence;

#[cfg(test)]
mod tests;

/// Converts a description to the lines of a documentation comment, without `///` and without a leading space.
///
/// The first paragraph is the summary. The result is empty if the description has no content; then no comment must be
/// written.
pub fn rustdoc(text: &str) -> Vec<String> {
    layout::document(reader::read(text))
}

/// Returns the first sentence of a description on one line, for a Markdown table or a README.
///
/// The line has no styles, links and line breaks, only escaped text and code spans. A sentence that is too long is cut
/// and ends with `…`.
pub fn summary_line(text: &str) -> String {
    summary::line(&reader::read(text))
}
