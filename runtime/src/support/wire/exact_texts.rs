//! The texts of values inside a JSON text, byte for byte: a [`Value`](serde_json::Value) rounds long numbers.

use std::collections::HashMap;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::path::Segment;

/// Returns the texts of the values at these paths. Reads the JSON text once.
pub fn exact_texts<'j>(json: &'j [u8], paths: &[&[Segment]]) -> Vec<Option<&'j [u8]>> {
    let mut root = Wanted::default();
    for (index, path) in paths.iter().enumerate() {
        root.add(path, index);
    }
    let mut search = Search {
        json,
        at: 0,
        texts: vec![None; paths.len()],
    };
    // What was found before the text ends is valid.
    let _ = search.value(&root);
    search.texts
}

/// The values that are wanted at a position and inside of it.
#[derive(Default)]
struct Wanted<'p> {
    /// The indices of the paths that end here.
    indices: Vec<usize>,
    properties: HashMap<&'p str, Wanted<'p>>,
    items: HashMap<usize, Wanted<'p>>,
}

impl<'p> Wanted<'p> {
    fn add(&mut self, path: &'p [Segment], index: usize) {
        let mut node = self;
        for segment in path {
            node = match segment {
                Segment::Key(name) => node.properties.entry(name).or_default(),
                Segment::Index(index) => node.items.entry(*index).or_default(),
            };
        }
        node.indices.push(index);
    }
}

struct Search<'j> {
    json: &'j [u8],
    at: usize,
    texts: Vec<Option<&'j [u8]>>,
}

impl Search<'_> {
    fn value(&mut self, wanted: &Wanted<'_>) -> Option<()> {
        self.skip_blanks();
        let start = self.at;
        match self.json.get(start)? {
            b'{' if !wanted.properties.is_empty() => self.object(wanted)?,
            b'[' if !wanted.items.is_empty() => self.array(wanted)?,
            _ => self.skip()?,
        }
        for index in &wanted.indices {
            self.texts[*index] = self.json.get(start..self.at);
        }
        Some(())
    }

    /// Reads an object. If there are several properties of a name, the last one counts.
    fn object(&mut self, wanted: &Wanted<'_>) -> Option<()> {
        self.expect(b'{')?;
        if self.expect(b'}').is_some() {
            return Some(());
        }
        loop {
            let name: Option<String> = self.next();
            if name.is_none() {
                self.skip()?;
            }
            self.expect(b':')?;
            match name.and_then(|name| wanted.properties.get(name.as_str())) {
                Some(wanted) => self.value(wanted)?,
                None => self.skip()?,
            }
            if self.expect(b',').is_none() {
                return self.expect(b'}');
            }
        }
    }

    fn array(&mut self, wanted: &Wanted<'_>) -> Option<()> {
        self.expect(b'[')?;
        if self.expect(b']').is_some() {
            return Some(());
        }
        for index in 0.. {
            match wanted.items.get(&index) {
                Some(wanted) => self.value(wanted)?,
                None => self.skip()?,
            }
            if self.expect(b',').is_none() {
                break;
            }
        }
        self.expect(b']')
    }

    fn skip(&mut self) -> Option<()> {
        self.next::<IgnoredAny>().map(drop)
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
