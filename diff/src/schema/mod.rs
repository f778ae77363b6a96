//! Compares schemas.
//!
//! The result is a [`Graph`] of pairs of schemas with their differences. Each pair is compared once, however often it is
//! used. The comparison uses no recursion, so that deeply nested schemas can't overflow the stack.

mod compositions;
mod difference;
mod discriminators;
mod equivalence;
mod graph;
mod keywords;
mod nested;
mod properties;
mod types;
mod view;
mod wrapping;

pub use compositions::split;
pub use difference::{Access, Difference, Kind, Lifecycle};
pub use graph::{Graph, Pair, PairId, Step};
pub use keywords::same_value;
pub use types::{Change, Types, is_wider};
