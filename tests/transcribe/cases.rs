//! Each phrasing, notation and trap: pages, the document that comes of them, and what is said.

use crate::run::{case, oascribe};
use crate::support;

#[test]
fn pages_give_these_documents() {
    let mut wrong = Vec::new();
    for folder in support::folders("transcribe/cases") {
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
    for path in support::folders("transcribe/cases") {
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

/// One sentence of a page is one line of the document, besides the digest.
#[test]
fn a_changed_sentence_is_a_changed_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("pages/Boat/get.md");
    std::fs::create_dir_all(page.parent().expect("a parent")).expect("a folder");
    let text = std::fs::read_to_string(case("gen1").join("pages/Boat/get.md")).expect("the page");
    std::fs::write(&page, &text).expect("a page");
    let before = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    let changed = text.replace(
        "What is painted on the bow.",
        "What is painted on the stern.",
    );
    assert_ne!(text, changed);
    std::fs::write(&page, changed).expect("a page");
    let after = oascribe(folder.path(), ["transcribe", "pages"]).stdout;
    let differ = before.lines().zip(after.lines());
    let differ = differ.filter(|(one, two)| one != two && !one.contains("sha256"));
    assert_eq!(differ.count(), 1);
    assert_eq!(before.lines().count(), after.lines().count());
}
