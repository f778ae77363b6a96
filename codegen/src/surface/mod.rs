//! The public items of an emitted crate, as listed in `surface.txt`.
//!
//! The file has one line for each item. The columns are separated by tabs: path, kind, signature, traits, cargo
//! features. The lines are sorted, so a new item is one new line, and a review of the file is a review of the Rust API.
//! Guaranteed: `parse(&print(&items))` gives the items in the order of the file.

mod item;
mod parse;
mod print;

pub use item::{Argument, Function, Item, Kind, Receiver, Signature, StructForm};
pub use parse::{ParseError, parse};
pub use print::print;
