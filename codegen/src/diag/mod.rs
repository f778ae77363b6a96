//! Diagnostics: errors, skipped items, warnings and notes, with their locations.
//!
//! In: diagnostics of the stages. Out: text for people, JSON for programs, annotations for CI. Guaranteed: sorted by
//! location; nothing is printed here.

pub mod codes;
mod diagnostic;
mod diagnostics;
pub mod escape;
pub mod render;
mod similar;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Setting};
pub use diagnostics::{Diagnostics, Severity};

pub use crate::source::{Location, Part};

pub use similar::{Suggestions, similar};
