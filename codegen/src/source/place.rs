//! What a diagnostic points at.
//!
//! In: a pointer, a line and column, or a file. Out: one type for all three. Guaranteed: nothing is looked up.

use super::{FileId, Pointer, Sources};

/// Which part of a node is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The value.
    Value,
    /// The key it stands under.
    Key,
    /// The key where it stands for the first time, of several.
    First,
    /// The key where it stands for the second time.
    Duplicate,
}

/// Where something is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A node of a document.
    Node {
        /// The node.
        pointer: Pointer,
        /// The part of it that is marked.
        part: Part,
    },
    /// A place in a text that could not be read as a document. Both count from 1, the column in characters.
    Text {
        /// The file.
        file: FileId,
        /// The line.
        line: u32,
        /// The column.
        column: u32,
    },
    /// The file as a whole.
    File(FileId),
}

impl Place {
    /// The file it is in.
    pub fn file(&self) -> FileId {
        match self {
            Place::Node { pointer, .. } => pointer.file(),
            Place::Text { file, .. } | Place::File(file) => *file,
        }
    }

    /// Where its text stands, whatever was done to the trees.
    pub fn origin(&self, sources: &Sources) -> Self {
        match self {
            Place::Node { pointer, part } => Place::Node {
                pointer: sources.origin(pointer),
                part: *part,
            },
            Place::Text { .. } | Place::File(_) => self.clone(),
        }
    }

    /// The node, where it is one.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Place::Node { pointer, .. } => Some(pointer),
            Place::Text { .. } | Place::File(_) => None,
        }
    }
}
