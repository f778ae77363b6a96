//! Reads Markdown with spans.
//!
//! In: the text of a page. Out: its elements in order: headings, code, tables and text. All table notations give the
//! same [`Table`]. Broken markup is reported. Nesting is bounded, and parsing does not recurse.

mod common_mark;
mod elements;
mod front_matter;
mod html;
mod sentence;
mod text;
mod text_builder;
mod wiki_table;

pub use common_mark::to_common_mark;
pub use elements::{Element, ElementKind, Row, Table, elements};
pub use front_matter::{YamlNode, front_matter};
pub use sentence::{Sentence, sentences};
pub use text::{Block, Inline, Kind, plain};
