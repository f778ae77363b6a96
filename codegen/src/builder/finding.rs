//! Diagnostics with their position in the file.

use std::fmt;

use super::cargo;
use crate::diag::render::line;
use crate::diag::{Diagnostics, Severity};
use crate::source::{Locator, Sources, Span};

/// An error, a warning or a note about a spec, an overlay, a lock or an option.
///
/// `Display` prints it on one line: `file:line:column: severity[code]: message`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    severity: Severity,
    code: &'static str,
    message: String,
    file: Option<String>,
    span: Option<Span>,
    help: Option<String>,
}

impl Finding {
    /// All diagnostics of a run, the most severe first.
    pub(super) fn all(diags: &Diagnostics, sources: &Sources) -> Vec<Finding> {
        let mut locator = Locator::new(sources);
        let mut findings: Vec<Finding> = diags
            .iter()
            .map(|diag| {
                let location = diag.location.as_ref();
                let file = location.map(|location| sources.name(locator.origin(location).file()));
                Finding {
                    severity: diag.severity,
                    code: diag.code.name,
                    message: diag.message.clone(),
                    file: file.map(str::to_owned),
                    span: location.and_then(|location| locator.locate(location)),
                    help: diag.help.clone(),
                }
            })
            .collect();
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    /// Returns `error`, `skipped` (an item is left out), `warning`, `notice` (a part of the spec
    /// has no effect) or `note`.
    pub fn severity(&self) -> &'static str {
        self.severity.as_str()
    }

    /// Returns the kind of the finding, which `oascribe explain` explains.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the message.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the file, or `None` if the finding is about an option.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Returns line and column, both counted from 1, or `None` if the finding is about a whole file.
    pub fn line_column(&self) -> Option<(u32, u32)> {
        self.span.map(|span| (span.line, span.column))
    }

    /// Returns the suggested fix. Returns `None` if there is none.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(super) fn is_note(&self) -> bool {
        self.severity >= Severity::Notice
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.as_deref();
        let mut line = line(file, self.span, self.severity, self.code, &self.message);
        if let Some(help) = self.help.as_ref().filter(|_| self.is_error()) {
            line.push_str(&format!(" ({help})"));
        }
        f.write_str(&cargo::flat(&line))
    }
}
