//! The location of a diagnostic: a node, a line and column, or a file.

use super::{FileId, Pointer, Sources};

/// Which part of a node is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The value.
    Value,
    /// Its key.
    Key,
    /// The first of several equal keys.
    First,
    /// The second of several equal keys.
    Duplicate,
}

/// The location of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A node of a document.
    Node {
        /// The node.
        pointer: Pointer,
        /// The part of it that is marked.
        part: Part,
    },
    /// A position in a text. Line and column are counted from 1, the column in characters.
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

impl Location {
    /// The location of a byte offset; an offset beyond the end of the text is its end.
    pub(crate) fn at_offset(sources: &Sources, file: FileId, offset: usize) -> Self {
        let text = sources.text(file);
        let before = text
            .char_indices()
            .find(|(at, _)| *at >= offset)
            .map_or(text, |(at, _)| &text[..at]);
        let line = before.matches('\n').count() + 1;
        let last_line = before.rsplit('\n').next().unwrap_or_default();
        Location::Text {
            file,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(last_line.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// The file of the location.
    pub fn file(&self) -> FileId {
        match self {
            Location::Node { pointer, .. } => pointer.file(),
            Location::Text { file, .. } | Location::File(file) => *file,
        }
    }

    /// The location of the text that the node came from, before the trees were rewritten.
    pub fn origin(&self, sources: &Sources) -> Self {
        match self {
            Location::Node { pointer, part } => Location::Node {
                pointer: sources.origin(pointer),
                part: *part,
            },
            Location::Text { .. } | Location::File(_) => self.clone(),
        }
    }

    /// Returns the node. Returns `None` if the location is not a node.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Location::Node { pointer, .. } => Some(pointer),
            Location::Text { .. } | Location::File(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_lines_and_columns_in_characters() {
        let mut sources = Sources::new();
        let file = sources.add("x", "a\nüb = 1\n".to_owned());
        let at = |offset| match Location::at_offset(&sources, file, offset) {
            Location::Text { line, column, .. } => (line, column),
            _ => (0, 0),
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (2, 1));
        assert_eq!(at(4), (2, 2));
        assert_eq!(at(999), (3, 1));
    }
}
