//! Which reports make a check fail.

use crate::report::Report;
use crate::{Bump, Level};

/// The least severe change that makes a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailOn {
    /// No change.
    Nothing,
    /// A change that breaks running clients or the Rust API.
    Breaking,
    /// A change that breaks the Rust API.
    Major,
    /// A change that requires a higher version of the crate than it sets.
    Unreleased,
    /// A change that breaks running clients.
    Error,
    /// A change that may break running clients.
    Warning,
    /// Any finding, and any change of the Rust API.
    Any,
}

impl FailOn {
    /// Whether the report makes the check fail.
    pub fn matches(self, report: &Report) -> bool {
        let worst = report.findings.iter().map(|finding| finding.level).max();
        let is_major = report.bump() == Bump::Major;
        match self {
            FailOn::Nothing => false,
            FailOn::Breaking => worst == Some(Level::Error) || is_major,
            FailOn::Major => is_major,
            FailOn::Unreleased => report.is_unreleased(),
            FailOn::Error => worst == Some(Level::Error),
            FailOn::Warning => worst >= Some(Level::Warning),
            FailOn::Any => worst.is_some() || report.bump() > Bump::None,
        }
    }
}
