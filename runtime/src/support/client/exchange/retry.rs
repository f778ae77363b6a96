//! The retry policy.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, SystemTime};

use super::Error;

/// How often a failed request is retried, after which failures, and with which delays.
///
/// A request is retried only if it can be sent twice: if its method is idempotent (every method that
/// HTTP defines, except POST and PATCH), if it has an idempotency key, or if the call sets
/// `with_retries` or `with_retry_policy`. After a failed connection nothing was sent, so any request
/// is retried.
///
/// The delay is a random one up to a limit, so that many clients don't retry at the same moment. The
/// limit doubles with each retry, up to `max_delay`. A `Retry-After` header of the response (RFC
/// 9110, section 10.2.3) replaces the delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// The maximum number of retries. Default: 2.
    pub retries: u32,
    /// The limit of the delay before the first retry. Default: 250 ms.
    pub base_delay: Duration,
    /// The maximum delay, unless the server sends `Retry-After`. Default: 20 s.
    pub max_delay: Duration,
    /// The maximum delay that is accepted from `Retry-After`. If the server requests a longer one,
    /// the request is not retried. Default: 60 s.
    pub max_retry_after: Duration,
    /// The statuses after which a request is retried. Default: 408, 429, 500, 502, 503 and 504.
    pub statuses: &'static [u16],
    /// Whether a request is retried after a timeout. Default: true.
    pub timeouts: bool,
    /// Whether a request is retried after its connection broke. Default: true.
    pub broken_connections: bool,
}

impl RetryPolicy {
    /// The default policy with this maximum number of retries.
    pub const fn new(retries: u32) -> Self {
        Self {
            retries,
            base_delay: Duration::from_millis(250),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
            statuses: &[408, 429, 500, 502, 503, 504],
            timeouts: true,
            broken_connections: true,
        }
    }

    /// Sets the delay before the first retry.
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the maximum delay.
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the maximum delay that is accepted from `Retry-After`.
    pub const fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// Sets the statuses after which a request is retried.
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Sets whether a request is retried after a timeout.
    pub const fn timeouts(mut self, retried: bool) -> Self {
        self.timeouts = retried;
        self
    }

    /// Sets whether a request is retried after its connection broke.
    pub const fn broken_connections(mut self, retried: bool) -> Self {
        self.broken_connections = retried;
        self
    }

    /// Whether a request is retried after this error.
    pub(super) fn covers(&self, error: &Error) -> bool {
        match error.status() {
            Some(status) => self.statuses.contains(&status),
            None if error.is_certificate() => false,
            None if error.is_connect() => true,
            None if error.is_timeout() => self.timeouts,
            None => self.broken_connections,
        }
    }

    /// The delay before a retry (the first one is 0). Returns `None` if the server requests a delay
    /// that is too long.
    pub(crate) fn delay(&self, retry: u32, retry_after: Option<Duration>) -> Option<Duration> {
        if let Some(delay) = retry_after {
            return (delay <= self.max_retry_after).then_some(delay);
        }
        let factor = 2_u32.saturating_pow(retry);
        let longest = self.base_delay.saturating_mul(factor).min(self.max_delay);
        Some(longest.mul_f64(random_fraction()))
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

/// Parses a `Retry-After` header: a number of seconds, or a date.
pub(crate) fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that is too large is a delay that is too long.
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let date = super::http_date::parse(text)?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// A random delay between half of this one and all of it.
#[cfg(any(feature = "auth", feature = "polling"))]
pub(crate) fn jittered(longest: Duration) -> Duration {
    longest.mul_f64(0.5 + random_fraction() / 2.0)
}

/// A random number from 0 to 1. The standard library seeds its hash maps randomly, which is random
/// enough here and saves a dependency.
fn random_fraction() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    f64::from((random >> 32) as u32) / f64::from(u32::MAX)
}
