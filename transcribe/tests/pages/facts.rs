//! Each fact of the pages is in the document: `tests/facts.tsv`.
//!
//! Columns, separated by tabs: the case, the line of a page that states the fact (`file:line`), the text there, a JSON
//! pointer into the document, and the value there as JSON, or `present`.

use std::collections::BTreeMap;
use std::fs;

use oascribe_test_support as support;
use serde_json::Value;

use crate::run::{case, run};

#[test]
fn each_fact_of_the_pages_is_in_the_document() {
    let table = fs::read_to_string(support::root().join("transcribe/tests/facts.tsv"));
    let table = table.expect("the table");
    let mut documents: BTreeMap<&str, Value> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in table.lines().enumerate().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, location, contains, pointer, expect] = columns[..] else {
            panic!("line {}: {} columns", number + 1, columns.len());
        };
        count += 1;
        let (file, at) = location.split_once(':').expect("file:line");
        let page = fs::read_to_string(case(name).join("pages").join(file)).expect("a page");
        let at: usize = at.parse().expect("a line");
        let line = page.lines().nth(at - 1).unwrap_or_default();
        if !line.contains(contains) {
            wrong.push(format!("{}: {location} lacks `{contains}`", number + 1));
        }
        let document = documents.entry(name).or_insert_with(|| run(name).tree());
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
