//! The transport that the client brings itself: reqwest.

use std::mem;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::error::{Error, Kind};
use super::{Body, BoxFuture, Chunks, Transport, TransportError};

/// Sends with reqwest.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
}

impl ReqwestTransport {
    /// Sends with a client of your own: for proxies, certificates and the like. Let it follow no
    /// redirects, or credentials in headers and queries may go where they don't belong.
    pub fn new(client: ::reqwest::Client) -> Self {
        Self { client }
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn with_connect_timeout(timeout: Option<Duration>) -> Result<Self, Error> {
        // Redirects are the exchange's matter.
        let mut builder =
            ::reqwest::Client::builder().redirect(::reqwest::redirect::Policy::none());
        if let Some(timeout) = timeout {
            builder = builder.connect_timeout(timeout);
        }
        Self::built(builder)
    }

    /// The browser connects, and follows redirects, as it sees fit.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn with_connect_timeout(_: Option<Duration>) -> Result<Self, Error> {
        Self::built(::reqwest::Client::builder())
    }

    fn built(builder: ::reqwest::ClientBuilder) -> Result<Self, Error> {
        builder.build().map(Self::new).map_err(|error| {
            Error::new(
                Kind::Configuration,
                format!("reqwest can't be set up: {error}"),
            )
            .with_source(error)
        })
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = ::reqwest::Body::from(body.into_bytes().await?);
            let request = http::Request::from_parts(parts, body);
            let request = ::reqwest::Request::try_from(request).map_err(failure)?;
            let mut response = self.client.execute(request).await.map_err(failure)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.headers_mut() = mem::take(response.headers_mut());
            let (parts, ()) = head.into_parts();
            Ok(http::Response::from_parts(
                parts,
                Body::from_chunks(ResponseChunks(Some(response))),
            ))
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }

    #[cfg(target_arch = "wasm32")]
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(gloo_timers::future::sleep(time))
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// The standard library has no clock there.
    #[cfg(target_arch = "wasm32")]
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs_f64(js_sys::Date::now() / 1000.0)
    }
}

struct ResponseChunks(Option<::reqwest::Response>);

impl Chunks for ResponseChunks {
    #[cfg(not(target_arch = "wasm32"))]
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            match &mut self.0 {
                Some(response) => response.chunk().await.map_err(failure),
                None => Ok(None),
            }
        })
    }

    /// All at once: chunks would need another feature of reqwest.
    #[cfg(target_arch = "wasm32")]
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            match self.0.take() {
                Some(response) => response.bytes().await.map(Some).map_err(failure),
                None => Ok(None),
            }
        })
    }
}

/// The error without the URL, whose query may hold a key.
#[cfg(not(target_arch = "wasm32"))]
fn failure(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::connect_timeout(error),
        (true, false) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) => TransportError::other(error),
    }
}

/// The error without the URL, whose query may hold a key. Browsers don't tell why there was no
/// connection.
#[cfg(target_arch = "wasm32")]
fn failure(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::other(error)
    }
}
