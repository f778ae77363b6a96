//! Known mistakes of generators, and the test that prevents each of them here.
//!
//! A row of `tests/traps.tsv` is a mistake and a folder, a file, or `file::function`.

use oascribe_test_support as support;

use std::fs;

#[test]
fn each_trap_has_a_test() {
    let root = support::root();
    let table = fs::read_to_string(root.join("tests/traps.tsv")).expect("the table");
    let mut missing = Vec::new();
    for row in table.lines().skip(1) {
        let Some((trap, test)) = row.split_once('\t') else {
            missing.push(format!("no tab: {row}"));
            continue;
        };
        let (path, function) = match test.split_once("::") {
            Some((path, function)) => (path, Some(function)),
            None => (test, None),
        };
        let path = root.join(path);
        let exists = match function {
            Some(function) => fs::read_to_string(&path)
                .is_ok_and(|text| text.contains(&format!("fn {function}("))),
            None => path.exists(),
        };
        if !exists {
            missing.push(format!("{trap}: {test} does not exist"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
