//! Real documents: generation over all of them, where they are at hand, and a sample of what comes out compiled.
//!
//! The work is done by `oascribe-corpus` (see `tests/corpus/`), which is built with optimisation: the documents are
//! large. The figures that may only improve stand in `tests/corpus/baseline.tsv`.

use oascribe_test_support as support;

use std::path::Path;
use std::process::Command;

use oascribe_test_support::shared::shared;

/// Small, and each with something that the others have not.
const SAMPLE: &[&str] = &["specs/twilio__iam_scim", "specs/ogen__form", "specs/tempo"];

#[test]
fn real_documents_fare_no_worse_than_before() {
    if let Some(folder) = shared("corpus") {
        corpus(&folder, &[]);
    }
}

#[test]
fn a_sample_of_them_compiles() {
    let Some(folder) = shared("corpus") else {
        return;
    };
    for only in SAMPLE {
        corpus(&folder, &["--compile", "--only", only]);
    }
}

/// Runs the harness; it must have nothing to say against.
fn corpus(folder: &Path, arguments: &[&str]) {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "oascribe-corpus",
            "--",
        ])
        .arg(folder)
        .arg("--out")
        .arg(out)
        .args(arguments)
        .current_dir(support::root())
        .env("OASCRIBE_BUILD", "off")
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
