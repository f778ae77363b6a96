//! Changelog sections in the format of Keep a Changelog.
//!
//! Changes that do not affect users of the SDK are left out. Existing entries are never changed.

mod unreleased;

use super::Level;
use super::render::{Place, code, operations, prose};
use super::report::Report;
use super::rust::{Bump, Change, DEPRECATED};

/// The groups in the order of Keep a Changelog, then required updates of the SDK.
const GROUPS: &[&str] = &[
    "Added",
    "Changed",
    "Deprecated",
    "Removed",
    "Fixed",
    "Security",
    "Needs this version",
];

/// The changelog entries of one change.
#[derive(Clone, Debug)]
pub struct Section {
    /// The version before the change, if it is known.
    released: Option<String>,
    entries: Vec<Entry>,
    bump: Bump,
}

#[derive(Clone, Debug)]
struct Entry {
    group: &'static str,
    /// The item of the Rust API, if the entry is about one.
    path: Option<String>,
    bump: Bump,
    line: String,
}

impl Section {
    /// Collects the entries of a report.
    pub fn of(report: &Report) -> Self {
        let items = report.rust_changes().iter().filter_map(|change| {
            Some(Entry {
                group: group(change)?,
                path: Some(change.path.clone()),
                bump: change.bump,
                line: line(change),
            })
        });
        let wire = report.findings.iter();
        let wire = wire.filter(|finding| finding.level == Level::Error);
        let wire = wire.map(|finding| Entry {
            group: "Needs this version",
            path: None,
            bump: Bump::Patch,
            line: format!(
                "- {} ({})",
                sentence(&finding.text()),
                operations(finding, value)
            ),
        });
        Section {
            released: report.version.clone(),
            entries: items.chain(wire).collect(),
            bump: report.bump(),
        }
    }

    /// Prints the section.
    pub fn text(&self) -> String {
        let mut out = format!("## [{}]\n", self.title(self.bump));
        for group in GROUPS {
            let lines = self.entries.iter().filter(|entry| entry.group == *group);
            let lines: Vec<_> = lines.map(|entry| entry.line.as_str()).collect();
            if !lines.is_empty() {
                out.push_str(&format!("\n### {group}\n\n{}\n", lines.join("\n")));
            }
        }
        out
    }

    /// Adds the entries to a changelog: in the section that is not yet released, or in one of its own. The
    /// name is that of the crate, for a changelog that begins here.
    pub fn added_to(&self, changelog: &str, name: &str) -> String {
        if self.entries.is_empty() || self.bump == Bump::None {
            return changelog.to_owned();
        }
        if let Some(text) = unreleased::extended(changelog, self) {
            return text;
        }
        let text = self.text();
        let first = changelog.find("\n## ").map(|at| at + 1);
        let first = first.or_else(|| changelog.starts_with("## ").then_some(0));
        match first {
            Some(at) => format!("{}{text}\n{}", &changelog[..at], &changelog[at..]),
            None if changelog.trim().is_empty() => format!(
                "# Changelog of {name}\n\n\
                 The form is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/), the versions follow\n\
                 [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n{text}"
            ),
            None => format!("{}\n\n{text}", changelog.trim_end()),
        }
    }

    /// The version after a bump.
    fn title(&self, bump: Bump) -> String {
        let next = self.released.as_deref().filter(|_| bump > Bump::None);
        let next = next.and_then(|version| bump.next(version));
        next.unwrap_or_else(|| "Unreleased".to_owned())
    }
}

/// Returns `None` if callers do not notice the change.
fn group(change: &Change) -> Option<&'static str> {
    match (&change.old, &change.new) {
        // A new required field breaks code that builds values without it.
        (None, Some(_)) if change.bump == Bump::Major => Some("Changed"),
        (None, Some(_)) => Some("Added"),
        (Some(_), None) => Some("Removed"),
        (None, None) => Some("Deprecated"),
        (Some(_), Some(_)) => (change.bump > Bump::Patch).then_some("Changed"),
    }
}

fn line(change: &Change) -> String {
    let item = value(&change.path);
    let text = sentence(&change.text);
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if !old.is_empty() && !new.is_empty() => {
            let (old, new) = (value(old), value(new));
            format!("- **Breaking:** {item} changed from {old} to {new}")
        }
        _ if change.bump == Bump::Major => {
            format!("- **Breaking:** {item} {text}")
        }
        (Some(_), Some(_)) => format!("- {item} {text}"),
        (None, None) if change.text != DEPRECATED => format!("- {item} {text}"),
        _ => format!("- {item}"),
    }
}

fn value(text: &str) -> String {
    code(text, Place::Line)
}

fn sentence(text: &str) -> String {
    prose(text, Place::Line)
}
