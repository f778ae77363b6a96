//! What one call does otherwise than its client.

use std::time::Duration;

use http::HeaderMap;

use super::request::header;
use super::{Misfits, Server};

/// What one call does otherwise than its client; nothing, mostly, and then it takes no memory.
#[derive(Clone, Default)]
pub(super) struct Overrides(Option<Box<Changes>>);

#[derive(Clone, Default)]
pub(super) struct Changes {
    pub(super) timeout: Option<Duration>,
    pub(super) poll_interval: Option<Duration>,
    pub(super) headers: HeaderMap,
    pub(super) retries: Option<u32>,
    pub(super) checks: Checks,
    pub(super) misfits: Option<Misfits>,
    pub(super) target: Option<Target>,
    /// The URL of the page to get instead of what the operation asks for.
    pub(super) page: Option<String>,
    /// The first thing that was wrong.
    pub(super) error: Option<String>,
}

/// Where a call goes instead.
#[derive(Clone)]
pub(super) enum Target {
    Url(String),
    Server(Server),
}

/// Whether values are checked before they are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Checks {
    #[default]
    Made,
    Skipped,
}

impl Overrides {
    pub(super) fn get(&self) -> Option<&Changes> {
        self.0.as_deref()
    }

    pub(super) fn change(&mut self) -> &mut Changes {
        self.0.get_or_insert_default()
    }

    pub(super) fn header(&mut self, name: &str, value: &str) {
        let changes = self.change();
        match header(name, value) {
            Ok((name, value)) => drop(changes.headers.insert(name, value)),
            Err(message) => drop(changes.error.get_or_insert(message)),
        }
    }

    pub(super) fn checks(&self) -> Checks {
        self.get().map_or(Checks::Made, |changes| changes.checks)
    }

    pub(super) fn timeout(&self) -> Option<Duration> {
        self.get().and_then(|changes| changes.timeout)
    }

    pub(super) fn poll_interval(&self) -> Option<Duration> {
        self.get().and_then(|changes| changes.poll_interval)
    }
}
