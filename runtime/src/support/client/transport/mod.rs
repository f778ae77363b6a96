//! Transports: what sends the HTTP requests, and the bodies that it sends and receives.

use std::time::{Duration, SystemTime};

use super::Error;
#[cfg(feature = "blocking")]
use super::blocking;
use super::configuration::Settings;
use super::error::ErrorKind;

mod body;
mod body_stream;
mod default_transport;
mod error;
mod maybe_send;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod scripted_transport;

pub use body::Body;
pub use error::TransportError;
pub use maybe_send::{BoxFuture, MaybeSend, MaybeSync};
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use scripted_transport::ScriptedTransport;

pub(super) use body::Extent;
pub(super) use default_transport::default_transport;
pub(super) use error::TransportFailure;

/// Carries requests out and responses in; everything else is the client's.
///
/// A transport sends a request once, follows no redirect, and gives the response whatever its
/// status is. Time is the transport's too, since sleeping is what async runtimes differ in.
pub trait Transport: MaybeSync + 'static {
    /// Sends the request. Dropping the future gives the request up.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// Waits.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;

    /// The time of day.
    #[cfg(not(target_arch = "wasm32"))]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// The time of day.
    #[cfg(target_arch = "wasm32")]
    fn now(&self) -> SystemTime;
}
