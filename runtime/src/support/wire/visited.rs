//! The properties of an object that were read.

use super::object::FieldInfo;

/// Records which required properties were read, to report a missing one.
///
/// This type isn't generic, so it is compiled once for all models. Properties mostly arrive in the order of their
/// declaration, so the search for each of them starts after the last one.
pub struct Visited {
    fields: &'static [FieldInfo],
    cursor: usize,
    first: u64,
    more: Vec<u64>,
}

impl Visited {
    /// Creates a record without any property.
    pub fn new(fields: &'static [FieldInfo]) -> Self {
        Self {
            fields,
            cursor: 0,
            first: 0,
            more: Vec::new(),
        }
    }

    /// Marks a property as read, if it is declared.
    pub fn mark(&mut self, name: &str) {
        let (before, from) = self.fields.split_at(self.cursor);
        let found = match from.iter().position(|field| field.0 == name) {
            Some(at) => self.cursor + at,
            None => match before.iter().position(|field| field.0 == name) {
                Some(at) => at,
                None => return,
            },
        };
        self.cursor = found + 1;
        match found.checked_sub(64) {
            None => self.first |= 1 << found,
            Some(rest) => {
                if self.more.is_empty() {
                    self.more = vec![0; self.fields.len().div_ceil(64)];
                }
                if let Some(word) = self.more.get_mut(rest / 64) {
                    *word |= 1 << (rest % 64);
                }
            }
        }
    }

    /// Returns the first required property that was not read.
    pub fn missing(&self) -> Option<&'static str> {
        self.fields
            .iter()
            .enumerate()
            .find(|(at, field)| field.1 && !self.has(*at))
            .map(|(_, field)| field.0)
    }

    fn has(&self, at: usize) -> bool {
        let word = match at.checked_sub(64) {
            None => self.first,
            Some(rest) => self.more.get(rest / 64).copied().unwrap_or(0),
        };
        word & (1 << (at % 64)) != 0
    }
}
