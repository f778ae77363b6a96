//! Every verb that reads a document, on documents that others wrote.

use crate::cases::{self, Case};
use crate::limited::{MEMORY, Outcome, folder, run};

use oascribe_test_support::fragments::effect;

const SMALL: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

/// The files of a case, and a small document.
fn files(case: &Case) -> Vec<(String, String)> {
    let mut files = case.document.clone();
    files.push(("small.yaml".to_owned(), SMALL.to_owned()));
    files
}

/// Runs a command. It ends with an exit code, prints nothing that has an effect, and writes only what it may.
pub fn harmless(
    name: &str,
    files: &[(String, String)],
    arguments: &[&str],
    written: &[&str],
) -> Outcome {
    let outcome = run(folder(files), arguments, MEMORY);
    let printed = outcome.printed();
    let shown: String = printed.chars().take(2000).collect();
    assert!(
        matches!(outcome.code, Some(0..=2)),
        "{name}: {arguments:?}: {:?} {shown}",
        outcome.code
    );
    let commands = ["::error ", "::warning ", "::notice "];
    assert_eq!(effect(&printed, &commands), None, "{name}: {arguments:?}");
    for file in &outcome.written_elsewhere {
        assert!(
            written.iter().any(|name| file.starts_with(name)),
            "{name}: {arguments:?}: {file}"
        );
    }
    outcome
}

#[test]
fn check_ends_in_time() {
    for case in cases::text().iter().chain(&cases::references()) {
        let outcome = harmless(
            case.name,
            &files(case),
            &["check", "api.yaml", "--strict"],
            &[],
        );
        assert!(
            outcome.stderr.contains(case.diagnostic),
            "{}: {}",
            case.name,
            outcome.stderr
        );
    }
}

#[test]
fn diff_and_changelog_end_in_time() {
    let all = [
        cases::text(),
        cases::schemas(),
        cases::all_of(),
        cases::references(),
    ];
    for (index, case) in all.iter().flatten().enumerate() {
        let files = files(case);
        let format = ["text", "markdown", "json", "github", "sarif"][index % 5];
        let changes = ["diff", "small.yaml", "api.yaml", "--format", format];
        harmless(case.name, &files, &changes, &[]);
        match index % 3 {
            0 => harmless(
                case.name,
                &files,
                &["changelog", "api.yaml", "small.yaml"],
                &[],
            ),
            _ => harmless(case.name, &files, &["diff", "api.yaml", "api.yaml"], &[]),
        };
    }
}
