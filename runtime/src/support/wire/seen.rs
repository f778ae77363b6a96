//! Which members of an object were there.

use super::object::Row;

/// Marks the rows that were read, so that the missing ones can be named.
///
/// Not generic: one copy serves every type. Members mostly come in the order of the rows, so each
/// is looked for from the place of the last one.
pub struct Seen {
    rows: &'static [Row],
    cursor: usize,
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    /// Nothing seen yet.
    pub fn new(rows: &'static [Row]) -> Self {
        Self {
            rows,
            cursor: 0,
            first: 0,
            more: Vec::new(),
        }
    }

    /// Marks a member, if there is a row of that name.
    pub fn mark(&mut self, name: &str) {
        let (before, from) = self.rows.split_at(self.cursor);
        let found = match from.iter().position(|row| row.0 == name) {
            Some(at) => self.cursor + at,
            None => match before.iter().position(|row| row.0 == name) {
                Some(at) => at,
                None => return,
            },
        };
        self.cursor = found + 1;
        match found.checked_sub(64) {
            None => self.first |= 1 << found,
            Some(rest) => {
                if self.more.is_empty() {
                    self.more = vec![0; self.rows.len().div_ceil(64)];
                }
                if let Some(word) = self.more.get_mut(rest / 64) {
                    *word |= 1 << (rest % 64);
                }
            }
        }
    }

    /// The first required row that was not seen.
    pub fn missing(&self) -> Option<&'static str> {
        self.rows
            .iter()
            .enumerate()
            .find(|(at, row)| row.1 && !self.has(*at))
            .map(|(_, row)| row.0)
    }

    fn has(&self, at: usize) -> bool {
        let word = match at.checked_sub(64) {
            None => self.first,
            Some(rest) => self.more.get(rest / 64).copied().unwrap_or(0),
        };
        word & (1 << (at % 64)) != 0
    }
}
