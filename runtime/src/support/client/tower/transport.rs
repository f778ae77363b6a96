//! Services as transports.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Buf;
use http_body::Body as HttpBody;
use tower_service::Service;

use super::http_body::Data;
use super::{Body, BoxFuture, Transport, TransportError, lock};

/// A service of tower as the [`Transport`] of a client, which uses the timers of tokio.
///
/// The service gets each attempt with its credentials, and finds its operation in the extensions of the request
/// ([`OperationInfo`](super::super::OperationInfo)). It must not follow redirects. Each request gets a clone of the service;
/// errors of the service count as broken connections, except a `TransportError`, which is kept.
pub struct TowerTransport<S>(Mutex<S>);

impl<S> TowerTransport<S> {
    /// Uses a service. Its response bodies can be of any type of body for the crate `http`.
    pub fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    S::Future: Send,
    B: HttpBody + Send + 'static,
    B::Data: Buf,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut service = lock(&self.0).clone();
        Box::pin(async move {
            let failed = |error: S::Error| TransportError::from_any(error.into());
            let ready = poll_fn(|context| service.poll_ready(context)).await;
            ready.map_err(failed)?;
            let response = service.call(request).await.map_err(failed)?;
            Ok(response.map(|body| Body::from_stream(Data(Box::pin(body)))))
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TowerTransport(…)")
    }
}
