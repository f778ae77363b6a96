//! Each phrasing, notation and trap: pages, the document that comes of them, and what is said.

use crate::run::{case, edit, oascribe, pages_of};
use oascribe_test_support as support;

#[test]
fn pages_give_these_documents() {
    let mut wrong = Vec::new();
    for folder in support::folders("tests/transcribe/cases") {
        let ran = oascribe(&folder, ["transcribe", "pages", "-v"]);
        wrong.extend(support::compare(&folder.join("expected.yaml"), &ran.stdout));
        wrong.extend(support::compare(&folder.join("said.txt"), &ran.stderr));
        let again = oascribe(&folder, ["transcribe", "pages", "-v"]);
        assert_eq!(again.stdout, ran.stdout, "the same pages, the same bytes");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever the pages are like, the document is one that nothing can be said against.
#[test]
fn documents_pass_the_strict_check() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in support::folders("tests/transcribe/cases") {
        let name = support::name(&path);
        let out = folder.path().join("spec.yaml");
        let out = out.to_str().expect("a path in UTF-8");
        oascribe(&case(&name), ["transcribe", "pages", "--out", out]);
        let ran = oascribe(
            folder.path(),
            ["check", "--strict", "--deny", "warnings", "spec.yaml"],
        );
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert_eq!(ran.stderr, "spec.yaml: nothing to report\n", "{name}");
    }
}

/// One sentence of a page is one line of the document, and no other.
#[test]
fn a_changed_sentence_is_a_changed_line() {
    let folder = pages_of("gen1");
    let before = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    for page in ["index", "get", "list"] {
        let page = format!("pages/Boat/{page}.md");
        edit(
            &folder,
            &page,
            "painted on the bow.",
            "painted on the stern.",
        );
    }
    let after = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    assert_eq!(before.lines().count(), after.lines().count());
    let lines = before.lines().zip(after.lines());
    let differ: Vec<_> = lines.filter(|(one, two)| one != two).collect();
    let [(one, two)] = differ.as_slice() else {
        panic!("{differ:?}");
    };
    assert!(one.contains("bow.") && two.contains("stern."), "{differ:?}");
}

/// A fact is its own line, and that of the digest.
#[test]
fn a_changed_fact_changes_the_digest() {
    let folder = pages_of("gen1");
    let before = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    edit(
        &folder,
        "pages/Boat/list.md",
        "maximum value is 1000",
        "maximum value is 500",
    );
    let after = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    let lines = before.lines().zip(after.lines());
    let differ: Vec<_> = lines
        .filter(|(one, two)| one != two)
        .map(|(one, _)| one.trim())
        .collect();
    assert_eq!(differ.len(), 2, "{differ:?}");
    assert!(differ[0].starts_with("facts-sha256: "), "{differ:?}");
    assert_eq!(differ[1], "maximum: 1000");
}
