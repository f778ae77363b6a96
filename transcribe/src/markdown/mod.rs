//! Markdown with places.
//!
//! In: the text of a page. Out: its elements in order: headings, code, tables and prose, whatever notation a table
//! has. Guaranteed: every element knows its bytes; nothing is lost without a word; no recursion on what is read.

mod elements;
mod front_matter;
mod html;
mod text;
mod text_builder;
mod wiki_table;

pub use elements::{Element, ElementKind, Row, Table, elements};
pub use front_matter::{YamlNode, front_matter};
pub use text::{Block, Inline, Kind, Sentence, blocks_text, plain, sentences};
