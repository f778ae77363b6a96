//! How loudly a finding speaks.
//!
//! In: the word of a rule or of a settings file. Out: a level. Guaranteed: levels are ordered, `Error` being the worst.

use std::fmt;

/// What a finding means for a client that was built from the old document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It goes on to work.
    Info,
    /// It may stop working, depending on what it does.
    Warning,
    /// It stops working.
    Error,
}

impl Level {
    /// The word in every output.
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
