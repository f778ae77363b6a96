//! Drafts from pages and imports in the styles of others: `tests/drafts/NAME/pages` becomes `expected.yaml`, and
//! `report.txt` lists what was inferred and what was not understood.

use oascribe_test_support as support;

use crate::run::{pages_below, run_pages};

#[test]
fn pages_of_other_styles_become_drafts() {
    let mut wrong = Vec::new();
    let folders = support::folders("transcribe/tests/drafts");
    assert!(!folders.is_empty(), "there are drafts");
    for folder in folders {
        let made = run_pages(&pages_below(&folder.join("pages")));
        wrong.extend(support::compare(&folder.join("expected.yaml"), made.text()));
        let report = format!("{}\n", made.diagnostics);
        wrong.extend(support::compare(&folder.join("report.txt"), &report));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
