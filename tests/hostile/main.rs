//! Documents that try to read other files, or to use up time and memory.
//!
//! Each case runs the command in a process of its own with limited time and memory. The command ends in time, reports the
//! case with a diagnostic, and writes nothing outside the output folder. The cases are made by functions: as files, they
//! would be large.

#![cfg(target_os = "linux")]

mod cases;
mod files;
mod limited;
mod memory;
mod pages;
mod remote;
mod verbs;

use cases::Case;
use limited::{Outcome, folder, generate};

/// Runs cases one after the other: each may use the whole time limit.
fn check(cases: &[Case]) {
    for case in cases {
        let outcome = generate(folder(&case.document), &case.document[0].0);
        let Outcome { code, stderr, .. } = &outcome;
        assert_eq!(*code, Some(case.code), "{}: {}", case.name, head(stderr));
        let expected = case.diagnostic;
        assert!(
            stderr.contains(expected),
            "{}: no `{expected}` in {}",
            case.name,
            head(stderr)
        );
        assert_eq!(outcome.written_elsewhere, [""; 0], "{}", case.name);
    }
}

fn head(text: &str) -> String {
    text.chars().take(2000).collect()
}

#[test]
fn deep_and_wide_documents_end_in_time() {
    check(&cases::text());
}

#[test]
fn many_schemas_end_in_time() {
    check(&cases::schemas());
}

#[test]
fn merged_schemas_end_in_time() {
    check(&cases::all_of());
}

#[test]
fn many_references_end_in_time() {
    check(&cases::references());
}
