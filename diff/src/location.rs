//! Line and column of a position in a document.

use oascribe_codegen::diag::escape::plain;
use oascribe_codegen::source::{self, Locator, Part, Pointer, Sources};

/// A position in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Location {
    pub file: String,
    pub line: u32,
    pub column: u32,
    /// The pointer to the node in this file.
    pub pointer: Pointer,
}

/// Finds the locations of nodes.
pub(crate) struct Locations<'s> {
    sources: &'s Sources,
    locator: Locator<'s>,
}

impl<'s> Locations<'s> {
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            locator: Locator::new(sources),
        }
    }

    /// The location of the value that a pointer leads to.
    pub fn find(&mut self, pointer: Option<&Pointer>) -> Option<Location> {
        let pointer = pointer?;
        let node = source::Location::Node {
            pointer: pointer.clone(),
            part: Part::Value,
        };
        let span = self.locator.locate(&node)?;
        let origin = self.sources.origin(pointer);
        // A node that an overlay added is in the overlay.
        let is_moved = origin.file() != pointer.file();
        let pointer = if is_moved { origin } else { pointer.clone() };
        Some(Location {
            file: self.sources.name(pointer.file()).to_owned(),
            line: span.line,
            column: span.column,
            pointer,
        })
    }
}

/// For terminals.
impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", plain(&self.file), self.line, self.column)
    }
}
