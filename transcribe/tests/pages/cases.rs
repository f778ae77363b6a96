//! Each case against its expected files, and the effect of single edits.

use oascribe_test_support as support;

use crate::run::{Pages, pages_of, run, run_pages};

#[test]
fn pages_become_documents() {
    let mut wrong = Vec::new();
    for folder in support::folders("transcribe/tests/cases") {
        let name = support::name(&folder);
        let made = run(&name);
        wrong.extend(support::compare(&folder.join("expected.yaml"), made.text()));
        let text = match made.diagnostics.as_str() {
            "" => String::new(),
            text => format!("{text}\n"),
        };
        wrong.extend(support::compare(&folder.join("diagnostics.txt"), &text));
        assert_eq!(run(&name).text(), made.text(), "{name}: a second run");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn edit(pages: &mut Pages, page: &str, from: &str, to: &str) {
    let text = pages.get_mut(page).expect("a page");
    assert!(text.contains(from), "{page} has {from}");
    *text = text.replace(from, to);
}

/// The lines that differ between two texts with the same number of lines.
fn changed_lines<'t>(before: &'t str, after: &'t str) -> Vec<(&'t str, &'t str)> {
    assert_eq!(before.lines().count(), after.lines().count());
    let lines = before.lines().zip(after.lines());
    lines.filter(|(one, two)| one != two).collect()
}

#[test]
fn a_changed_sentence_is_a_changed_line() {
    let mut pages = pages_of("gen1");
    let before = run_pages(&pages);
    for page in ["index", "get", "list"] {
        let page = format!("pages/Boat/{page}.md");
        edit(
            &mut pages,
            &page,
            "painted on the bow.",
            "painted on the stern.",
        );
    }
    let after = run_pages(&pages);
    let changed = changed_lines(before.text(), after.text());
    let [(one, two)] = changed.as_slice() else {
        panic!("{changed:?}");
    };
    assert!(
        one.contains("bow.") && two.contains("stern."),
        "{changed:?}"
    );
}

#[test]
fn a_changed_fact_changes_its_line_and_the_digest() {
    let mut pages = pages_of("gen1");
    let before = run_pages(&pages);
    let page = "pages/Boat/list.md";
    edit(
        &mut pages,
        page,
        "maximum value is 1000",
        "maximum value is 500",
    );
    let after = run_pages(&pages);
    let changed = changed_lines(before.text(), after.text());
    let changed: Vec<&str> = changed.iter().map(|(one, _)| one.trim()).collect();
    let [digest, fact] = changed.as_slice() else {
        panic!("{changed:?}");
    };
    assert!(digest.starts_with("facts-sha256: "), "{digest}");
    assert_eq!(*fact, "maximum: 1000");
}
