//! The lines of a document at a location.

use std::collections::HashMap;

use oascribe_codegen::source::{FileId, Pointer, Sources};

use super::escape::escape;
use crate::location::Locations;

/// The number of lines before and after the changed one.
const AROUND: usize = 2;

/// The longest line, in characters.
const MAX_LENGTH: usize = 200;

/// The lines of documents.
pub struct Excerpts<'s> {
    sources: &'s Sources,
    lines: HashMap<FileId, Vec<&'s str>>,
}

impl<'s> Excerpts<'s> {
    pub fn new(sources: &'s Sources) -> Self {
        let lines = HashMap::new();
        Self { sources, lines }
    }

    /// The lines of one side, under its name. Empty if the side has no location.
    pub fn side(
        &mut self,
        name: &str,
        pointer: Option<&Pointer>,
        locations: &mut Locations<'_>,
    ) -> String {
        let Some(at) = locations.find(pointer) else {
            return String::new();
        };
        let file = at.pointer.file();
        let text = self.sources.text(file);
        let lines = self
            .lines
            .entry(file)
            .or_insert_with(|| text.lines().collect());
        let line = at.line as usize;
        let first = line.saturating_sub(AROUND).max(1);
        let mut shown = String::new();
        for number in first..=line + AROUND {
            let Some(text) = lines.get(number - 1) else {
                break;
            };
            let short: String = text.chars().take(MAX_LENGTH).collect();
            let tag = if number == line { "mark" } else { "span" };
            shown.push_str(&format!("<{tag}>{number:>5}  {}\n</{tag}>", escape(&short)));
        }
        format!(
            "<figure><figcaption>{name} {}:{line}</figcaption><pre>{shown}</pre></figure>",
            escape(&at.file)
        )
    }
}
