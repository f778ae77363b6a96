//! The pages, and the diagnostics about them.
//!
//! In: findings with spans. Out: diagnostics with file, line and column. Each page is scanned for line breaks once,
//! however many findings it has.

use std::collections::HashMap;

use oascribe_codegen::diag::{Code, Diagnostic, Diagnostics, Location};
use oascribe_codegen::source::{FileId, Sources};

use crate::span::Span;

/// Reads pages and collects diagnostics.
pub struct Reporter<'r> {
    pub sources: &'r Sources,
    diags: &'r mut Diagnostics,
    lines: LineIndex,
}

impl<'r> Reporter<'r> {
    pub fn new(sources: &'r Sources, diags: &'r mut Diagnostics) -> Self {
        let lines = LineIndex::default();
        Reporter {
            sources,
            diags,
            lines,
        }
    }

    /// The text of a page.
    pub fn text(&self, file: FileId) -> &'r str {
        self.sources.text(file)
    }

    /// Reports a finding at a span. The label names the value that oascribe uses.
    pub fn report(&mut self, code: &'static Code, message: String, at: Span, label: &str) {
        self.report_with(code, message, at, label, &[]);
    }

    /// Reports a finding that refers to other spans too.
    pub fn report_with(
        &mut self,
        code: &'static Code,
        message: String,
        at: Span,
        label: &str,
        others: &[(Span, &str)],
    ) {
        let found = Diagnostic::new(code, message).label(label);
        let mut found = found.location(self.lines.location(self.sources, at));
        for (span, text) in others {
            let location = self.lines.location(self.sources, *span);
            found.related.push((location, (*text).to_owned()));
        }
        self.diags.push(found);
    }

    /// Adds a diagnostic that has no span.
    pub fn push(&mut self, found: Diagnostic) {
        self.diags.push(found);
    }
}

/// The byte offset of each line, by page.
#[derive(Default)]
pub struct LineIndex(HashMap<FileId, Vec<usize>>);

impl LineIndex {
    /// Where a span begins: line and column, both from 1.
    pub fn location(&mut self, sources: &Sources, at: Span) -> Location {
        let text = sources.text(at.file);
        let starts = self.0.entry(at.file).or_insert_with(|| {
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
