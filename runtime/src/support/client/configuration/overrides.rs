//! The options of a single call.

#[cfg(feature = "transfers")]
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

#[cfg(feature = "servers")]
use super::Server;
#[cfg(feature = "transfers")]
use super::Transfer;
use super::{Decoding, RetryPolicy, header};

/// The options of a single call that override the client's. Most calls have none and allocate
/// nothing.
#[derive(Clone, Default)]
pub(crate) struct Overrides(Option<Box<Changes>>);

#[derive(Clone, Default)]
pub(crate) struct Changes {
    pub(crate) timeout: Option<Duration>,
    #[cfg(feature = "polling")]
    pub(crate) poll_interval: Option<Duration>,
    pub(crate) headers: HeaderMap,
    pub(crate) retries: Option<u32>,
    pub(crate) retry_policy: Option<RetryPolicy>,
    pub(crate) checks: Checks,
    pub(crate) decoding: Option<Decoding>,
    pub(crate) target: Option<Target>,
    pub(crate) cross_origin_redirects: Option<bool>,
    #[cfg(feature = "paging")]
    pub(crate) max_pages: Option<usize>,
    #[cfg(feature = "auth")]
    pub(crate) credentials: CallCredentials,
    #[cfg(feature = "transfers")]
    pub(crate) transfer: Option<Arc<Transfer>>,
    /// The URL of the next page, which replaces the URL of the operation.
    #[cfg(feature = "paging")]
    pub(crate) page: Option<String>,
    /// The first error.
    pub(crate) error: Option<String>,
}

/// The server of a single call.
#[derive(Clone)]
pub(crate) enum Target {
    Url(String),
    #[cfg(feature = "servers")]
    Server(Server),
}

/// The credentials of a single call.
#[cfg(feature = "auth")]
#[derive(Clone, Debug, Default)]
pub(crate) enum CallCredentials {
    /// Those that the operation requires.
    #[default]
    Declared,
    None,
    /// The client's credentials for these security schemes.
    Schemes(Vec<String>),
}

/// Whether values are validated before they are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Checks {
    #[default]
    Made,
    Skipped,
}

impl Overrides {
    pub(crate) fn get(&self) -> Option<&Changes> {
        self.0.as_deref()
    }

    pub(crate) fn change(&mut self) -> &mut Changes {
        self.0.get_or_insert_default()
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        let changes = self.change();
        match header(name, value) {
            Ok((name, value)) => drop(changes.headers.insert(name, value)),
            Err(message) => drop(changes.error.get_or_insert(message)),
        }
    }

    pub(crate) fn checks(&self) -> Checks {
        self.get().map_or(Checks::Made, |changes| changes.checks)
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.get().and_then(|changes| changes.timeout)
    }

    #[cfg(feature = "polling")]
    pub(crate) fn poll_interval(&self) -> Option<Duration> {
        self.get().and_then(|changes| changes.poll_interval)
    }
}
