//! The text of a value inside a JSON text, byte for byte: a [`Value`](serde_json::Value) rounds long numbers.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::path::Segment;

/// Returns the text of the value at a path.
pub fn exact_text<'j>(json: &'j [u8], path: &[Segment]) -> Option<&'j str> {
    let mut cursor = Cursor { json, at: 0 };
    for segment in path {
        match segment {
            Segment::Key(name) => cursor.enter_property(name)?,
            Segment::Index(index) => cursor.enter_item(*index)?,
        }
    }
    cursor.skip_blanks();
    let start = cursor.at;
    cursor.next::<IgnoredAny>()?;
    std::str::from_utf8(json.get(start..cursor.at)?).ok()
}

struct Cursor<'j> {
    json: &'j [u8],
    at: usize,
}

impl Cursor<'_> {
    /// Moves to the value of a property. If there are several of the name, the last one counts.
    fn enter_property(&mut self, name: &str) -> Option<()> {
        self.expect(b'{')?;
        let mut found = None;
        loop {
            let key: String = self.next()?;
            self.expect(b':')?;
            if key == name {
                found = Some(self.at);
            }
            self.next::<IgnoredAny>()?;
            if self.expect(b',').is_none() {
                self.at = found?;
                return Some(());
            }
        }
    }

    /// Moves to an item of an array.
    fn enter_item(&mut self, index: usize) -> Option<()> {
        self.expect(b'[')?;
        for _ in 0..index {
            self.next::<IgnoredAny>()?;
            self.expect(b',')?;
        }
        Some(())
    }

    /// Reads a complete value.
    fn next<T: DeserializeOwned>(&mut self) -> Option<T> {
        let rest = self.json.get(self.at..)?;
        let mut values = serde_json::Deserializer::from_slice(rest).into_iter();
        let value = values.next()?.ok()?;
        self.at += values.byte_offset();
        Some(value)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.skip_blanks();
        (self.json.get(self.at) == Some(&byte)).then(|| self.at += 1)
    }

    fn skip_blanks(&mut self) {
        let rest = self.json.get(self.at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        self.at += blanks.count();
    }
}
