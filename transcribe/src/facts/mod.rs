//! Facts: what a page says, whatever its format.
//!
//! In: what the formats read. Out: one set of types for all of them, each fact with its place. Guaranteed: nothing
//! of a format's notation is left here, and nothing is decided yet.

mod field;
mod page;
mod rule;

pub use field::{EnumValue, Field, Group, Many, Message, Need, Plain, Spelling, Type};
pub use page::{Content, Host, HostPart, Link, Method, Page, Resource, Response, Text, Verb};
pub use rule::{Bound, Origin, Rule, Target};
