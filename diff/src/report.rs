//! The result of a comparison, and its verdict.

use super::rust::{Bump, Change, Retained, numbers};
use super::{Edits, Finding, Level};

/// How the Rust API changes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum RustApi {
    /// Code can be generated from both documents.
    Compared {
        /// The public items that differ, worst first.
        changes: Vec<Change>,
        /// The version bump that the changes require.
        bump: Bump,
    },
    /// No code can be generated from one of the documents.
    Unavailable {
        /// The first error.
        reason: String,
    },
}

/// The comparison of two documents.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// The name of the crate that is generated from the documents.
    pub crate_name: String,
    /// The names of the old and the new document.
    pub names: (String, String),
    /// The wire findings, worst first.
    pub findings: Vec<Finding>,
    /// How the Rust API changes.
    pub rust: RustApi,
    /// The edits of descriptions, titles, examples and extensions. They break nobody.
    pub edits: Edits,
    /// The version of the crate before the change.
    pub version: Option<String>,
    /// The version of the crate after the change.
    pub new_version: Option<String>,
    /// The number of findings that were ignored.
    pub ignored: usize,
}

impl Report {
    /// Whether the documents are equal for clients, for Rust callers and for readers.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.bump() == Bump::None && self.edits.is_empty()
    }

    /// The number of findings of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.level == level)
            .count()
    }

    /// The version bump that the Rust API requires; `None` if it is unavailable.
    pub fn bump(&self) -> Bump {
        match &self.rust {
            RustApi::Compared { bump, .. } => *bump,
            RustApi::Unavailable { .. } => Bump::None,
        }
    }

    /// The version that the Rust API requires. Returns `None` if it needs no release, or if the version before is unknown.
    pub fn required_version(&self) -> Option<String> {
        match self.bump() {
            Bump::None => None,
            bump => bump.next(self.version.as_deref()?),
        }
    }

    /// Whether the change requires a higher version than it sets.
    pub fn is_unreleased(&self) -> bool {
        let set = self.new_version.as_deref().and_then(numbers);
        let required = self.required_version();
        required.is_some_and(|required| set < numbers(&required))
    }

    /// The changed items of the Rust API; empty if it is unavailable.
    pub fn rust_changes(&self) -> &[Change] {
        match &self.rust {
            RustApi::Compared { changes, .. } => changes,
            RustApi::Unavailable { .. } => &[],
        }
    }

    /// The items that would have been removed or renamed, but are retained.
    pub fn retained(&self) -> impl Iterator<Item = &Change> {
        let changes = self.rust_changes().iter();
        changes.filter(|change| change.retained != Retained::No)
    }

    fn rust_verdict(&self) -> String {
        let bump = match &self.rust {
            RustApi::Unavailable { reason } => {
                return format!("the Rust API can't be compared: {reason}");
            }
            RustApi::Compared { bump, .. } => *bump,
        };
        let release = match (bump, self.required_version()) {
            (Bump::None, _) => "needs no release of the SDK".to_owned(),
            (_, Some(version)) => format!("needs SDK {version}{}", self.set_version()),
            (bump, None) => format!("needs a {bump} release of the SDK"),
        };
        let of = |is: fn(&Change) -> bool| {
            let changes = self.rust_changes().iter();
            changes.filter(|change| is(change)).count()
        };
        let breaking = of(|change| change.bump == Bump::Major);
        let counts = [
            counted(breaking, "breaking change", "breaking changes"),
            counted(of(Change::is_addition), "addition", "additions"),
            counted(of(Change::is_deprecation), "deprecation", "deprecations"),
        ];
        let counts: Vec<_> = counts.into_iter().flatten().collect();
        let rust = match counts.as_slice() {
            [] => release,
            counts => format!("{release}: {}", counts.join(", ")),
        };
        match self.prevented() {
            Some(saved) => format!("{rust}; {saved}"),
            None => rust,
        }
    }

    /// What the change sets the version to; empty if it does not change the version.
    fn set_version(&self) -> String {
        let set = self.new_version.as_deref();
        match set.filter(|_| self.new_version != self.version) {
            Some(set) if self.is_unreleased() => format!(", but this change sets {set}"),
            Some(set) => format!(", and this change sets {set}"),
            None => String::new(),
        }
    }

    /// How many breaking changes the retained items prevent.
    fn prevented(&self) -> Option<String> {
        let of = |is: fn(&Retained) -> bool| {
            self.retained()
                .filter(|change| is(&change.retained))
                .count()
        };
        let renamed = of(|retained| matches!(retained, Retained::Renamed(_)));
        let removed = of(|retained| matches!(retained, Retained::Removed(_)));
        let names = counted(renamed, "old name", "old names");
        let items = counted(removed, "removed item", "removed items");
        let causes = [
            names.map(|names| format!("the lock retains {names}")),
            items.map(|items| format!("`keep-removed` retains {items}")),
        ];
        let causes: Vec<_> = causes.into_iter().flatten().collect();
        let breaks = counted(renamed + removed, "break", "breaks")?;
        Some(format!("{}: {breaks} prevented", causes.join(", ")))
    }

    /// The verdict in one sentence.
    pub fn verdict(&self) -> String {
        let rust = self.rust_verdict();
        let (breaks, may) = (self.count(Level::Error), self.count(Level::Warning));
        let wire = match (breaks, may) {
            (0, 0) => "no change breaks running clients".to_owned(),
            (0, 1) => "1 change may break running clients".to_owned(),
            (0, may) => format!("{may} changes may break running clients"),
            (1, 0) => "1 change breaks running clients".to_owned(),
            (breaks, 0) => format!("{breaks} changes break running clients"),
            (1, may) => format!("1 change breaks running clients, {may} more may"),
            (breaks, may) => format!("{breaks} changes break running clients, {may} more may"),
        };
        format!("{rust}; {wire}")
    }
}

/// The verdict about several crates in one sentence: that of the one whose callers and clients it affects most.
pub fn verdict(reports: &[Report]) -> String {
    let severity = |report: &&Report| {
        let worst = report.findings.iter().map(|finding| finding.level).max();
        (report.bump(), worst)
    };
    // The first one of those that are equally bad.
    let worst = reports.iter().rev().max_by_key(severity);
    match (worst, reports.len()) {
        (None, _) => String::new(),
        (Some(only), 1) => only.verdict(),
        (Some(worst), count) => {
            let name = &worst.crate_name;
            format!("{count} crates; `{name}` {}", worst.verdict())
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    }
}
