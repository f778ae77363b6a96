//! The default transport of the blocking client: ureq.

use std::io::{self, ErrorKind, Read};
use std::time::Duration;

use http::header::CONTENT_LENGTH;
use ureq::{Agent, SendBody, Timeout};

use super::super::configuration::Settings;
#[cfg(feature = "unix-sockets")]
use super::UnixSocket;
use super::connector::{NetworkConnector, NotConnected};
use super::resolver::{CachingResolver, NotResolved};
#[cfg(all(unix, feature = "unix-sockets"))]
use super::unix_connector::{NoResolver, UnixConnector};
use super::ureq_tls::with_tls;
use super::{
    Body, BodyReader, Error, TimeLimits, Transport, TransportError, check_provider, is_certificate,
};

/// Sends requests with ureq. The default transport of the blocking client.
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: Agent,
    /// Whether the agent sends all requests to a unix socket.
    #[cfg(all(unix, feature = "unix-sockets"))]
    has_socket: bool,
}

impl UreqTransport {
    /// Uses your own ureq agent, for example with a proxy or certificates. Its settings for redirects
    /// and error statuses are replaced: ureq would send API keys to other hosts.
    pub fn new(agent: Agent) -> Self {
        Self {
            agent,
            #[cfg(all(unix, feature = "unix-sockets"))]
            has_socket: false,
        }
    }

    pub(super) fn with_settings(settings: &Settings) -> Result<Self, Error> {
        #[cfg(feature = "unix-sockets")]
        if let Some(socket) = settings.unix_socket() {
            return Self::over_socket(socket);
        }
        Self::over_network(settings.connect_timeout)
    }

    #[cfg(all(unix, feature = "unix-sockets"))]
    fn over_socket(socket: UnixSocket) -> Result<Self, Error> {
        let config = Agent::config_builder().proxy(None);
        let connector = UnixConnector(socket.path.into());
        let resolver = NoResolver;
        Ok(Self {
            agent: Agent::with_parts(config.build(), connector, resolver),
            has_socket: true,
        })
    }

    #[cfg(all(not(unix), feature = "unix-sockets"))]
    fn over_socket(_: UnixSocket) -> Result<Self, Error> {
        Err(super::not_supported())
    }

    fn over_network(timeout: Option<Duration>) -> Result<Self, Error> {
        check_provider()?;
        let config = with_tls(Agent::config_builder().timeout_connect(timeout));
        let connector = NetworkConnector::default();
        let resolver = CachingResolver::default();
        Ok(Self::new(Agent::with_parts(
            config.build(),
            connector,
            resolver,
        )))
    }
}

impl Transport for UreqTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: TimeLimits,
    ) -> Result<http::Response<Body>, TransportError> {
        #[cfg(all(unix, feature = "unix-sockets"))]
        if self.has_socket {
            super::check_host(&request)?;
        }
        let (mut parts, body) = request.into_parts();
        let result = match body.as_bytes() {
            // With an empty body, ureq would send GET with a `Content-Length`.
            Some(bytes) if bytes.is_empty() && !takes_body(&parts.method) => {
                self.run(http::Request::from_parts(parts, ()), limits)
            }
            Some(bytes) => self.run(http::Request::from_parts(parts, &**bytes), limits),
            None => {
                if let Some(size) = body.size() {
                    parts.headers.insert(CONTENT_LENGTH, size.into());
                }
                let body = SendBody::from_owned_reader(BodyReader::new(body));
                self.run(http::Request::from_parts(parts, body), limits)
            }
        };
        let response = result.map_err(failure)?;
        Ok(response.map(|body| Body::from_reader(ResponseReader(body.into_reader()))))
    }
}

impl UreqTransport {
    fn run(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        limits: TimeLimits,
    ) -> Result<http::Response<ureq::Body>, ureq::Error> {
        let request = self
            .agent
            .configure_request(request)
            // The exchange handles redirects and error statuses.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(limits.total)
            // ureq has no limit until the headers arrive, so each step up to that point gets the
            // limit.
            .timeout_send_request(limits.head)
            .timeout_send_body(limits.head)
            .timeout_recv_response(limits.head)
            .timeout_per_read(limits.idle)
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

/// Converts the errors of a ureq body to ours.
struct ResponseReader(ureq::BodyReader<'static>);

impl Read for ResponseReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(into);
        read.map_err(|error| io::Error::other(failure(error.into())))
    }
}

fn failure(error: ureq::Error) -> TransportError {
    if is_about_certificate(&error) {
        return TransportError::certificate(error);
    }
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
        ureq::Error::Other(other) if other.is::<NotResolved>() => TransportError::connect(error),
        ureq::Error::Other(other) if other.is::<NotConnected>() => TransportError::connect(error),
        #[cfg(feature = "native-tls")]
        ureq::Error::NativeTls(_) => TransportError::connect(error),
        ureq::Error::Io(io) if is_connect(io.kind()) => TransportError::connect(error),
        _ => TransportError::other(error),
    }
}

/// Whether the certificate of the server is invalid. ureq's errors have no `source`.
fn is_about_certificate(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Io(error) => is_certificate(error),
        ureq::Error::Other(error) => is_certificate(&**error),
        #[cfg(feature = "native-tls")]
        ureq::Error::NativeTls(error) => is_certificate(error),
        _ => false,
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
