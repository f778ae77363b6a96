//! The texts that were read, and places in them.
//!
//! In: names and texts of files. Out: [`FileId`]s, [`Pointer`]s into their documents and, when something is
//! printed, the line and column of a [`Place`]. Nothing is parsed here before a place is asked for.

mod json;
mod lines;
mod locate;
mod moves;
mod outline;
mod place;
mod pointer;
mod reach;
mod sources;
pub(crate) mod yaml;

pub use locate::{Locator, Span, locate};
pub use moves::{Kind, Moves};
pub use place::{Part, Place};
pub use pointer::Pointer;
pub use reach::is_remote;
pub use sources::{Fetch, FileId, Open, Released, Sources};
