//! What carries requests out and responses in, while the thread waits.

use std::thread;
use std::time::{Duration, SystemTime};

use super::{Body, TransportError};

/// Carries requests out and responses in while the thread waits.
///
/// A transport sends a request once, follows no redirect, and gives the response whatever its
/// status is.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request; the whole exchange, reading the body included, may take so long.
    fn send(
        &self,
        request: http::Request<Body>,
        limit: Option<Duration>,
    ) -> Result<http::Response<Body>, TransportError>;

    /// Waits.
    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    /// The time of day.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}
