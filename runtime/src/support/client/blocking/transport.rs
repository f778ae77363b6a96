//! The transport of the blocking client.

use std::thread;
use std::time::{Duration, SystemTime};

use super::{Body, TransportError};

/// The time limits of one request. `None` means no limit.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TimeLimits {
    /// For the complete exchange, including the body of the response.
    pub total: Option<Duration>,
    /// Until the response headers arrive. Set instead of `total` if the body is streamed.
    pub head: Option<Duration>,
    /// For each wait for more data of a streamed body.
    pub idle: Option<Duration>,
}

/// Sends HTTP requests for the blocking client.
///
/// An implementation sends each request exactly once, doesn't follow redirects, and returns the
/// response whatever its status is.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and returns the response, within the time limits.
    fn send(
        &self,
        request: http::Request<Body>,
        limits: TimeLimits,
    ) -> Result<http::Response<Body>, TransportError>;

    /// Sleeps for the given time.
    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    /// The current time.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// For layers.
impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: TimeLimits,
    ) -> Result<http::Response<Body>, TransportError> {
        (**self).send(request, limits)
    }

    fn sleep(&self, time: Duration) {
        (**self).sleep(time);
    }

    fn now(&self) -> SystemTime {
        (**self).now()
    }
}
