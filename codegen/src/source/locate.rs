//! Line and column of a place.
//!
//! In: places. Out: spans, and the text that stands there. Guaranteed: a text is scanned when the first place in
//! it is asked for, and once; a node that is not there gives the nearest one that holds it.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::Lines;
use super::node_ranges::{Found, Outline};
use super::{FileId, Location, Part, Pointer, Sources, json, yaml};

/// What is marked in a text: counted from 1, columns and length in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The line.
    pub line: u32,
    /// The column of its first character.
    pub column: u32,
    /// How many characters are marked, on this line.
    pub length: u32,
}

/// Looks up line and column of one place; none for a whole file. For several, see [`Locator`].
pub fn locate(sources: &Sources, place: &Location) -> Option<Span> {
    Locator::new(sources).locate(place)
}

/// Looks up many places: scans each text at most once.
#[derive(Debug)]
pub struct Locator<'s> {
    sources: &'s Sources,
    lines: HashMap<FileId, Lines>,
    outlines: HashMap<FileId, Outline>,
}

impl<'s> Locator<'s> {
    /// Nothing is scanned yet.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            lines: HashMap::new(),
            outlines: HashMap::new(),
        }
    }

    /// Line and column of a place; none for a whole file.
    pub fn locate(&mut self, place: &Location) -> Option<Span> {
        match place {
            Location::File(_) => None,
            Location::Text { line, column, .. } => Some(Span {
                line: *line,
                column: *column,
                length: 1,
            }),
            Location::Node { pointer, part } => {
                let pointer = &self.sources.origin(pointer);
                let text = self.sources.text(pointer.file());
                // A text that the scanner makes nothing of: its beginning.
                let found = self.find(pointer, *part);
                let range = found.map_or(0..1, |found| marked(&found, *part, text));
                let lines = self.lines(pointer.file());
                lines.span(text, &range)
            }
        }
    }

    /// Where the text of a place stands, whatever was done to the trees.
    pub fn origin(&self, place: &Location) -> Location {
        place.origin(self.sources)
    }

    /// The text of a scalar as it stands in the file, quotes and all.
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

/// The bytes to mark: what is asked for where that is short, else what names it.
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
        // An object or list that fills lines is marked by its key, and so is what is lost in it.
        Part::Value if !exact || nothing || (several_lines && !scalar) => key.clone(),
        Part::Value => value.clone(),
    }
}

/// Of a list or object in brackets that fills several lines, the bracket; else the first line.
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
