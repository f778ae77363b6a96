//! Why a finding has no example.

use std::fmt;

/// Why a finding about a schema has no example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoExample {
    /// The keyword, property or alternative that the finding is about.
    pub about: String,
    /// The reason.
    pub reason: NoExampleReason,
}

/// The reason why a finding about a schema has no example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoExampleReason {
    /// Validators do not check the keyword: there is no such value.
    Unchecked,
    /// All values that were accepted still are, by the conventions of evolving APIs: there is no such value.
    StillAccepted,
    /// All values that can be returned were possible before: there is no such value.
    WasPossible,
    /// None was found.
    NotFound,
}

impl NoExample {
    /// Whether no value can show the change.
    pub fn is_final(&self) -> bool {
        self.reason != NoExampleReason::NotFound
    }
}

impl fmt::Display for NoExample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            NoExampleReason::Unchecked => "no validator checks it",
            NoExampleReason::StillAccepted => {
                "no value shows it, since all values that were accepted still are"
            }
            NoExampleReason::WasPossible => {
                "no value shows it, since all values that can be returned were possible before"
            }
            NoExampleReason::NotFound => "no example found",
        };
        write!(f, "{}: {reason}", self.about)
    }
}
