//! The generations against each other: the same resource, but for what a generation's pages do not contain.

use crate::run::{case, oascribe};
use oascribe_test_support as support;

/// What the later document lacks of what the earlier one's pages say, and the other way round.
fn compare(earlier: &str, later: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("spec.yaml");
    let out = out.to_str().expect("a path in UTF-8");
    oascribe(&case(later), ["transcribe", "pages", "--out", out]);
    let ran = oascribe(
        &case(earlier),
        ["transcribe", "pages", "--check", "--out", out],
    );
    let lines = ran.stdout.lines().filter(|line| !line.starts_with(' '));
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    let path = support::root().join(format!("tests/transcribe/{earlier}-{later}.txt"));
    support::compare(&path, &text)
}

#[test]
fn the_generations_differ_in_this_alone() {
    let pairs = [("gen1", "gen2"), ("gen2", "gen3"), ("gen1", "gen3")];
    let wrong: Vec<String> = pairs
        .iter()
        .filter_map(|(one, two)| compare(one, two))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
