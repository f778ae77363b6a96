//! Source files and locations in them.
//!
//! In: names and texts of files. Out: [`FileId`]s, [`Pointer`]s to nodes and, when a diagnostic is printed, the line
//! and column of a [`Location`]. A text is not parsed here before one of its locations is looked up.

mod file_name;
mod json;
mod lines;
mod locate;
mod location;
mod node_ranges;
mod origins;
mod pointer;
mod sources;
pub(crate) mod yaml;

pub use file_name::is_remote;
pub use locate::{Locator, Span, locate};
pub use location::{Location, Part};
pub use origins::{Kind, Moves};
pub use pointer::Pointer;
pub(crate) use pointer::{escape, unescape};
pub use sources::{Fetch, FileId, Open, Released, Sources};
