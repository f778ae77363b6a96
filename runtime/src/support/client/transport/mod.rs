//! Transports: what sends the HTTP requests, and the bodies that it sends and receives.

use std::time::{Duration, SystemTime};

use super::Error;
#[cfg(all(feature = "blocking", feature = "scripted"))]
use super::blocking;
use super::configuration::Settings;
use super::error::ErrorKind;
use super::mutex::lock;

mod body;
#[cfg(feature = "readers")]
mod body_reader;
mod body_stream;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod certificate;
mod default_transport;
mod error;
mod maybe_send;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
#[cfg(feature = "scripted")]
mod scripted_transport;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod tls;
#[cfg(feature = "unix-sockets")]
mod unix_socket;

pub use body::Body;
pub use error::TransportError;
pub use maybe_send::{BoxFuture, MaybeSend, MaybeSync};
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
#[cfg(feature = "scripted")]
pub use scripted_transport::ScriptedTransport;

pub(super) use body::ReadLength;
#[cfg(feature = "blocking")]
pub(super) use certificate::is_certificate;
pub(super) use default_transport::default_transport;
pub(super) use error::TransportFailure;
#[cfg(feature = "blocking")]
pub(super) use tls::check_provider;
#[cfg(feature = "unix-sockets")]
pub(super) use unix_socket::UnixSocket;
#[cfg(all(unix, feature = "blocking", feature = "unix-sockets"))]
pub(super) use unix_socket::check_host;
#[cfg(all(not(unix), feature = "blocking", feature = "unix-sockets"))]
pub(super) use unix_socket::not_supported;

/// Sends HTTP requests for the async client.
///
/// An implementation sends each request exactly once, doesn't follow redirects, and returns the
/// response whatever its status is. It also provides the clock and timers, because those depend on
/// the async runtime.
pub trait Transport: MaybeSync + 'static {
    /// Sends the request and returns the response. Dropping the future cancels the request.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// Returns a future that completes after the given time.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;

    /// The current time.
    #[cfg(not(target_arch = "wasm32"))]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// The current time.
    #[cfg(target_arch = "wasm32")]
    fn now(&self) -> SystemTime;
}

/// For layers.
impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        (**self).sleep(time)
    }

    fn now(&self) -> SystemTime {
        (**self).now()
    }
}
