//! Instructions for Cargo, which a build script prints.

use std::fmt::Display;
use std::path::Path;

use super::Finding;

/// Findings or files that are printed before the rest is only counted.
pub(super) const MAX_LINES: usize = 8;

pub(super) fn rerun_if_changed(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

pub(super) fn rerun_if_env_changed(variable: &str) {
    println!("cargo::rerun-if-env-changed={variable}");
}

pub(super) fn warning(message: &str) {
    println!("cargo::warning={}", one_line(message));
}

pub(super) fn error(message: &str) {
    println!("cargo::error={}", one_line(message));
}

/// Prints the first findings that are no notes: errors as errors, the others as warnings.
pub(super) fn findings(findings: &[Finding]) {
    let findings: Vec<_> = findings.iter().filter(|it| !it.is_note()).collect();
    for finding in findings.iter().take(MAX_LINES) {
        match finding.is_error() {
            true => error(&finding.to_string()),
            false => warning(&finding.to_string()),
        }
    }
    if findings.len() > MAX_LINES {
        warning(&format!("and {} more", findings.len() - MAX_LINES));
    }
}

/// Prints the first lines of a list, and counts the rest.
pub(super) fn list<T: Display>(items: &[T], print: fn(&str)) {
    for item in items.iter().take(MAX_LINES) {
        print(&item.to_string());
    }
    if items.len() > MAX_LINES {
        print(&format!("and {} more", items.len() - MAX_LINES));
    }
}

/// A line break would end the instruction and begin another.
fn one_line(message: &str) -> String {
    message.replace(['\n', '\r'], " ")
}
