//! JSON samples of pages, which are not strict JSON.
//!
//! In: the code under a heading. Out: its fields with spans, and the exclusive groups that its comments describe.
//! Comments, missing commas and extra commas are accepted. A syntax error is reported and ends the sample. Depth and
//! number of fields are bounded.

use oascribe_codegen::diag::codes;

use super::rows::MAX_ROWS;
use super::sentence_patterns;
use crate::facts::ExclusiveGroup;
use crate::markdown::{Inline, Kind, Sentence};
use crate::reporter::Reporter;
use crate::span::Span;

const MAX_DEPTH: usize = 60;

#[derive(Clone, Debug)]
pub struct Sample {
    pub shape: Shape,
    pub at: Span,
}

#[derive(Clone, Debug)]
pub enum Shape {
    /// A string. It may be the name of a type: `"string"`.
    String(String),
    /// Another scalar: `true`.
    Literal(String),
    List(Option<Box<Sample>>),
    Object {
        fields: Vec<(String, Span, Sample)>,
        groups: Vec<ExclusiveGroup>,
    },
}

/// Reads a sample. Returns `None` if it is empty or broken from the start.
pub fn sample(at: Span, reporter: &mut Reporter<'_>) -> Option<Sample> {
    let text = &reporter.text(at.file)[at.start..at.end];
    let mut reader = Reader {
        text,
        base: at,
        pos: 0,
        groups: Vec::new(),
    };
    reader.skip_blank();
    if reader.pos == text.len() {
        return None;
    }
    let found = reader.value(0);
    reader.skip_blank();
    if found.is_none() || reader.pos < text.len() {
        let stop = reader.span(reader.pos.min(text.len().saturating_sub(1)), text.len());
        let message = "the sample is not valid JSON from here on".to_owned();
        reporter.report(
            codes::BROKEN_SAMPLE,
            message,
            stop,
            "only the part before is compared",
        );
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    base: Span,
    pos: usize,
    /// The groups that comments of the current object describe.
    groups: Vec<ExclusiveGroup>,
}

impl Reader<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.base.file,
            start: self.base.start + start,
            end: self.base.start + end.max(start),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }

    /// Skips whitespace, commas and comments.
    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            if byte.is_ascii_whitespace() || byte == b',' {
                self.pos += 1;
            } else if self.text[self.pos..].starts_with("//") {
                let rest = &self.text[self.pos..];
                let length = rest.find('\n').unwrap_or(rest.len());
                self.comment(self.pos, self.pos + length);
                self.pos += length;
            } else {
                return;
            }
        }
    }

    fn comment(&mut self, start: usize, end: usize) {
        let at = self.span(start, end);
        let parts = self.text[start..end].trim_start_matches('/').split('`');
        let inlines = parts.enumerate().map(|(index, part)| {
            let kind = match index % 2 {
                0 => Kind::Text(part.to_owned()),
                _ => Kind::Code(part.to_owned()),
            };
            Inline { kind, at }
        });
        let inlines = inlines.collect();
        if let Some(names) = sentence_patterns::one_of(&Sentence { inlines, at }) {
            self.groups.push(ExclusiveGroup { names, at });
        }
    }

    fn value(&mut self, depth: usize) -> Option<Sample> {
        let start = self.pos;
        if depth > MAX_DEPTH {
            return None;
        }
        let shape = match self.peek()? {
            b'{' => self.object(depth)?,
            b'[' => self.list(depth)?,
            b'"' => Shape::String(self.string()?.0),
            _ => {
                let rest = &self.text[start..];
                let word = |char: char| char.is_alphanumeric() || matches!(char, '-' | '.' | '+');
                let length = rest.find(|char| !word(char)).unwrap_or(rest.len());
                if length == 0 {
                    return None;
                }
                self.pos += length;
                Shape::Literal(rest[..length].to_owned())
            }
        };
        let at = self.span(start, self.pos);
        Some(Sample { shape, at })
    }

    fn object(&mut self, depth: usize) -> Option<Shape> {
        self.pos += 1;
        let outer = std::mem::take(&mut self.groups);
        let mut fields = Vec::new();
        loop {
            self.skip_blank();
            match self.peek() {
                Some(b'}') => {
                    self.pos += 1;
                    break;
                }
                Some(b'"') => {
                    let (key, at) = self.string()?;
                    self.skip_blank();
                    if self.peek() != Some(b':') {
                        return None;
                    }
                    self.pos += 1;
                    self.skip_blank();
                    let value = self.value(depth + 1)?;
                    if fields.len() < MAX_ROWS {
                        fields.push((key, at, value));
                    }
                }
                _ => return None,
            }
        }
        let groups = std::mem::replace(&mut self.groups, outer);
        Some(Shape::Object { fields, groups })
    }

    fn list(&mut self, depth: usize) -> Option<Shape> {
        self.pos += 1;
        let mut item = None;
        loop {
            self.skip_blank();
            if self.peek()? == b']' {
                self.pos += 1;
                return Some(Shape::List(item));
            }
            let value = self.value(depth + 1)?;
            item.get_or_insert(Box::new(value));
        }
    }

    fn string(&mut self) -> Option<(String, Span)> {
        let start = self.pos;
        let inner = &self.text[start + 1..];
        let mut escaped = false;
        for (at, char) in inner.char_indices() {
            match char {
                '\n' => return None,
                '"' if !escaped => {
                    self.pos = start + 1 + at + 1;
                    return Some((inner[..at].to_owned(), self.span(start, self.pos)));
                }
                _ => escaped = char == '\\' && !escaped,
            }
        }
        None
    }
}
