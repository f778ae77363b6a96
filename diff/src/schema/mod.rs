//! Schemas of both sides, compared once for each pair.
//!
//! In: two schemas that stand for the same thing. Out: a [`Graph`] of the pairs below them, each with the facts that
//! differ. Guaranteed: a pair is compared once, however often it is used; recursion and depth cost no stack.

mod branches;
mod choice;
mod fact;
mod graph;
mod keywords;
mod meaning;
mod nested;
mod properties;
mod types;
mod view;

pub use fact::{Access, Fact, Kind, Life};
pub use graph::{Graph, PairId, Step};
pub use types::{Change, Types, is_wider};
