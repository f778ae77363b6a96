//! Diagnostics as text.
//!
//! In: diagnostics and the texts they point into. Out: text for people, JSON for programs, annotations for GitHub.
//! Guaranteed: sorted by file, line and column; nothing in a document can break a line or move the cursor.

mod human;
mod machine;
mod snippet;

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, Location, Locator, Sources, Span};

/// What is printed, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Print notes too.
    pub notes: bool,
    /// Print ANSI colours; only [`human`] does.
    pub color: bool,
}

/// For people: message, place, the line itself, and what to do.
pub fn human(diags: &Diagnostics, sources: &Sources, options: RenderOptions) -> String {
    let mut locator = Locator::new(sources);
    let located = located(diags, &mut locator, options);
    human::render(&located, sources, &mut locator, options)
}

/// For programs: one JSON object a line.
pub fn json(diags: &Diagnostics, sources: &Sources, options: RenderOptions) -> String {
    let mut locator = Locator::new(sources);
    let located = located(diags, &mut locator, options);
    machine::json(&located, sources, &mut locator)
}

/// For GitHub: one workflow command a line.
pub fn github(diags: &Diagnostics, sources: &Sources, options: RenderOptions) -> String {
    let located = located(diags, &mut Locator::new(sources), options);
    machine::github(&located, sources)
}

/// A diagnostic with its place in the text.
struct Located<'d> {
    diagnostic: &'d Diagnostic,
    spot: Option<Spot>,
}

/// A place as it is printed.
#[derive(Clone, Copy)]
struct Spot {
    file: FileId,
    /// None for a whole file.
    span: Option<Span>,
}

fn located<'d>(
    diags: &'d Diagnostics,
    locator: &mut Locator<'_>,
    options: RenderOptions,
) -> Vec<Located<'d>> {
    let printed = |severity: Severity| severity != Severity::Note || options.notes;
    let mut located: Vec<_> = diags
        .iter()
        .filter(|diagnostic| printed(diagnostic.severity))
        .map(|diagnostic| Located {
            diagnostic,
            spot: diagnostic
                .location
                .as_ref()
                .map(|place| spot(place, locator)),
        })
        .collect();
    located.sort_by_key(|it| it.spot.map(|spot| (spot.file, spot.position())));
    located
}

fn spot(place: &Location, locator: &mut Locator<'_>) -> Spot {
    Spot {
        file: locator.origin(place).file(),
        span: locator.locate(place),
    }
}

impl Spot {
    fn position(&self) -> Option<(u32, u32)> {
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
