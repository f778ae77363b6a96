//! The names that a table can use.
//!
//! The macros import this module inside of functions, so that a model with one of these names causes no conflict.
//!
//! `Required`, `Optional` and so on define whether a property can be missing or null. Codecs define how its value is
//! represented in JSON.

#[cfg(feature = "own-types")]
pub use super::foreign::Foreign;
#[cfg(feature = "untagged")]
pub use super::form::Form;
pub use super::integers::{Int, IntString};
#[cfg(feature = "untagged")]
pub use super::matcher::Matcher;
pub use super::presence::{Nullable, Optional, OptionalAny, OrEmpty, Required, Tristate};
#[cfg(feature = "string-enums")]
pub use super::string_enum::OrString;
#[cfg(feature = "tuples")]
pub use super::tuple::Tuple;
pub use super::values::{Boxed, List, Map, Null, Plain};
