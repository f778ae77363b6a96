//! Levels of findings.

use std::fmt;

/// What a change means for a client that was built from the old document. `Error` is the greatest level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The client continues to work.
    Info,
    /// The client may break, depending on how it uses the API.
    Warning,
    /// The client breaks.
    Error,
}

impl Level {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
