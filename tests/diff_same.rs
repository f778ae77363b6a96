//! Equivalent documents give no findings: a document and itself, as JSON, in OpenAPI 3.1, in another order, or bundled.
//!
//! Tests with real documents are skipped if the documents are not available. Large documents are only compared by
//! `cargo test --release --test diff_same -- --ignored`. `OASCRIBE_SAME=linode,front` selects documents whose names contain
//! one of these words.

use oascribe_test_support as support;

use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read::{self, Node};
use oascribe_codegen::source::Sources;
use serde_json::Value;

use oascribe_test_support::bundle::bundled;
use oascribe_test_support::order::reordered;
use oascribe_test_support::shared::{real_documents, shared};
use oascribe_test_support::spelling::{as_openapi_3_1, json};

/// The size in bytes above which documents are too slow without optimization.
const LARGE: u64 = 60_000;

/// Whether variants are compared in one direction or in both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Directions {
    Forwards,
    Both,
}

/// Describes the first finding or Rust change between two documents. Returns `None` if there is none.
fn found(base: &Path, revision: &Path) -> Option<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.arg("diff").arg(base).arg(revision);
    command.args(["--format", "json", "--fail-on", "any"]);
    let output = command.output().expect("the command runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let Ok(json) = serde_json::from_slice::<Value>(&output.stdout) else {
        return Some(format!("no report: {stderr}"));
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let changes = list(&json["changes"]);
    let items = list(&json["rust"]["changes"]);
    let both = [changes.first(), items.first()];
    let first = both.into_iter().flatten().next()?;
    let (wire, rust) = (changes.len(), items.len());
    Some(format!("{wire} findings, {rust} Rust changes: {first}"))
}

/// The tree of a document.
fn tree(path: &Path) -> Option<Node> {
    let mut sources = Sources::new();
    let file = sources.read(path).ok()?;
    read::tree(&sources, file, &mut Diagnostics::new())
}

/// The differences between a document and its variants. A document that refers to other files has no variants.
fn differences(path: &Path, directions: Directions) -> Vec<String> {
    let home = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    let mut compare = |base: &Path, revision: &Path, variant: &str| {
        if let Some(found) = found(base, revision) {
            wrong.push(format!("{} {variant}: {found}", path.display()));
        }
    };
    compare(path, path, "against itself");
    let Some(root) = tree(path) else {
        return wrong;
    };
    let text = json(&root);
    let is_single_file = !text.replace("\"$ref\":\"#", "").contains("\"$ref\":\"");
    if !is_single_file {
        return wrong;
    }
    let mut variants = vec![
        ("as JSON", text),
        ("in another order", json(&reordered(&root))),
    ];
    let version = root
        .get("openapi")
        .and_then(Node::as_str)
        .unwrap_or_default();
    if version.starts_with("3.0") {
        variants.push(("in 3.1", json(&as_openapi_3_1(&root))));
    }
    for (variant, text) in variants {
        let file = home.path().join("other.json");
        fs::write(&file, text).expect("a file");
        compare(path, &file, variant);
        if directions == Directions::Both {
            compare(&file, path, &format!("{variant}, backwards"));
        }
    }
    wrong
}

fn corpus() -> Vec<PathBuf> {
    let words = std::env::var("OASCRIBE_SAME").unwrap_or_default();
    let is_named = |path: &PathBuf| {
        let name = path.display().to_string();
        words.split(',').any(|word| name.contains(word))
    };
    real_documents().into_iter().filter(is_named).collect()
}

/// Compares small documents with themselves: every n-th one. Some of them are invalid on purpose.
fn fixtures_are_equal(n: usize) {
    let Some(folder) = shared("corpus/micro") else {
        return;
    };
    let mut wrong = Vec::new();
    for path in support::files_below(&folder).iter().step_by(n) {
        let file = folder.join(path);
        if let Some(found) = found(&file, &file) {
            wrong.push(format!("{path}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn some_fixtures_equal_themselves() {
    fixtures_are_equal(20);
}

#[test]
#[ignore = "slow without optimization"]
fn all_fixtures_equal_themselves() {
    fixtures_are_equal(1);
}

fn assert_equal(paths: impl Iterator<Item = PathBuf>, directions: Directions) {
    let wrong: Vec<_> = paths
        .flat_map(|path| differences(&path, directions))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn goldens_equal_their_variants() {
    let specs = support::folders("codegen/tests/golden").into_iter();
    let specs = specs.map(|folder| folder.join("spec.yaml"));
    assert_equal(specs.filter(|spec| spec.exists()), Directions::Forwards);
}

#[test]
fn small_documents_equal_their_variants() {
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|it| it.len() < LARGE);
    assert_equal(corpus().into_iter().filter(is_small), Directions::Forwards);
}

#[test]
#[ignore = "slow without optimization"]
fn all_documents_equal_their_variants() {
    assert_equal(corpus().into_iter(), Directions::Both);
}

/// Compares documents of several files with their bundles.
fn bundles_are_equal(paths: impl Iterator<Item = PathBuf>) {
    let home = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    for path in paths {
        let file = home.path().join("bundled.json");
        fs::write(&file, json(&bundled(&path))).expect("a file");
        for [base, revision] in [[&path, &file], [&file, &path]] {
            if let Some(found) = found(base, revision) {
                wrong.push(format!(
                    "{} {}: {found}",
                    base.display(),
                    revision.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_few_files_equal_their_bundle() {
    let nested = ["minimal_remote_refs", "nested_files"].into_iter();
    let nested = nested.filter_map(|name| {
        let folder = "corpus/multi/libopenapi-nested/test_specs";
        shared(&format!("{folder}/{name}/openapi.yaml"))
    });
    let own = support::root().join("codegen/tests/golden/several-files/spec.yaml");
    bundles_are_equal(iter::once(own).chain(nested));
}

/// An API in many files, and the bundle of another program, which inlines unnamed schemas.
const MANY: &str = "corpus/multi/digitalocean/specification/DigitalOcean-public.v2.yaml";
const ONE: &str = "corpus/specs/digitalocean__bundled.derived.yaml";

#[test]
#[ignore = "slow without optimization"]
fn many_files_equal_their_bundle() {
    bundles_are_equal(shared(MANY).into_iter());
}

/// A bundle with other schema names has other Rust types, but no findings.
#[test]
#[ignore = "slow without optimization"]
fn a_bundle_with_other_names_has_no_findings() {
    let (Some(many), Some(one)) = (shared(MANY), shared(ONE)) else {
        return;
    };
    for [base, revision] in [[&many, &one], [&one, &many]] {
        let found = found(base, revision).unwrap_or_default();
        assert!(
            found.is_empty() || found.starts_with("0 findings"),
            "{found}"
        );
    }
}
