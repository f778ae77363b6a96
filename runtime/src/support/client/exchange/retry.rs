//! Whether and when to try again.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, SystemTime};

/// How often a request is tried again, and how long to wait before.
///
/// What can be tried again: requests with a method that is idempotent (all but POST and PATCH), or
/// of a call that asks for it; after no connection, a timeout, a broken one, or one of the statuses
/// 408, 429, 500, 502, 503, 504. The wait doubles from try to try; part of it is chance, so that
/// clients don't come back together; `Retry-After` goes before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// How often to try again.
    pub retries: u32,
    /// The wait before the first retry.
    pub base_delay: Duration,
    /// The longest wait, unless the server asks for more.
    pub max_delay: Duration,
    /// The longest wait that the server may ask for; if it asks for more, there is no retry.
    pub max_retry_after: Duration,
}

impl RetryPolicy {
    /// The usual policy with another number of retries.
    pub const fn new(retries: u32) -> Self {
        Self {
            retries,
            base_delay: Duration::from_millis(250),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
        }
    }

    /// With another wait before the first retry.
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// With another longest wait.
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// With another longest wait that the server may ask for.
    pub const fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// The wait before retry number `retry` (from 0); `None` if the server asks for too long a one.
    pub(super) fn delay(&self, retry: u32, asked: Option<Duration>) -> Option<Duration> {
        if let Some(asked) = asked {
            return (asked <= self.max_retry_after).then_some(asked);
        }
        let factor = 2_u32.saturating_pow(retry);
        let longest = self.base_delay.saturating_mul(factor).min(self.max_delay);
        Some(longest.mul_f64(0.5 + chance() / 2.0))
    }
}

/// Two retries.
impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new(2)
    }
}

impl From<u32> for RetryPolicy {
    fn from(retries: u32) -> Self {
        Self::new(retries)
    }
}

/// Whether a response with this status may be another one next time.
pub(super) fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
}

/// The wait that a `Retry-After` header asks for: seconds, or a date.
pub(crate) fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = super::http_date::parse(text)?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// A number from 0 to 1. The standard library seeds its hash maps at random, which is chance enough
/// to spread clients and spares a dependency.
fn chance() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    f64::from((random >> 32) as u32) / f64::from(u32::MAX)
}
