//! Programs on the pages are regions of examples, which run with the tests.

use std::fs;

use oascribe_test_support as support;

use crate::{assert_none, user_pages};

#[test]
fn programs_are_examples_that_run() {
    let mut problems = Vec::new();
    let mut count = 0;
    for page in user_pages() {
        for step in page.steps() {
            let (true, Some(block)) = (step.word == "example", &step.block) else {
                continue;
            };
            let region = region(&step.argument);
            if block.text.trim() != region.trim() {
                problems.push(format!(
                    "{}:{}: the block must be this part of examples/{}.rs:\n{region}",
                    page.path, step.line, step.argument
                ));
            }
            count += 1;
        }
    }
    assert_none(&problems);
    assert!(count >= 6, "{count} programs");
}

/// The text of an example between its anchors.
fn region(name: &str) -> String {
    let path = support::root().join(format!("examples/{name}.rs"));
    let text = fs::read_to_string(&path).unwrap_or_default();
    let (_, rest) = text
        .split_once(&format!("// ANCHOR: {name}\n"))
        .unwrap_or_default();
    let region = rest.split_once(&format!("// ANCHOR_END: {name}\n"));
    region.unwrap_or_default().0.to_owned()
}
