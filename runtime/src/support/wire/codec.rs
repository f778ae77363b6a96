//! The words of a table, and nothing else: the macros import all of this module inside each of
//! their functions, so that a user's type of the same name doesn't matter.
//!
//! Slots say how a member stands in its object, codecs how its value travels.

pub use super::integers::{Int, IntText};
pub use super::probe::Probe;
pub use super::slots::{Given, Nullable, Optional, OrEmpty, Required, Tristate};
pub use super::values::{Boxed, List, Map, Null, Plain};
