//! All diagnostics of one run.
//!
//! In: diagnostics in the order of the stages. Out: the same, counted by severity. Guaranteed: equal diagnostics occur
//! once.

use std::fmt;

use indexmap::{IndexMap, IndexSet};

use super::{Code, Diagnostic, Location};
use crate::source::Pointer;

/// The effect of a diagnostic on the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// An item is left out. The rest is written.
    Skipped,
    /// The output differs from the spec.
    Warning,
    /// A part of the spec has no effect on the output.
    Notice,
    /// A decision that the spec leaves open.
    Note,
}

impl Severity {
    /// Returns the word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Skipped => "skipped",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
            Severity::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// All diagnostics of one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: IndexSet<Diagnostic>,
}

impl Diagnostics {
    /// No diagnostics.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic, unless an equal one was added before.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.insert(diagnostic);
    }

    /// Replaces the locations of all diagnostics. Those that become equal are merged.
    pub(crate) fn relocate(&mut self, written: impl Fn(&Pointer) -> Pointer) {
        let relocate = |location: &mut Location| {
            if let Location::Node { pointer, .. } = location {
                *pointer = written(pointer);
            }
        };
        let all = std::mem::take(&mut self.found).into_iter();
        self.found = all
            .map(|mut found| {
                found.location.iter_mut().for_each(relocate);
                found.related.iter_mut().for_each(|(at, _)| relocate(at));
                found
            })
            .collect();
    }

    /// Iterates in the order in which they were added.
    pub fn iter(&self) -> indexmap::set::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Whether there is an error, so that nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The number of diagnostics of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    }

    /// The numbers in words: `1 error, 2 skipped, 3 warnings, 1 notice`. Notes are not counted. Empty if there is nothing to
    /// count.
    pub fn summary(&self) -> String {
        let words = [
            (Severity::Error, "error", "errors"),
            (Severity::Skipped, "skipped", "skipped"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Notice, "notice", "notices"),
        ];
        let count = |severity| match severity {
            Severity::Notice => self.notices().count(),
            _ => self.count(severity),
        };
        let counted = words.map(|(severity, one, several)| match count(severity) {
            0 => String::new(),
            1 => format!("1 {one}"),
            count => format!("{count} {several}"),
        });
        let counted: Vec<_> = counted.into_iter().filter(|it| !it.is_empty()).collect();
        counted.join(", ")
    }

    /// The number of diagnostics of each kind, from the worst to the least severe, and from many to few. Notes are not counted.
    pub fn by_code(&self) -> Vec<(&'static Code, Severity, usize)> {
        let mut counts: IndexMap<(&'static Code, Severity), usize> = IndexMap::new();
        let notices = self.notices().map(|found| (found.code, found.severity));
        let others = self.found.iter().map(|found| (found.code, found.severity));
        let others = others.filter(|(_, severity)| *severity < Severity::Notice);
        for kind in others.chain(notices) {
            *counts.entry(kind).or_insert(0) += 1;
        }
        let counts = counts.into_iter();
        let mut counts: Vec<_> = counts
            .map(|((code, severity), count)| (code, severity, count))
            .collect();
        counts.sort_by_key(|(_, severity, count)| (*severity, std::cmp::Reverse(*count)));
        counts
    }

    /// The notices without those that repeat the code and message of another one, each with the number of locations in
    /// its label.
    pub(super) fn notices(&self) -> impl Iterator<Item = Diagnostic> {
        let mut groups: IndexMap<(&str, &str), (&Diagnostic, usize)> = IndexMap::new();
        let notices = self
            .found
            .iter()
            .filter(|found| found.severity == Severity::Notice);
        for found in notices {
            let group = groups.entry((found.code.name, &found.message));
            group.or_insert((found, 0)).1 += 1;
        }
        groups
            .into_values()
            .map(|(first, count)| first.clone().repeated(count))
    }

    /// Whether there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = indexmap::set::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
