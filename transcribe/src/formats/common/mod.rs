//! What the generations of the format have in common.
//!
//! In: pieces of pages. Out: facts. Guaranteed: a sentence is either a fact, or stays in the description.

mod describe;
mod notation;
mod page;
mod phrases;
mod rows;
mod sample;
mod sections;
mod title;
mod witness;

pub use describe::describe;
pub use notation::{format_of, notation};
pub use page::{method, resource};
pub use rows::bounded;
pub use sections::{SectionKind, Sections, sections};
