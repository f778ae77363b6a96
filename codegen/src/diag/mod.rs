//! Diagnostics: what is said to the user, and where.
//!
//! In: what the stages found. Out: text for people, JSON for programs, annotations for CI. Guaranteed: sorted by
//! place; nothing is printed here.

pub mod codes;
mod diagnostic;
mod diagnostics;
pub mod render;
mod similar;

pub use codes::Code;
pub use diagnostic::Diagnostic;
pub use diagnostics::{Diagnostics, Severity};

pub use crate::source::{Location, Part};

pub use similar::similar;
