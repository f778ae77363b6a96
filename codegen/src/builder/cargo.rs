//! Instructions for Cargo, which a build script prints.
//!
//! Guaranteed: each instruction is one line, whatever a spec or a file name contains.

use std::collections::BTreeSet;
use std::fmt::{Display, Write};
use std::path::PathBuf;

use super::{Error, Finding};

/// Findings or files that are printed before the rest is only counted.
const MAX_LINES: usize = 8;

/// The destination of instructions: the standard output, except in tests.
pub(super) struct Cargo<W>(pub(super) W);

impl Cargo<Stdout> {
    pub(super) fn stdout() -> Self {
        Cargo(Stdout)
    }
}

/// `println!`, which tests can capture.
pub(super) struct Stdout;

impl Write for Stdout {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        print!("{text}");
        Ok(())
    }
}

/// How a message is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Warning,
    Error,
}

impl<W: Write> Cargo<W> {
    fn instruction(&mut self, key: &str, value: &str) {
        // Neither destination fails.
        let _ = writeln!(self.0, "cargo::{key}={}", flat(value));
    }

    pub(super) fn message(&mut self, level: Level, message: &str) {
        match level {
            Level::Warning => self.instruction("warning", message),
            Level::Error => self.instruction("error", message),
        }
    }

    /// Watches files, also those that do not exist yet: Cargo then runs the build script again until they exist.
    pub(super) fn rerun_if_changed(&mut self, paths: &BTreeSet<PathBuf>) {
        for path in paths {
            let path = path.to_string_lossy();
            if path.contains(char::is_control) {
                let message = "can't be watched because its name has a control character";
                self.message(Level::Warning, &format!("{path} {message}"));
            } else {
                self.instruction("rerun-if-changed", &path);
            }
        }
    }

    pub(super) fn rerun_if_env_changed(&mut self, variable: &str) {
        self.instruction("rerun-if-env-changed", variable);
    }

    /// Prints the first findings that are no notes: errors as errors, the others as warnings.
    pub(super) fn findings(&mut self, findings: &[Finding]) {
        let findings: Vec<_> = findings.iter().filter(|it| !it.is_note()).collect();
        self.lines(&findings, |finding| match finding.is_error() {
            true => Level::Error,
            false => Level::Warning,
        });
    }

    /// Prints the first lines of a list, and counts the rest.
    pub(super) fn list<T: Display>(&mut self, level: Level, items: &[T]) {
        self.lines(items, |_| level);
    }

    /// Prints the first lines. The count of the rest has the level of the first line that is left out.
    fn lines<T: Display>(&mut self, items: &[T], level: impl Fn(&T) -> Level) {
        for item in items.iter().take(MAX_LINES) {
            self.message(level(item), &item.to_string());
        }
        if let Some(first) = items.get(MAX_LINES) {
            let rest = format!("and {} more", items.len() - MAX_LINES);
            self.message(level(first), &rest);
        }
    }

    /// Prints why a build script fails. There is always an error among the lines.
    pub(super) fn failure(&mut self, error: &Error) {
        let findings = error.findings();
        if !findings.iter().any(Finding::is_error) {
            self.message(Level::Error, &error.headline());
        }
        self.findings(findings);
    }
}

/// Returns the text as one line that is no instruction for Cargo or for a CI service.
///
/// A control character could end a line and begin an instruction.
pub(super) fn flat(text: &str) -> String {
    let line = text.replace(char::is_control, " ");
    let start = line.trim_start();
    match start.starts_with("cargo:") || start.starts_with("::") {
        true => format!("./{line}"),
        false => line,
    }
}
