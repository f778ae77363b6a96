//! What says the same gives no finding: a document against itself, as JSON, in OpenAPI 3.1, in another order, and in
//! many files against one.
//!
//! Real documents lie beside the project, where there are any: the small ones are always tried, all of them by
//! `cargo test --release --test diff_same -- --ignored`, and those alone whose names contain one of the words in
//! `OASCRIBE_SAME` where it is set: `OASCRIBE_SAME=linode,front`.

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

/// Documents larger than that take too long without optimisation.
const LARGE: u64 = 60_000;

/// Whether a document is compared with its variants, or they with it as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ways {
    There,
    ThereAndBack,
}

/// What is found between two documents: on the wire, and in Rust where code comes of both.
fn found(base: &Path, revision: &Path) -> Option<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.arg("diff").arg(base).arg(revision);
    command.args(["--format", "json", "--fail-on", "any"]);
    let output = command.output().expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let Ok(json) = serde_json::from_slice::<Value>(&output.stdout) else {
        return Some(format!("no report: {said}"));
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let changes = list(&json["changes"]);
    let items = list(&json["rust"]["changes"]);
    let both = [changes.first(), items.first()];
    let first = both.into_iter().flatten().next()?;
    let (wire, rust) = (changes.len(), items.len());
    Some(format!("{wire} on the wire, {rust} in Rust: {first}"))
}

/// The tree of a document.
fn tree(path: &Path) -> Option<Node> {
    let mut sources = Sources::new();
    let file = sources.read(path).ok()?;
    read::tree(&sources, file, &mut Diagnostics::new())
}

/// All that is wrong with one document. One that refers to other files has no variants: they are beside it.
fn differences(path: &Path, ways: Ways) -> Vec<String> {
    let home = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    let mut compare = |base: &Path, revision: &Path, what: &str| {
        if let Some(found) = found(base, revision) {
            wrong.push(format!("{} {what}: {found}", path.display()));
        }
    };
    compare(path, path, "against itself");
    let Some(root) = tree(path) else {
        return wrong;
    };
    let text = json(&root);
    let is_whole = !text.replace("\"$ref\":\"#", "").contains("\"$ref\":\"");
    if !is_whole {
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
    for (what, text) in variants {
        let file = home.path().join("other.json");
        fs::write(&file, text).expect("a file");
        compare(path, &file, what);
        if ways == Ways::ThereAndBack {
            compare(&file, path, &format!("{what}, backwards"));
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

/// Small documents of one feature each, some of them broken on purpose: one in so many is compared with itself.
fn fixtures_are_the_same(one_in: usize) {
    let Some(folder) = shared("corpus/micro") else {
        return;
    };
    let mut wrong = Vec::new();
    for path in support::files_below(&folder).iter().step_by(one_in) {
        let file = folder.join(path);
        if let Some(found) = found(&file, &file) {
            wrong.push(format!("{path}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn some_fixtures_are_the_same_as_themselves() {
    fixtures_are_the_same(20);
}

#[test]
#[ignore = "takes long without optimisation"]
fn all_fixtures_are_the_same_as_themselves() {
    fixtures_are_the_same(1);
}

fn none_differs(paths: impl Iterator<Item = PathBuf>, ways: Ways) {
    let wrong: Vec<_> = paths.flat_map(|path| differences(&path, ways)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn goldens_are_the_same_in_every_spelling() {
    let specs = support::folders("codegen/tests/golden").into_iter();
    let specs = specs.map(|folder| folder.join("spec.yaml"));
    none_differs(specs.filter(|spec| spec.exists()), Ways::There);
}

#[test]
fn small_documents_are_the_same_in_every_spelling() {
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|it| it.len() < LARGE);
    none_differs(corpus().into_iter().filter(is_small), Ways::There);
}

#[test]
#[ignore = "takes minutes, and an optimised build"]
fn all_documents_are_the_same_in_every_spelling() {
    none_differs(corpus().into_iter(), Ways::ThereAndBack);
}

/// What is found between documents of many files and the same in one.
fn bundles_are_the_same(paths: impl Iterator<Item = PathBuf>) {
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
fn a_few_files_are_the_same_as_one() {
    let nested = ["minimal_remote_refs", "nested_files"].into_iter();
    let nested = nested.filter_map(|name| {
        let folder = "corpus/multi/libopenapi-nested/test_specs";
        shared(&format!("{folder}/{name}/openapi.yaml"))
    });
    let own = support::root().join("codegen/tests/golden/several-files/spec.yaml");
    bundles_are_the_same(iter::once(own).chain(nested));
}

/// Where `paths` are kept in many files, and in one by a program that writes out what has no name of its own.
const MANY: &str = "corpus/multi/digitalocean/specification/DigitalOcean-public.v2.yaml";
const ONE: &str = "corpus/specs/digitalocean__bundled.derived.yaml";

#[test]
#[ignore = "takes long without optimisation"]
fn many_files_are_the_same_as_one() {
    bundles_are_the_same(shared(MANY).into_iter());
}

/// A bundle that names schemas otherwise has other types in Rust, and is the same on the wire.
#[test]
#[ignore = "takes long without optimisation"]
fn many_files_are_the_same_on_the_wire_as_one_of_other_names() {
    let (Some(many), Some(one)) = (shared(MANY), shared(ONE)) else {
        return;
    };
    for [base, revision] in [[&many, &one], [&one, &many]] {
        let found = found(base, revision).unwrap_or_default();
        assert!(
            found.is_empty() || found.starts_with("0 on the wire"),
            "{found}"
        );
    }
}
