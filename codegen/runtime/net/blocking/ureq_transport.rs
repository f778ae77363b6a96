//! The transport that the blocking client brings itself: ureq.

use std::future::ready;
use std::io::{ErrorKind, Read};
use std::time::Duration;

use bytes::Bytes;
use ureq::{Agent, Timeout};

use super::super::{BoxFuture, Chunks};
use super::{Body, Transport, TransportError};

/// Sends with ureq.
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: Agent,
}

impl UreqTransport {
    /// Sends with an agent of your own: for proxies, certificates and the like. Let it follow no
    /// redirects and take no status for an error.
    pub fn new(agent: Agent) -> Self {
        Self { agent }
    }

    pub(super) fn with_connect_timeout(timeout: Option<Duration>) -> Self {
        // Redirects and statuses are the exchange's matter.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            .timeout_connect(timeout)
            .build();
        Self::new(config.into())
    }
}

impl Transport for UreqTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        limit: Option<Duration>,
    ) -> Result<http::Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let body = body.as_bytes().cloned().unwrap_or_default();
        // With a body of no bytes, ureq would send GET with a length.
        let result = if body.is_empty() && !takes_body(&parts.method) {
            self.run(http::Request::from_parts(parts, ()), limit)
        } else {
            self.run(http::Request::from_parts(parts, &*body), limit)
        };
        let response = result.map_err(failure)?;
        Ok(response.map(|body| Body::from_chunks(ResponseChunks(body.into_reader()))))
    }
}

impl UreqTransport {
    fn run(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        limit: Option<Duration>,
    ) -> Result<http::Response<ureq::Body>, ureq::Error> {
        let request = self
            .agent
            .configure_request(request)
            .timeout_global(limit)
            .build();
        self.agent.run(request)
    }
}

fn takes_body(method: &http::Method) -> bool {
    matches!(
        *method,
        http::Method::POST | http::Method::PUT | http::Method::PATCH
    )
}

struct ResponseChunks(ureq::BodyReader<'static>);

impl Chunks for ResponseChunks {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        const MOST: u64 = 64 * 1024;
        let mut chunk = Vec::new();
        let read = (&mut self.0).take(MOST).read_to_end(&mut chunk);
        Box::pin(ready(match read {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(chunk.into())),
            Err(error) => Err(failure(error.into())),
        }))
    }
}

fn failure(error: ureq::Error) -> TransportError {
    match &error {
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            TransportError::connect_timeout(error)
        }
        ureq::Error::Timeout(_) => TransportError::timeout(error),
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::Tls(_)
        | ureq::Error::TlsRequired => TransportError::connect(error),
        ureq::Error::Io(io) if is_connect(io.kind()) => TransportError::connect(error),
        _ => TransportError::other(error),
    }
}

fn is_connect(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::AddrNotAvailable
    )
}
