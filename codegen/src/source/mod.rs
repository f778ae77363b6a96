//! Source files and locations in them.
//!
//! In: names and texts of files. Out: [`FileId`]s, [`Pointer`]s to nodes and, when a diagnostic is printed, the line
//! and column of a [`Location`]. A text is not parsed here before one of its locations is looked up.

mod fetch;
mod file_name;
mod json;
pub(crate) mod json_path;
mod lines;
mod locate;
mod location;
mod node_ranges;
mod origins;
mod pointer;
mod regular_file;
mod scope;
mod sources;
pub(crate) mod yaml;

pub use fetch::Fetch;
pub use file_name::is_remote;
pub use locate::{Locator, Span, locate};
pub use location::{Location, Part};
pub use origins::{Kind, Moves};
pub use pointer::{Pointer, escape};
pub(crate) use pointer::{push_escaped, unescape};
pub use regular_file::{read_file, read_limited};
pub(crate) use scope::Unreadable;
pub use sources::{FileId, Open, Released, Sources};
