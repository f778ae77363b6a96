//! Runs the generator over whole documents.
//!
//! The documents of this repository (`tests/corpus/documents`, one per family of features) are generated, compiled and
//! decoded with their examples. Real documents are generated if they are available, and a sample of them is compiled. The
//! schemas of all are written as JSON Schema and judged. The work is done by `oascribe-corpus` (see `tests/corpus/`), built
//! with optimization because the real documents are large. `tests/corpus/baseline.tsv` holds the figures, which may only
//! improve, and `tests/corpus/refused-examples.tsv` the examples that don't match their schemas.

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use oascribe_test_support as support;
use oascribe_test_support::shared::shared;

/// Small real documents that differ in what they use.
const SAMPLE: &[&str] = &["specs/twilio__iam_scim", "specs/ogen__form", "specs/tempo"];

#[test]
fn own_documents_generate_compile_and_round_trip() {
    let folder = support::root().join("tests/corpus/documents");
    corpus(
        &folder,
        &["--compile", "--examples", "--schemas", "--values"],
    );
}

#[test]
fn real_documents_are_no_worse_than_recorded() {
    if let Some(folder) = shared("corpus") {
        corpus(&folder, &["--schemas"]);
    }
}

#[test]
fn a_sample_of_real_documents_compiles() {
    let Some(folder) = shared("corpus") else {
        return;
    };
    for only in SAMPLE {
        corpus(&folder, &["--compile", "--only", only]);
    }
}

/// Held while the harness runs: all runs share one workspace, and each replaces the list of its members.
static WORKSPACE: Mutex<()> = Mutex::new(());

/// Runs the harness, which must report no regression.
fn corpus(folder: &Path, arguments: &[&str]) {
    let _workspace = WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let harness = [
        "run",
        "--quiet",
        "--release",
        "--package",
        "oascribe-corpus",
        "--",
    ];
    let output = Command::new(env!("CARGO"))
        .args(harness)
        .arg(folder)
        .arg("--out")
        .arg(out)
        .args(arguments)
        .current_dir(support::root())
        .env("OASCRIBE_BUILD", "off")
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
}
