//! Failed fetches of tokens.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::ProviderError;
#[cfg(feature = "oauth")]
use super::token_endpoint::Refused;

/// The error of a token provider, which all waiting calls get.
#[derive(Clone, Debug)]
pub(crate) struct TokenFailure {
    error: Arc<dyn StdError + Send + Sync>,
    /// The time from which on the token may be fetched again.
    until: Option<SystemTime>,
    /// Whether another attempt would fail, too.
    pub(crate) is_final: bool,
}

impl TokenFailure {
    pub(super) fn new(error: ProviderError, until: Option<SystemTime>) -> Self {
        Self {
            is_final: is_final(&error),
            error: error.into(),
            until,
        }
    }

    /// Whether the token must not be fetched again yet.
    pub(super) fn is_recent(&self, now: SystemTime) -> bool {
        self.until.is_some_and(|until| now < until)
    }

    /// The delay after which the token may be fetched again.
    pub(crate) fn delay(&self, now: SystemTime) -> Duration {
        let until = self.until.unwrap_or(now);
        until.duration_since(now).unwrap_or_default()
    }
}

impl fmt::Display for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl StdError for TokenFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

/// Whether a token endpoint has refused the request for good.
#[cfg(feature = "oauth")]
fn is_final(error: &ProviderError) -> bool {
    let refused = error.downcast_ref::<Refused>();
    refused.is_some_and(|refused| refused.is_final)
}

/// Another attempt of a provider may succeed.
#[cfg(not(feature = "oauth"))]
fn is_final(_: &ProviderError) -> bool {
    false
}
