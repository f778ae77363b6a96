//! The texts that were read, and places in them.
//!
//! In: names and texts of files. Out: [`FileId`]s, [`Pointer`]s into their documents and, when something is
//! printed, the line and column of a [`Location`]. Nothing is parsed here before a place is asked for.

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
