//! Printing diagnostics.
//!
//! In: diagnostics and their source files. Out: text for people, JSON for programs, annotations for
//! GitHub, SARIF for code scanning. Guaranteed:
//! sorted by file, line and column; no text of a document can break a line or move the cursor.

mod human;
mod machine;
mod sarif;
mod snippet;

use std::borrow::Cow;

use indexmap::{IndexMap, IndexSet};

use super::{Diagnostic, Diagnostics, Severity, escape};
use crate::source::{FileId, Location, Locator, Sources, Span, locate};

pub use sarif::sarif_log;

/// Options of printing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Print notes too, and each notice with its line. Otherwise equal notices are one.
    pub notes: bool,
    /// Print ANSI colors. Only `human` prints them.
    pub color: bool,
}

/// For people: message, location, source line and help.
pub fn human(diags: &Diagnostics, sources: &Sources, options: RenderOptions) -> String {
    let mut locator = Locator::new(sources);
    let located = located(diags, &mut locator, options);
    human::render(&located, sources, &mut locator, options)
}

/// For programs: one JSON object per line.
pub fn json(diags: &Diagnostics, sources: &Sources, options: RenderOptions) -> String {
    let mut locator = Locator::new(sources);
    let located = located(diags, &mut locator, options);
    machine::json(&located, sources, &mut locator)
}

/// For GitHub: one workflow command per line.
pub fn github(diags: &Diagnostics, sources: &Sources, options: RenderOptions) -> String {
    let located = located(diags, &mut Locator::new(sources), options);
    machine::github(&located, sources)
}

/// For code scanning: one SARIF log.
pub fn sarif(diags: &Diagnostics, sources: &Sources, options: RenderOptions) -> String {
    let located = located(diags, &mut Locator::new(sources), options);
    sarif::sarif(&located, sources)
}

/// Formats a diagnostic as one line, for logs: `file:line:column: severity[code]: message`.
pub fn one_line(diag: &Diagnostic, sources: &Sources) -> String {
    let location = diag.location.as_ref();
    let file = location.map(|location| sources.name(location.origin(sources).file()));
    let span = location.and_then(|location| locate(sources, location));
    line(file, span, diag.severity, diag.code.name, &diag.message)
}

/// The line of a diagnostic: `file:line:column: severity[code]: message`. The line and column need a file.
pub(crate) fn line(
    file: Option<&str>,
    span: Option<Span>,
    severity: Severity,
    code: &str,
    message: &str,
) -> String {
    let found = format!("{severity}[{code}]: {message}");
    escape::line(&match (file, span) {
        (Some(file), Some(span)) => format!("{file}:{}:{}: {found}", span.line, span.column),
        (Some(file), None) => format!("{file}: {found}"),
        (None, _) => found,
    })
}

/// The lines of oascribe.toml that diagnostics suggest, each table once. `None` if there are none.
pub fn settings<'d>(diags: impl IntoIterator<Item = &'d Diagnostic>) -> Option<String> {
    let mut tables: IndexMap<&str, IndexSet<&str>> = IndexMap::new();
    for setting in diags.into_iter().flat_map(|found| &found.settings) {
        let lines = tables.entry(&setting.header).or_default();
        lines.insert(&setting.line);
    }
    let tables = tables.into_iter().map(|(header, lines)| {
        let lines = lines.into_iter().map(escape::plain);
        let lines: Vec<String> = std::iter::once(header.to_owned()).chain(lines).collect();
        lines.join("\n") + "\n"
    });
    let text = tables.collect::<Vec<_>>().join("\n");
    Some(text).filter(|text| !text.is_empty())
}

/// A diagnostic with its line and column.
struct Located<'d> {
    diagnostic: Cow<'d, Diagnostic>,
    position: Option<Position>,
}

/// A file, line and column.
#[derive(Clone, Copy)]
struct Position {
    file: FileId,
    /// `None` for a whole file.
    span: Option<Span>,
}

fn located<'d>(
    diags: &'d Diagnostics,
    locator: &mut Locator<'_>,
    options: RenderOptions,
) -> Vec<Located<'d>> {
    let is_printed = |found: &&Diagnostic| options.notes || found.severity < Severity::Notice;
    let printed = diags.iter().filter(is_printed).map(Cow::Borrowed);
    let notices = diags.notices().filter(|_| !options.notes).map(Cow::Owned);
    let located = printed.chain(notices).map(|diagnostic| Located {
        position: diagnostic
            .location
            .as_ref()
            .map(|location| position(location, locator)),
        diagnostic,
    });
    let mut located: Vec<_> = located.collect();
    // Without notes, the notices are together at the end, each on one line.
    let is_last = |found: &Diagnostic| !options.notes && found.severity == Severity::Notice;
    located.sort_by_key(|it| {
        let position = it.position.map(|at| (at.file, at.line_column()));
        (is_last(&it.diagnostic), position)
    });
    located
}

fn position(location: &Location, locator: &mut Locator<'_>) -> Position {
    Position {
        file: locator.origin(location).file(),
        span: locator.locate(location),
    }
}

impl Position {
    fn line_column(&self) -> Option<(u32, u32)> {
        self.span.map(|span| (span.line, span.column))
    }

    /// `file:line:column`.
    fn text(&self, sources: &Sources) -> String {
        let name = sources.name(self.file);
        match self.span {
            Some(Span { line, column, .. }) => format!("{name}:{line}:{column}"),
            None => name.to_owned(),
        }
    }
}
