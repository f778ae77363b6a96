//! All that is said about a change, and the verdict.
//!
//! In: findings on the wire and in Rust. Out: one report, from which every form is printed. Guaranteed: the three
//! questions are answered apart: who breaks on the wire, what breaks in Rust, what else changed.

use oascribe_codegen::source::{Location, Locator, Part, Pointer, Sources};

use super::rust::{Bump, Change, Kept};
use super::{Finding, Level};

/// What became of the Rust API.
#[derive(Clone, Debug)]
pub enum Rust {
    Known {
        changes: Vec<Change>,
        bump: Bump,
    },
    /// No code comes of one of the documents.
    Unknown {
        why: String,
    },
}

/// The comparison of two documents.
#[derive(Clone, Debug)]
pub struct Report {
    /// How the documents are called.
    pub names: (String, String),
    pub findings: Vec<Finding>,
    pub rust: Rust,
    /// Edits of words alone: descriptions, titles, examples.
    pub docs: usize,
    /// The version of the crate before the change.
    pub version: Option<String>,
    /// Findings that were asked not to be told.
    pub ignored: usize,
}

impl Report {
    pub fn count(&self, level: Level) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.level == level)
            .count()
    }

    pub fn bump(&self) -> Bump {
        match &self.rust {
            Rust::Known { bump, .. } => *bump,
            Rust::Unknown { .. } => Bump::None,
        }
    }

    pub fn rust_changes(&self) -> &[Change] {
        match &self.rust {
            Rust::Known { changes, .. } => changes,
            Rust::Unknown { .. } => &[],
        }
    }

    /// The items that would be gone, had nobody kept them.
    pub fn saved(&self) -> impl Iterator<Item = &Change> {
        let changes = self.rust_changes().iter();
        changes.filter(|change| change.kept != Kept::Not)
    }

    /// What becomes of the Rust API, in one sentence.
    fn rust_verdict(&self) -> String {
        let bump = match &self.rust {
            Rust::Unknown { why } => return format!("the Rust API can't be compared: {why}"),
            Rust::Known { bump, .. } => *bump,
        };
        let version = self.version.as_deref();
        let release = match (bump, version.and_then(|version| bump.next(version))) {
            (Bump::None, _) => "needs no release of the SDK".to_owned(),
            (_, Some(version)) => format!("needs SDK {version}"),
            (bump, None) => format!("needs a {bump} release of the SDK"),
        };
        let of = |is: fn(&Change) -> bool| {
            let changes = self.rust_changes().iter();
            changes.filter(|change| is(change)).count()
        };
        let breaking = of(|change| change.bump == Bump::Major);
        let counts = [
            counted(breaking, "breaking", "breaking"),
            counted(of(Change::is_addition), "addition", "additions"),
            counted(of(Change::is_deprecation), "deprecation", "deprecations"),
        ];
        let counts: Vec<_> = counts.into_iter().flatten().collect();
        let rust = match counts.as_slice() {
            [] => release,
            counts => format!("{release}: {}", counts.join(", ")),
        };
        match self.saved_by() {
            Some(saved) => format!("{rust}; {saved}"),
            None => rust,
        }
    }

    /// How many breaks did not happen, and why.
    fn saved_by(&self) -> Option<String> {
        let of = |is: fn(&Kept) -> bool| self.saved().filter(|change| is(&change.kept)).count();
        let renamed = of(|kept| matches!(kept, Kept::Renamed(_)));
        let removed = of(|kept| matches!(kept, Kept::Removed(_)));
        let names = counted(renamed, "old name", "old names");
        let items = counted(removed, "removed item", "removed items");
        let kept = [
            names.map(|names| format!("the lock keeps {names}")),
            items.map(|items| format!("`keep-removed` keeps {items}")),
        ];
        let kept: Vec<_> = kept.into_iter().flatten().collect();
        let breaks = counted(renamed + removed, "break", "breaks")?;
        Some(format!("{}: {breaks} saved", kept.join(", ")))
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

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    }
}

/// Where something stands, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub file: String,
    pub line: u32,
    pub column: u32,
}

/// Looks places up.
pub struct Places<'s> {
    sources: &'s Sources,
    locator: Locator<'s>,
}

impl<'s> Places<'s> {
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            locator: Locator::new(sources),
        }
    }

    pub fn of(&mut self, pointer: Option<&Pointer>) -> Option<Spot> {
        let pointer = pointer?;
        let place = Location::Node {
            pointer: pointer.clone(),
            part: Part::Value,
        };
        let span = self.locator.locate(&place)?;
        Some(Spot {
            file: self.sources.name(pointer.file()).to_owned(),
            line: span.line,
            column: span.column,
        })
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
