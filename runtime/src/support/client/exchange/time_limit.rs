//! Time limits in messages.

use std::fmt;
use std::time::Duration;

/// Prints a time limit in a message: rounded up to milliseconds, from 10 s on to seconds, because
/// the remaining part of a limit is never a round number.
pub(crate) struct TimeLimit(pub(crate) Duration);

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.0.as_secs() {
            0..10 => Duration::from_millis(1),
            _ => Duration::from_secs(1),
        };
        let over = self.0.as_nanos() % unit.as_nanos();
        // Less than a second, so that it fits.
        let over = Duration::from_nanos(u64::try_from(over).unwrap_or_default());
        let rounded = match self.0.checked_sub(over) {
            Some(rounded) if !over.is_zero() => rounded.saturating_add(unit),
            _ => self.0,
        };
        fmt::Debug::fmt(&rounded, f)
    }
}
