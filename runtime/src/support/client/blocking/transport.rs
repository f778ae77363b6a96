//! What carries requests out and responses in, while the thread waits.

use std::thread;
use std::time::{Duration, SystemTime};

use super::{Body, TransportError};

/// How long a request may take; `None`: as long as it does.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TimeLimits {
    /// The whole exchange, reading the body included.
    pub whole: Option<Duration>,
    /// Until the head of the response is there. Given instead of `whole` where the body is read as
    /// it comes.
    pub head: Option<Duration>,
    /// Each wait for more of such a body.
    pub silence: Option<Duration>,
}

/// Carries requests out and responses in while the thread waits.
///
/// A transport sends a request once, follows no redirect, and gives the response whatever its
/// status is.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request within the limits.
    fn send(
        &self,
        request: http::Request<Body>,
        limits: TimeLimits,
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
