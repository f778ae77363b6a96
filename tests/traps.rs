//! What generators are known to get wrong, and the test that holds each of them here.
//!
//! `tests/traps.tsv`: a trap, and below `tests/` the folder of its case, the file, or `file::function`.

mod support;

use std::fs;

#[test]
fn each_trap_has_a_test() {
    let tests = support::root().join("tests");
    let table = fs::read_to_string(tests.join("traps.tsv")).expect("the table");
    let mut loose = Vec::new();
    for row in table.lines().skip(1) {
        let Some((trap, holder)) = row.split_once('\t') else {
            loose.push(format!("no tab: {row}"));
            continue;
        };
        let (path, function) = match holder.split_once("::") {
            Some((path, function)) => (path, Some(function)),
            None => (holder, None),
        };
        let path = tests.join(path);
        let held = match function {
            Some(function) => fs::read_to_string(&path)
                .is_ok_and(|text| text.contains(&format!("fn {function}("))),
            None => path.exists(),
        };
        if !held {
            loose.push(format!("{trap}: there is no {holder}"));
        }
    }
    assert!(loose.is_empty(), "{}", loose.join("\n"));
}
