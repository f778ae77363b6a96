//! Each notation, sentence and trap of the pages has a case: `tests/grammar.tsv`.
//!
//! Columns, separated by tabs: what a page may contain; the case, its page and the text there; a JSON pointer into the
//! document, and the value there as JSON (or `present`, `absent`), or `diagnostic` and the text of a diagnostic.

use std::collections::BTreeMap;
use std::fs;

use oascribe_test_support as support;
use serde_json::Value;

use crate::run::{case, run};

#[test]
fn each_notation_and_sentence_has_a_case() {
    let table = fs::read_to_string(support::root().join("transcribe/tests/grammar.tsv"));
    let table = table.expect("the table");
    let mut cases: BTreeMap<&str, (Value, String)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (number, line) in table.lines().enumerate().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [what, name, page, contains, pointer, expect] = columns[..] else {
            panic!("line {}: {} columns", number + 1, columns.len());
        };
        let text = fs::read_to_string(case(name).join("pages").join(page)).unwrap_or_default();
        if !text.contains(contains) {
            wrong.push(format!("{what}: {name}/{page} lacks `{contains}`"));
        }
        let (document, diagnostics) = cases.entry(name).or_insert_with(|| {
            let made = run(name);
            (made.tree(), made.diagnostics)
        });
        let found = document.pointer(pointer);
        let good = match (pointer, expect) {
            ("diagnostic", line) => diagnostics.contains(line),
            (_, "present") => found.is_some(),
            (_, "absent") => found.is_none(),
            (_, json) => found == Some(&serde_json::from_str(json).expect("JSON")),
        };
        if !good {
            wrong.push(format!("{what}: {pointer} is {found:?}, expected {expect}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
