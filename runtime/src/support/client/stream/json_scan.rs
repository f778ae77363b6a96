//! Finds the end of JSON values byte by byte, so that no byte is read twice.

/// What is open in a JSON value as far as it was read.
#[derive(Default)]
pub(super) struct JsonScan {
    /// The number of open arrays and objects.
    depth: usize,
    position: Position,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Position {
    #[default]
    Between,
    InString,
    /// After a backslash in a string.
    Escaped,
}

impl JsonScan {
    /// Reads the next byte.
    pub(super) fn read(&mut self, byte: u8) {
        self.position = match (self.position, byte) {
            (Position::InString, b'\\') => Position::Escaped,
            (Position::InString, b'"') => Position::Between,
            (Position::InString | Position::Escaped, _) | (Position::Between, b'"') => {
                Position::InString
            }
            (Position::Between, _) => Position::Between,
        };
        if self.position == Position::Between {
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Whether a line break here ends a value, and is not inside it.
    pub(super) fn is_complete(&self) -> bool {
        self.depth == 0 && self.position == Position::Between
    }
}
