//! The error of dates, times and durations.

use std::error::Error;
use std::fmt;

/// An error for a string that isn't a valid date, time or duration, or for a value that can't be converted.
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
