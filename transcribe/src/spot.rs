//! Where a fact stands, and what is said about it.
//!
//! In: byte ranges of pages. Out: diagnostics with file, line and column. Guaranteed: a page is scanned for its
//! lines once, however much is said about it.

use std::collections::HashMap;
use std::ops::Range;

use oascribe_codegen::diag::{Code, Diagnostic, Diagnostics, Location};
use oascribe_codegen::source::{FileId, Sources};

/// Bytes of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub file: FileId,
    pub start: usize,
    pub end: usize,
}

impl Spot {
    pub fn new(file: FileId, bytes: Range<usize>) -> Self {
        let Range { start, end } = bytes;
        Spot { file, start, end }
    }
}

/// The pages and all that is said about them.
pub struct Report<'r> {
    pub sources: &'r Sources,
    diags: &'r mut Diagnostics,
    lines: HashMap<FileId, Vec<usize>>,
}

impl<'r> Report<'r> {
    pub fn new(sources: &'r Sources, diags: &'r mut Diagnostics) -> Self {
        let lines = HashMap::new();
        Report {
            sources,
            diags,
            lines,
        }
    }

    pub fn text(&self, file: FileId) -> &'r str {
        self.sources.text(file)
    }

    /// A finding at a place of a page; the label says what was done.
    pub fn say(&mut self, code: &'static Code, message: String, at: Spot, label: &str) {
        self.tell(code, message, at, label, &[]);
    }

    /// A finding that needs other places too.
    pub fn tell(
        &mut self,
        code: &'static Code,
        message: String,
        at: Spot,
        label: &str,
        others: &[(Spot, &str)],
    ) {
        let found = Diagnostic::new(code, message).label(label);
        let mut found = found.location(self.place(at));
        for (spot, text) in others {
            found.related.push((self.place(*spot), (*text).to_owned()));
        }
        self.diags.push(found);
    }

    /// Anything else.
    pub fn push(&mut self, found: Diagnostic) {
        self.diags.push(found);
    }

    /// Line and column, both from 1.
    pub fn place(&mut self, at: Spot) -> Location {
        let text = self.sources.text(at.file);
        let starts = self.lines.entry(at.file).or_insert_with(|| {
            let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0)
                .chain(breaks.map(|(at, _)| at + 1))
                .collect()
        });
        let line = starts.partition_point(|start| *start <= at.start).max(1);
        let before = text.get(starts[line - 1]..at.start).unwrap_or_default();
        Location::Text {
            file: at.file,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }
}
