//! What the generations of the format have in common.
//!
//! In: elements of pages. Out: facts. Guaranteed: a sentence is either a fact, or stays in the description.

mod cross_check;
mod description;
mod page;
mod rows;
mod sample;
mod sections;
mod sentence_patterns;
mod title;
mod type_notation;

pub use description::read_description;
pub use page::{method, resource};
pub use rows::{add_field, bounded};
pub use sections::{SectionKind, Sections, sections};
pub use type_notation::{format_of, read_type};
