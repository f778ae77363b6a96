//! Comparisons: a document has no changes from itself, and no report has an effect where it is shown.

use std::slice::from_ref;

use oascribe_diff::changelog::Section;
use oascribe_diff::render::{self, Colour};
use oascribe_diff::{Report, Settings, Sources, compare};

use super::safe::{harmless, harmless_markdown};
use crate::parts::split;

pub fn run(data: &[u8]) {
    let parts = split(data);
    let base = &parts[0].text;
    if let Some((report, _)) = report(base, base) {
        let found = report.findings.first();
        assert!(report.is_empty(), "changes from itself: {found:?}");
    }
    let Some(revision) = parts.get(1) else { return };
    for (old, new) in [(base, &revision.text), (&revision.text, base)] {
        if let Some((report, sources)) = report(old, new) {
            has_no_effect(&report, &sources);
        }
    }
}

/// Returns `None` if a document can't be parsed.
fn report(old: &str, new: &str) -> Option<(Report, Sources)> {
    let mut sources = Sources::new();
    let base = sources.add("old.yaml", old.to_owned());
    let revision = sources.add("new.yaml", new.to_owned());
    let report = compare(base, revision, &mut Settings::default(), &mut sources);
    Some((report.ok()?, sources))
}

fn has_no_effect(report: &Report, sources: &Sources) {
    harmless(&render::text(report, sources, Colour::No), &[]);
    harmless_markdown(&render::markdown(from_ref(report), sources));
    harmless_markdown(&Section::of(report).text());
    let commands = ["::error ", "::warning ", "::notice "];
    harmless(&render::github(report, sources), &commands);
    harmless(&render::junit(from_ref(report), sources), &[]);
    for text in [
        render::json(from_ref(report), sources),
        render::sarif(from_ref(report), sources),
    ] {
        harmless(&text, &[]);
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&text);
        assert!(parsed.is_ok(), "{:?}: {text}", parsed.err());
    }
}
