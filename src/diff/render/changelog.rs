//! A section of a changelog, in the form of Keep a Changelog.
//!
//! In: a report. Out: what users of the SDK have to know, under its version. Guaranteed: what changes nothing for them is
//! not told.

use super::operations;
use crate::diff::Level;
use crate::diff::report::Report;
use crate::diff::rust::{Bump, Change};

pub fn changelog(report: &Report) -> String {
    let version = report
        .version
        .as_deref()
        .and_then(|version| report.bump().next(version));
    let mut out = format!("## [{}]\n", version.as_deref().unwrap_or("Unreleased"));
    let changes = report.rust_changes();
    let of = |test: &dyn Fn(&Change) -> bool| -> Vec<String> {
        changes
            .iter()
            .filter(|change| test(change))
            .map(line)
            .collect()
    };
    let is_new = |change: &Change| change.old.is_none() && change.new.is_some();
    let is_gone = |change: &Change| change.old.is_some() && change.new.is_none();
    let is_deprecated = |change: &Change| change.old.is_none() && change.new.is_none();
    let is_changed = |change: &Change| change.old.is_some() && change.new.is_some();
    section(&mut out, "Added", &of(&is_new));
    section(
        &mut out,
        "Changed",
        &of(&|change| is_changed(change) && change.bump > Bump::Patch),
    );
    section(&mut out, "Deprecated", &of(&is_deprecated));
    section(&mut out, "Removed", &of(&is_gone));
    let wire = report
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error);
    let wire = wire.map(|finding| format!("- {} ({})\n", finding.text, operations(finding)));
    section(&mut out, "Needs this version", &wire.collect::<Vec<_>>());
    out
}

fn section(out: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        out.push_str(&format!("\n### {title}\n\n{}", lines.concat()));
    }
}

fn line(change: &Change) -> String {
    let item = format!("`{}`", change.path);
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if !old.is_empty() && !new.is_empty() => {
            format!("- **Breaking:** {item}: `{old}` is `{new}`\n")
        }
        (Some(_), _) if change.bump == Bump::Major => {
            format!("- **Breaking:** {item} {}\n", change.text)
        }
        _ => format!("- {item}\n"),
    }
}
