//! The grammar of the pages, row by row: `tests/transcribe/grammar.tsv`.
//!
//! Columns, by tab: what may stand on a page; the case, its page and the text there; a pointer into the document, and
//! what stands there as JSON (or `present`, `absent`) — or `said`, and the line that is said.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::run::{case, oascribe, tree};
use oascribe_test_support as support;

#[test]
fn each_phrasing_notation_and_trap_has_a_case() {
    let table = fs::read_to_string(support::root().join("tests/transcribe/grammar.tsv"));
    let table = table.expect("the table");
    let mut cases: BTreeMap<&str, (Value, String)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (number, line) in table.lines().enumerate().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [what, name, page, says, place, expect] = columns[..] else {
            panic!("line {}: {} columns", number + 1, columns.len());
        };
        let text = fs::read_to_string(case(name).join("pages").join(page)).unwrap_or_default();
        if !text.contains(says) {
            wrong.push(format!("{what}: {name}/{page} does not say `{says}`"));
        }
        let (document, said) = cases.entry(name).or_insert_with(|| {
            let ran = oascribe(&case(name), ["transcribe", "pages", "-v"]);
            (tree(&ran.stdout), ran.stderr)
        });
        let found = document.pointer(place);
        let good = match (place, expect) {
            ("said", line) => said.contains(line),
            (_, "present") => found.is_some(),
            (_, "absent") => found.is_none(),
            (_, json) => found == Some(&serde_json::from_str(json).expect("JSON")),
        };
        if !good {
            wrong.push(format!("{what}: {place} is {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
