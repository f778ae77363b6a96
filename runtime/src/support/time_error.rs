//! Why a text is no time.

use std::error::Error;
use std::fmt;

/// A text is no valid time, or a time can't be written in the form asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeError(&'static str);

impl TimeError {
    pub(super) const fn new(reason: &'static str) -> Self {
        Self(reason)
    }
}

impl fmt::Display for TimeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl Error for TimeError {}
