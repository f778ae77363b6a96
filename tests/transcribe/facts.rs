//! The facts of pages, one by one: `tests/transcribe/facts.tsv`.
//!
//! Columns, by tab: the case, the line of a page that says it (`file:line`), what it says, the pointer into the
//! document, and what stands there as JSON, or `present`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::run::{case, oascribe, tree};
use oascribe_test_support as support;

#[test]
fn every_fact_of_the_pages_is_in_the_document() {
    let text = std::fs::read_to_string(support::root().join("tests/transcribe/facts.tsv"));
    let text = text.expect("the table of facts");
    let mut documents: BTreeMap<String, Value> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in text.lines().enumerate().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, place, says, pointer, expect] = columns[..] else {
            panic!("{}: {} columns", number + 1, columns.len());
        };
        count += 1;
        let (file, at) = place.split_once(':').expect("file:line");
        let page = case(name).join("pages").join(file);
        let page = std::fs::read_to_string(&page).expect("a page");
        let at: usize = at.parse().expect("a line");
        let there = page
            .lines()
            .nth(at - 1)
            .is_some_and(|line| line.contains(says));
        if !there {
            wrong.push(format!("{}: {place} does not say `{says}`", number + 1));
        }
        let document = documents
            .entry(name.to_owned())
            .or_insert_with(|| tree(&oascribe(&case(name), ["transcribe", "pages"]).stdout));
        let found = document.pointer(pointer);
        let good = match expect {
            "present" => found.is_some(),
            json => found == Some(&serde_json::from_str(json).expect("JSON")),
        };
        if !good {
            wrong.push(format!("{}: {pointer} is {found:?}", number + 1));
        }
    }
    assert!(count > 0, "the table has facts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
