//! All that was found in one run.
//!
//! In: diagnostics in the order of the stages. Out: the same, counted by severity. Guaranteed: none is lost, and
//! the same one is never kept twice.

use std::fmt;

use indexmap::IndexSet;

use super::Diagnostic;

/// What a finding means for the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be written.
    Error,
    /// This item is left out, the rest is written.
    Skipped,
    /// The output is poorer than the spec.
    Warning,
    /// A choice that was made.
    Note,
}

impl Severity {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Skipped => "skipped",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// All that was found in one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: IndexSet<Diagnostic>,
}

impl Diagnostics {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a diagnostic, unless the very same is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.insert(diagnostic);
    }

    /// In the order in which they were found.
    pub fn iter(&self) -> indexmap::set::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Whether nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    }

    /// How many there are, in words: `1 error, 2 skipped, 3 warnings`; notes are not counted, and it is empty
    /// where there is nothing to count.
    pub fn summary(&self) -> String {
        let words = [
            (Severity::Error, "error", "errors"),
            (Severity::Skipped, "skipped", "skipped"),
            (Severity::Warning, "warning", "warnings"),
        ];
        let counted = words.map(|(severity, one, several)| match self.count(severity) {
            0 => String::new(),
            1 => format!("1 {one}"),
            count => format!("{count} {several}"),
        });
        let said: Vec<_> = counted.into_iter().filter(|it| !it.is_empty()).collect();
        said.join(", ")
    }

    /// Whether nothing was found.
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
