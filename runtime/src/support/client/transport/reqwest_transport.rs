//! The default transport of the async client: reqwest.

use std::mem;
#[cfg(not(target_arch = "wasm32"))]
use std::pin::Pin;
#[cfg(not(target_arch = "wasm32"))]
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime};

#[cfg(not(target_arch = "wasm32"))]
use bytes::Bytes;
#[cfg(not(target_arch = "wasm32"))]
use futures_core::Stream;
#[cfg(not(target_arch = "wasm32"))]
use http_body::{Frame, SizeHint};

#[cfg(feature = "unix-sockets")]
use super::UnixSocket;
use super::{Body, BoxFuture, Error, ErrorKind, Transport, TransportError};

/// Sends requests with reqwest. The default transport of the async client.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    /// Whether the client sends all requests to a unix socket.
    #[cfg(all(unix, feature = "unix-sockets"))]
    has_socket: bool,
}

impl ReqwestTransport {
    /// Uses your own settings of reqwest, for example with a proxy or certificates. Its redirect
    /// policy is replaced: reqwest would send API keys to other hosts.
    ///
    /// # Errors
    ///
    /// If reqwest refuses the settings: see [`Error::is_configuration`].
    pub fn new(builder: ::reqwest::ClientBuilder) -> Result<Self, Error> {
        // The exchange handles redirects. Browsers follow them themselves.
        #[cfg(not(target_arch = "wasm32"))]
        let builder = builder.redirect(::reqwest::redirect::Policy::none());
        super::tls::check_provider()?;
        let client = builder.build().map_err(|error| {
            let message = format!("reqwest can't be set up: {error}");
            Error::new(ErrorKind::Configuration, message).with_source(error)
        })?;
        Ok(Self {
            client,
            #[cfg(all(unix, feature = "unix-sockets"))]
            has_socket: false,
        })
    }

    pub(super) fn with_timeout(timeout: Option<Duration>) -> Result<Self, Error> {
        Self::new(builder(timeout)?)
    }

    #[cfg(all(unix, feature = "unix-sockets"))]
    pub(super) fn with_socket(
        timeout: Option<Duration>,
        socket: UnixSocket,
    ) -> Result<Self, Error> {
        Ok(Self {
            has_socket: true,
            ..Self::new(builder(timeout)?.unix_socket(socket.path))?
        })
    }

    #[cfg(all(not(unix), feature = "unix-sockets"))]
    pub(super) fn with_socket(_: Option<Duration>, _: UnixSocket) -> Result<Self, Error> {
        Err(super::unix_socket::not_supported())
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn builder(timeout: Option<Duration>) -> Result<::reqwest::ClientBuilder, Error> {
    let builder = trusting(::reqwest::Client::builder())?;
    Ok(match timeout {
        Some(timeout) => builder.connect_timeout(timeout),
        None => builder,
    })
}

/// The browser connects itself.
#[cfg(target_arch = "wasm32")]
fn builder(_: Option<Duration>) -> Result<::reqwest::ClientBuilder, Error> {
    Ok(::reqwest::Client::builder())
}

/// Trusts the root certificates of Mozilla only.
#[cfg(all(feature = "webpki-roots", not(target_arch = "wasm32")))]
fn trusting(builder: ::reqwest::ClientBuilder) -> Result<::reqwest::ClientBuilder, Error> {
    let all = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let all = all.map(|der| ::reqwest::Certificate::from_der(der));
    let all = all.collect::<Result<Vec<_>, _>>().map_err(|error| {
        let message = format!("a root certificate is invalid: {error}");
        Error::new(ErrorKind::Configuration, message).with_source(error)
    })?;
    Ok(builder.tls_certs_only(all))
}

/// Trusts the root certificates of the platform.
#[cfg(all(not(feature = "webpki-roots"), not(target_arch = "wasm32")))]
fn trusting(builder: ::reqwest::ClientBuilder) -> Result<::reqwest::ClientBuilder, Error> {
    Ok(builder)
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            #[cfg(all(unix, feature = "unix-sockets"))]
            if self.has_socket {
                super::unix_socket::check_host(&request)?;
            }
            let (parts, body) = request.into_parts();
            let request = http::Request::from_parts(parts, outgoing(body).await?);
            let request = ::reqwest::Request::try_from(request).map_err(failure)?;
            let mut response = self.client.execute(request).await.map_err(failure)?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.headers_mut() = mem::take(response.headers_mut());
            let body = incoming(response).await?;
            Ok(head.map(|()| body))
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

    /// The standard library has no clock on wasm32.
    #[cfg(target_arch = "wasm32")]
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs_f64(js_sys::Date::now() / 1000.0)
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn outgoing(body: Body) -> Result<::reqwest::Body, TransportError> {
    Ok(match body.as_bytes() {
        Some(bytes) => ::reqwest::Body::from(bytes.clone()),
        None => ::reqwest::Body::wrap(Outgoing(body)),
    })
}

/// Reads the complete body first: browsers don't send streams.
#[cfg(target_arch = "wasm32")]
async fn outgoing(body: Body) -> Result<::reqwest::Body, TransportError> {
    body.into_bytes().await.map(::reqwest::Body::from)
}

#[cfg(not(target_arch = "wasm32"))]
async fn incoming(response: ::reqwest::Response) -> Result<Body, TransportError> {
    let response = http::Response::<::reqwest::Body>::from(response);
    Ok(Body::from_chunks(Incoming(response.into_body())))
}

/// Reads the complete body first: chunks would need another feature of reqwest.
#[cfg(target_arch = "wasm32")]
async fn incoming(response: ::reqwest::Response) -> Result<Body, TransportError> {
    response.bytes().await.map(Body::from).map_err(failure)
}

/// A streaming body for reqwest.
#[cfg(not(target_arch = "wasm32"))]
struct Outgoing(Body);

#[cfg(not(target_arch = "wasm32"))]
impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let polled = Pin::new(&mut self.0).poll_next(context);
        polled.map(|item| item.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size().map(SizeHint::with_exact).unwrap_or_default()
    }
}

/// The body of a reqwest response.
#[cfg(not(target_arch = "wasm32"))]
struct Incoming(::reqwest::Body);

#[cfg(not(target_arch = "wasm32"))]
impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        use http_body::Body as _;
        loop {
            return Poll::Ready(match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => None,
                Some(Err(error)) => Some(Err(failure(error))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    // Trailers.
                    Err(_) => continue,
                },
            });
        }
    }
}

/// Removes the URL, whose query may contain an API key.
#[cfg(not(target_arch = "wasm32"))]
fn failure(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() && super::certificate::is_certificate(&error) {
        return TransportError::certificate(error);
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::connect_timeout(error),
        (true, false) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) => TransportError::other(error),
    }
}

/// Removes the URL, whose query may contain an API key.
#[cfg(target_arch = "wasm32")]
fn failure(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::other(error)
    }
}
