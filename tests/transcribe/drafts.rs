//! Drafts: `check --strict` has no finding, and the SDKs compile without a warning.

use std::fs;
use std::path::PathBuf;

use oascribe_codegen::config::CrateConfig;
use oascribe_test_support as support;
use oascribe_test_support::workspace::Workspace;

use crate::run::{oascribe, snapshot};

fn drafts() -> Vec<PathBuf> {
    let drafts = support::folders("transcribe/tests/drafts");
    assert!(drafts.len() > 5, "{drafts:?}");
    drafts
}

#[test]
fn drafts_have_no_finding() {
    for draft in drafts() {
        let ran = oascribe(
            &draft,
            ["check", "--strict", "--deny", "warnings", "expected.yaml"],
        );
        assert_eq!(ran.code, 0, "{}: {}", draft.display(), ran.stderr);
        for severity in ["error", "skipped", "warning"] {
            let begin = format!("{severity}[");
            assert!(
                !ran.stderr.contains(&begin),
                "{}: {}",
                draft.display(),
                ran.stderr
            );
        }
    }
}

#[test]
fn sdks_of_drafts_compile() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "drafts");
    for draft in drafts() {
        let name = format!("draft-{}", support::name(&draft));
        let text = fs::read_to_string(draft.join("expected.yaml")).expect("a draft");
        let rendered = support::render_text(&text, &CrateConfig::new(&name)).rendered;
        workspace.add(&name, &rendered.expect("a draft generates"));
    }
    let client = ["--no-default-features", "--features", "client"];
    workspace.cargo(
        &[
            &["clippy", "--quiet", "--workspace"],
            &client[..],
            &["--", "-Dwarnings"],
        ]
        .concat(),
    );
}

/// The document that the command writes is that of the library, and `--check` finds it up to date.
#[test]
fn the_command_writes_drafts() {
    for draft in drafts() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in snapshot(&draft.join("pages")) {
            let path = folder.path().join("pages").join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a page");
        }
        let ran = oascribe(folder.path(), ["transcribe", "pages", "--out", "spec.yaml"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let text = fs::read_to_string(folder.path().join("spec.yaml")).expect("the document");
        let expected = fs::read_to_string(draft.join("expected.yaml")).expect("a draft");
        assert_eq!(text, expected, "{}", draft.display());
        let ran = oascribe(
            folder.path(),
            ["transcribe", "pages", "--out", "spec.yaml", "--check"],
        );
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    }
}

/// Credentials are in headers, cookies, URLs, forms and bodies of the inputs.
#[test]
fn secrets_stay_in_the_inputs() {
    for name in ["har", "postman", "stripe"] {
        let draft = support::root().join("transcribe/tests/drafts").join(name);
        let inputs = snapshot(&draft.join("pages"));
        let has = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("SECRET");
        assert!(inputs.values().any(|bytes| has(bytes)), "{name}");
        for (file, bytes) in snapshot(&draft) {
            assert!(file.starts_with("pages/") || !has(&bytes), "{name}: {file}");
        }
    }
}

#[test]
fn other_json_is_an_error_that_names_the_formats() {
    let texts = [
        (
            "{\"openapi\": \"3.0.3\", \"paths\": {}}",
            "has none of the known formats",
        ),
        ("{\"log\": {\"entries\": []}", "is not valid JSON"),
        ("{\"log\": {\"entries\": []}}", "error[no-pages]"),
    ];
    for (text, message) in texts {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.json"), text).expect("a file");
        let ran = oascribe(
            folder.path(),
            ["transcribe", "a.json", "--out", "spec.yaml"],
        );
        assert_eq!(ran.code, 1, "{text}: {}", ran.stderr);
        for part in [
            message,
            "HAR recordings",
            "Postman collections",
            "Google discovery",
        ] {
            assert!(ran.stderr.contains(part), "{text}: {}", ran.stderr);
        }
        assert!(!folder.path().join("spec.yaml").exists());
    }
}

#[test]
fn unused_host_values_are_reported() {
    let run = |name: &str, value: &str| {
        let draft = support::root().join("transcribe/tests/drafts").join(name);
        oascribe(&draft, ["transcribe", "pages", "--host", value])
    };
    let ran = run("sphinx", "host=lights.example");
    assert!(
        ran.stdout.contains("default: lights.example"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stderr.contains("unused-host"), "{}", ran.stderr);
    let ran = run("sphinx", "hots=lights.example");
    assert!(
        ran.stderr
            .contains("warning[unused-host]: no request has the host variable `hots`"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("did you mean `host`?"),
        "{}",
        ran.stderr
    );
    let ran = run("github", "host=lights.example");
    assert!(
        ran.stderr.contains("the hosts have no variables"),
        "{}",
        ran.stderr
    );
}

/// A document that somebody wrote is not overwritten by a draft.
#[test]
fn other_documents_are_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "# Boats\n\n## List boats\n\n`GET /boats`\n";
    fs::write(folder.path().join("boats.md"), page).expect("a page");
    fs::write(folder.path().join("spec.yaml"), "openapi: 3.0.3\n").expect("a document");
    let run = |more: &[&str]| {
        let arguments = [&["transcribe", "boats.md", "--out", "spec.yaml"], more].concat();
        oascribe(folder.path(), arguments)
    };
    let ran = run(&[]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("spec.yaml was not written by oascribe"),
        "{}",
        ran.stderr
    );
    assert_eq!(run(&["--force"]).code, 0);
    assert_eq!(run(&[]).code, 0);
}
