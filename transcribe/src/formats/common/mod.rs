//! Readers that the generations share.
//!
//! A sentence of a description becomes a fact or remains in the description; none is lost.

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
