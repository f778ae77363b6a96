//! What generators are known to get wrong, and the test that holds each of them here.
//!
//! `tests/traps.tsv`: a trap, and the path of the folder of its case, the file, or `file::function`.

use oascribe_test_support as support;

use std::fs;

#[test]
fn each_trap_has_a_test() {
    let root = support::root();
    let table = fs::read_to_string(root.join("tests/traps.tsv")).expect("the table");
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
        let path = root.join(path);
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
