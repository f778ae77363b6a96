//! Tests the complete output for each diagnostic.
//!
//! `tests/errors/<code>/spec.yaml` contains the error, `expected.txt` the output. To accept changes, run
//! `BLESS=1 cargo test -p oascribe-codegen --test errors`.

use oascribe_test_support as support;

use std::collections::BTreeSet;

use oascribe_codegen::diag::codes;

/// Codes whose tests need files or arguments, with the file of the test.
const TESTED_ELSEWHERE: &[(&str, &str)] = &[
    ("no-servers", "tests/cli/suggestions.rs"),
    ("bad-config", "tests/cli/project.rs"),
    ("bad-lock", "tests/cli/project.rs"),
    ("foreign-file", "tests/cli/generate.rs"),
    ("out-of-date", "tests/cli/output.rs"),
    ("too-large", "tests/hostile/cases.rs"),
    ("not-strict", "codegen/tests/reading/codes/keywords.rs"),
    (
        "response-mismatch",
        "codegen/tests/recorded/nullable/findings.txt",
    ),
    ("no-pages", "tests/transcribe/bad.rs"),
    (
        "unknown-page",
        "transcribe/tests/cases/broken/diagnostics.txt",
    ),
    (
        "broken-page",
        "transcribe/tests/cases/broken/diagnostics.txt",
    ),
    ("half-page", "transcribe/tests/cases/broken/diagnostics.txt"),
    (
        "broken-front-matter",
        "transcribe/tests/cases/broken/diagnostics.txt",
    ),
    (
        "broken-table",
        "transcribe/tests/cases/broken/diagnostics.txt",
    ),
    (
        "broken-sample",
        "transcribe/tests/cases/broken/diagnostics.txt",
    ),
    (
        "unknown-notation",
        "transcribe/tests/cases/notations/diagnostics.txt",
    ),
    (
        "dangling-anchor",
        "transcribe/tests/cases/notations/diagnostics.txt",
    ),
    (
        "page-contradiction",
        "transcribe/tests/cases/contradictions/diagnostics.txt",
    ),
    (
        "copied-description",
        "transcribe/tests/cases/traps/diagnostics.txt",
    ),
    (
        "missing-page",
        "transcribe/tests/cases/traps/diagnostics.txt",
    ),
    (
        "duplicate-page",
        "transcribe/tests/cases/contradictions/diagnostics.txt",
    ),
    (
        "required-spelling",
        "transcribe/tests/cases/traps/diagnostics.txt",
    ),
    (
        "unread-limit",
        "transcribe/tests/cases/traps/diagnostics.txt",
    ),
    (
        "inferred-type",
        "transcribe/tests/cases/traps/diagnostics.txt",
    ),
    (
        "inferred-name",
        "transcribe/tests/cases/gen1/diagnostics.txt",
    ),
    (
        "unknown-host",
        "transcribe/tests/cases/hosts/diagnostics.txt",
    ),
    ("broken-import", "transcribe/tests/drafts/har/report.txt"),
    ("inferred-fact", "transcribe/tests/drafts/wiki/report.txt"),
    ("unread-part", "transcribe/tests/drafts/wiki/report.txt"),
    ("unused-host", "tests/transcribe/drafts.rs"),
];

#[test]
fn every_error_gives_the_expected_output() {
    let mut wrong = Vec::new();
    for folder in support::folders("codegen/tests/errors") {
        let code = support::name(&folder);
        let printed = support::render_case(&folder).diagnostics;
        if !printed.contains(&format!("[{code}]")) {
            wrong.push(format!("{code} is not reported, but:\n{printed}"));
        }
        wrong.extend(support::compare(&folder.join("expected.txt"), &printed));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<String> = support::folders("codegen/tests/errors")
        .iter()
        .map(|folder| support::name(folder))
        .collect();
    let known: BTreeSet<&str> = codes::all().map(|code| code.name).collect();
    let unknown: Vec<_> = cases
        .iter()
        .filter(|case| !known.contains(case.as_str()))
        .collect();
    assert!(unknown.is_empty(), "cases without a code: {unknown:?}");
    let elsewhere = |name: &str| {
        TESTED_ELSEWHERE.iter().any(|(code, path)| {
            let text = std::fs::read_to_string(support::root().join(path)).unwrap_or_default();
            *code == name && text.contains(name)
        })
    };
    let untested = known
        .iter()
        .filter(|name| !cases.contains(**name) && !elsewhere(name));
    let untested: Vec<_> = untested.filter(|name| **name != "internal").collect();
    assert!(untested.is_empty(), "codes without a case: {untested:?}");
}

/// One run reports all errors of a document, each with its line.
#[test]
fn one_run_reports_all_errors() {
    let text =
        std::fs::read_to_string(support::root().join("codegen/tests/errors/ten-mistakes.yaml"));
    let text = text.expect("the document can be read");
    let config = oascribe_codegen::config::CrateConfig::new("ten-mistakes");
    let outcome = support::render_text(&text, &config);
    let path = support::root().join("codegen/tests/errors/ten-mistakes.txt");
    assert_eq!(support::compare(&path, &outcome.diagnostics), None);
    assert!(
        outcome.rendered.is_some(),
        "the rest of the crate is rendered"
    );
}

/// `x-long-running` names a property of the response that does not exist or has no schema.
#[test]
fn unusable_properties_of_a_long_running_operation_are_reported() {
    let text = r#"
openapi: 3.0.3
info: {title: Bells, version: '1'}
paths:
  /bells:
    post:
      operationId: castBell
      responses:
        '200':
          description: Begun.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Casting'}
      x-long-running: {ticket: '#/components/schemas/Casting', bell: '#/components/schemas/Bell'}
components:
  schemas:
    Casting:
      type: object
      properties:
        ticket: {type: string}
        bell: {type: object, additionalProperties: true}
"#;
    let config = oascribe_codegen::config::CrateConfig::new("bells");
    let printed = support::render_text(text, &config).diagnostics;
    for expected in [
        "notice[unused-keyword]: the response has no untyped property `ticket`\n  --> spec.yaml:14:24",
        "warning[dangling-ref]: the type of `bell` is not a schema of the document\n  --> spec.yaml:14:70",
    ] {
        assert!(printed.contains(expected), "{expected}\n{printed}");
    }
}
