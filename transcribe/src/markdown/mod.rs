//! Markdown with places.
//!
//! In: the text of a page. Out: its pieces in order: headings, code, tables and prose, whatever notation a table
//! has. Guaranteed: every piece knows its bytes; nothing is lost without a word; no recursion on what is read.

mod front;
mod html;
mod pieces;
mod prose;
mod rich;
mod wiki;

pub use front::{Front, front_matter};
pub use pieces::{Piece, PieceKind, Row, Table, pieces};
pub use prose::{Block, Inline, Kind, Sentence, blocks_text, plain, sentences};
