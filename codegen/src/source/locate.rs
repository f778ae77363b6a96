//! Line and column of a location.
//!
//! In: locations. Out: spans, and the text at them. Guaranteed: a text is scanned once, when its first location is
//! looked up; a node that does not exist has the span of its nearest ancestor.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::Lines;
use super::node_ranges::{Found, Outline};
use super::{FileId, Location, Part, Pointer, Sources, json, yaml};

/// A marked range on one line. Counted from 1, columns and length in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The line.
    pub line: u32,
    /// The column of its first character.
    pub column: u32,
    /// The number of marked characters.
    pub length: u32,
}

/// Looks up one location. Returns `None` for a whole file. For several, see [`Locator`].
pub fn locate(sources: &Sources, location: &Location) -> Option<Span> {
    Locator::new(sources).locate(location)
}

/// Looks up many locations, and scans each text at most once.
#[derive(Debug)]
pub struct Locator<'s> {
    sources: &'s Sources,
    lines: HashMap<FileId, Lines>,
    outlines: HashMap<FileId, Outline>,
}

impl<'s> Locator<'s> {
    /// Creates a locator. Nothing is scanned yet.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            lines: HashMap::new(),
            outlines: HashMap::new(),
        }
    }

    /// Line and column of a location. Returns `None` for a whole file.
    pub fn locate(&mut self, location: &Location) -> Option<Span> {
        match location {
            Location::File(_) => None,
            Location::Text { line, column, .. } => Some(Span {
                line: *line,
                column: *column,
                length: 1,
            }),
            Location::Node { pointer, part } => {
                let pointer = &self.sources.origin(pointer);
                let text = self.sources.text(pointer.file());
                // If the scanner finds no node: the beginning of the text.
                let found = self.find(pointer, *part);
                let range = found.map_or(0..1, |found| marked(&found, *part, text));
                let lines = self.lines(pointer.file());
                lines.span(text, &range)
            }
        }
    }

    /// The location of the text that a node came from, before the trees were rewritten.
    pub fn origin(&self, location: &Location) -> Location {
        location.origin(self.sources)
    }

    /// The text of a scalar in the file, with its quotes.
    pub fn scalar(&mut self, pointer: &Pointer) -> Option<&'s str> {
        let pointer = &self.sources.origin(pointer);
        let found = self.find(pointer, Part::Value)?;
        let text = self.sources.text(pointer.file());
        (found.exact && found.scalar).then(|| text[found.value].trim_end())
    }

    /// The text of a line, without its end.
    pub fn line(&mut self, file: FileId, line: u32) -> Option<&'s str> {
        let text = self.sources.text(file);
        self.lines(file).line(text, line)
    }

    fn lines(&mut self, file: FileId) -> &Lines {
        let text = self.sources.text(file);
        self.lines.entry(file).or_insert_with(|| Lines::new(text))
    }

    fn find(&mut self, pointer: &Pointer, part: Part) -> Option<Found> {
        let text = self.sources.text(pointer.file());
        let outline = self.outlines.entry(pointer.file());
        outline.or_insert_with(|| scan(text)).find(pointer, part)
    }
}

fn scan(text: &str) -> Outline {
    if text.trim_start().starts_with(['{', '[']) {
        json::outline(text).unwrap_or_else(|beginning| match yaml::outline(text) {
            yaml if yaml.is_empty() => beginning,
            yaml => yaml,
        })
    } else {
        yaml::outline(text)
    }
}

/// The bytes to mark: the value if it is short, else its key.
fn marked(found: &Found, part: Part, text: &str) -> Range<usize> {
    let Found {
        value,
        key,
        scalar,
        exact,
    } = found;
    let Some(key) = key else {
        return opening(value, *scalar, text);
    };
    let several_lines = text.get(value.clone()).is_none_or(|it| it.contains('\n'));
    let nothing = value.is_empty();
    match part {
        Part::Key | Part::First | Part::Duplicate => key.clone(),
        // The key of an object or list of several lines, and of one in which a node was not found.
        Part::Value if !exact || nothing || (several_lines && !scalar) => key.clone(),
        Part::Value => value.clone(),
    }
}

/// The opening bracket of a list or object of several lines, else the value.
fn opening(value: &Range<usize>, scalar: bool, text: &str) -> Range<usize> {
    let several_lines = text.get(value.clone()).is_none_or(|it| it.contains('\n'));
    let brackets = text
        .get(value.start..)
        .is_some_and(|rest| rest.starts_with(['{', '[']));
    if several_lines && brackets && !scalar {
        value.start..value.start + 1
    } else {
        value.clone()
    }
}
