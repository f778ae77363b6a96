//! The differences between the generations of pages for the same resource: `tests/EARLIER-LATER.txt`.

use oascribe_test_support as support;
use oascribe_transcribe::Diagnostics;
use oascribe_transcribe::check::{Texts, check};

use crate::run::run;

/// Checks the document of the later generation against the pages of the earlier one.
fn compare(earlier: &str, later: &str) -> Option<String> {
    let later_text = run(later).text().to_owned();
    let mut earlier_run = run(earlier);
    let sources = &mut earlier_run.sources;
    let spec = sources.add("spec.yaml", later_text);
    let mut diagnostics = Diagnostics::new();
    let made = &earlier_run.transcription;
    let findings = check(made, spec, Texts::Ignored, sources, &mut diagnostics);
    let findings = findings.expect("a document").into_iter();
    let lines = findings.map(|it| format!("{}: {}\n", it.kind.as_str(), it.subject));
    let path = support::root().join(format!("transcribe/tests/{earlier}-{later}.txt"));
    support::compare(&path, &lines.collect::<String>())
}

#[test]
fn generations_differ_as_expected() {
    let pairs = [("gen1", "gen2"), ("gen2", "gen3"), ("gen1", "gen3")];
    let wrong: Vec<String> = pairs
        .iter()
        .filter_map(|(one, two)| compare(one, two))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
