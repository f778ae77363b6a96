//! The settings of a project: levels, ignored findings, the deprecation policy.

mod ignore;
mod severity;

use std::path::Path;
use std::{fs, io};

use oascribe_codegen::config::DiffConfig;

use crate::rules::{rules, similar_rule};
use crate::{Date, Error, Finding, Policy};
pub use ignore::Ignore;
pub use severity::Severity;

/// Whether a change that affects several operations is one finding or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// One finding for each operation, and for each path through its schemas.
    Operations,
    /// One finding for each change, with all operations that it affects.
    Changes,
}

/// What is reported, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The deprecation policy of the API.
    pub policy: Policy,
    /// Levels that replace those of the rules.
    pub severity: Severity,
    /// Findings that are left out.
    pub ignore: Ignore,
    /// Whether a change that affects several operations is one finding.
    pub detail: Detail,
    /// Whether edits of descriptions, titles, examples and extensions are listed, and not only counted.
    pub lists_edits: bool,
}

/// No changed levels, nothing ignored, no deprecation period, one finding per change.
impl Default for Settings {
    fn default() -> Self {
        Self {
            policy: Policy {
                today: Date::today(),
                days_stable: 0,
                days_beta: 0,
            },
            severity: Severity::default(),
            ignore: Ignore::default(),
            detail: Detail::Changes,
            lists_edits: false,
        }
    }
}

/// Reads a file of settings; the error names its path.
pub fn read_text(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(|error| {
        let message = format!("cannot read {}: {error}", path.display());
        io::Error::new(error.kind(), message)
    })
}

impl Settings {
    /// Reads the `[diff]` table of `oascribe.toml` and the ignore file that it names.
    ///
    /// # Errors
    ///
    /// If a level is unknown or the ignore file can't be read.
    pub fn from_config(config: &DiffConfig) -> Result<Self, Error> {
        let mut severity = Severity::default();
        for (id, level) in &config.severity {
            severity.set(id, level).map_err(invalid)?;
        }
        let ignore = match &config.ignore {
            Some(file) => Ignore::parse(&read_text(file)?)?,
            None => Ignore::default(),
        };
        let mut settings = Self {
            severity,
            ignore,
            ..Self::default()
        };
        settings.policy.days_stable = config.days_stable;
        settings.policy.days_beta = config.days_beta;
        Ok(settings)
    }

    /// The lines of the ignore file that have expired or matched no finding of any report, each in a sentence.
    pub fn useless_lines(&self) -> impl Iterator<Item = String> {
        self.ignore.useless_lines(self.policy.today)
    }

    /// Sets levels and removes ignored findings. Returns how many were removed.
    pub(crate) fn apply(&mut self, findings: &mut Vec<Finding>) -> usize {
        self.severity.apply(findings);
        self.ignore.apply(findings, self.policy.today)
    }
}

/// A line or an entry that can't be used.
fn invalid(error: String) -> Error {
    let help = "`oascribe rules` lists all rules; the levels are error, warning, info and none";
    Error::input(error, help)
}

/// Says that there is no rule with this id. Returns `None` if there is one.
fn unknown_rule(id: &str) -> Option<String> {
    if rules().iter().any(|rule| rule.id == id) {
        return None;
    }
    let hint = similar_rule(id).map(|rule| format!("; did you mean `{rule}`?"));
    Some(format!("`{id}` is not a rule{}", hint.unwrap_or_default()))
}

/// The lines of a settings file without comments and empty lines, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && *line != "#" && !line.starts_with("# "))
}
