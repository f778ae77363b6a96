//! The error type of the client.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::HeaderMap;

#[cfg(feature = "headers")]
use super::Headers;
use super::error_body::{write_reason, write_start};
use super::redaction::{excerpt, redacted};
use super::response::{Cause, Correction, command, request_id};
use super::transport::TransportFailure;
use super::{
    DecodeError, Decoding, Failure, Lenient, Meta, Operation, Received, TransportError, shortened,
};

type Source = Box<dyn StdError + Send + Sync>;

/// The error of a call or of building a client. Use the `is_…` methods to find out what happened;
/// `Display` prints one line with the operation, the cause, and what the response body says.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<Meta>,
    message: String,
    json_path: Option<String>,
    correction: Option<Correction>,
    received: Option<Received>,
    retry_after: Option<Duration>,
    source: Option<Source>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorKind {
    /// The configuration of the client is invalid.
    Configuration,
    /// The request is invalid.
    InvalidRequest,
    /// Credentials are missing, or no token could be fetched.
    #[cfg(feature = "auth")]
    Credentials,
    Connect,
    ConnectTimeout,
    /// The certificate of the server is invalid.
    Certificate,
    Timeout,
    /// The exchange failed in another way.
    Transport,
    /// The status of the response is not a success.
    Status,
    Decode,
    /// The response is larger than the limit.
    TooLarge,
    /// Paging would never end.
    #[cfg(feature = "paging")]
    EndlessPaging,
    /// A long-running operation failed, or can't be polled.
    #[cfg(feature = "polling")]
    Pending,
}

impl Error {
    #[cold]
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            message: shortened(message.into()),
            json_path: None,
            correction: None,
            received: None,
            retry_after: None,
            source: None,
        }))
    }

    #[cold]
    pub(super) fn status_error(received: Received) -> Self {
        Self::new(ErrorKind::Status, String::new()).with_received(received)
    }

    /// The error of a redirect that is not followed.
    #[cold]
    pub(super) fn redirect(received: Received, what: &str) -> Self {
        Self::new(ErrorKind::Status, format!(", {what}")).with_received(received)
    }

    #[cold]
    pub(super) fn decode(error: DecodeError, received: Received) -> Self {
        if error.cause() == Cause::Status {
            return Self::status_error(received);
        }
        let json_path = error.json_path().map(str::to_owned);
        let correction = error.correction().cloned();
        let mut this = Self::new(ErrorKind::Decode, error.to_string()).with_received(received);
        this.0.json_path = json_path;
        this.0.correction = correction;
        this
    }

    #[cold]
    pub(super) fn too_large(most: usize, whose: &str) -> Self {
        let message = format!("the response is larger than {most} bytes, {whose} limit");
        Self::new(ErrorKind::TooLarge, message)
    }

    #[cold]
    pub(super) fn transport(error: TransportError) -> Self {
        let kind = match error.kind {
            TransportFailure::Connect => ErrorKind::Connect,
            TransportFailure::ConnectTimeout => ErrorKind::ConnectTimeout,
            TransportFailure::Certificate => ErrorKind::Certificate,
            TransportFailure::Timeout => ErrorKind::Timeout,
            TransportFailure::Other => ErrorKind::Transport,
        };
        Self::new(kind, error.to_string()).with_source(error)
    }

    /// The message without credentials, which the server may have repeated.
    fn message(&self) -> Cow<'_, str> {
        let secrets = self.0.received.as_ref().map(|it| &*it.secrets);
        match secrets.unwrap_or_default() {
            [] => Cow::Borrowed(&self.0.message),
            secrets => Cow::Owned(redacted(self.0.message.clone(), secrets)),
        }
    }

    pub(super) fn with_received(mut self, received: Received) -> Self {
        self.0.received = Some(received);
        self
    }

    pub(super) fn with_retry_after(mut self, delay: Option<Duration>) -> Self {
        self.0.retry_after = delay;
        self
    }

    pub(super) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(super) fn of(mut self, operation: &Meta) -> Self {
        self.0.operation = Some(*operation);
        self
    }

    /// The name of the operation. Returns `None` if the error does not belong to a call.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.map(|meta| meta.name)
    }

    /// The status code of the response. Returns `None` if there was no response. A response that
    /// could not be decoded has a success status.
    pub fn status(&self) -> Option<u16> {
        self.0.received.as_ref().map(Received::status)
    }

    /// The headers of the response. Returns `None` if there was no response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.received.as_ref().map(Received::headers)
    }

    /// The declared headers of the response, decoded: `error.headers_as::<ListPetsHeaders>()`.
    /// Returns `None` if there was no response.
    #[cfg(feature = "headers")]
    pub fn headers_as<H: Headers>(&self) -> Option<H> {
        self.0.received.as_ref().map(Received::headers_as)
    }

    /// The body of the response, truncated to the client's size limit. Returns `None` if there was
    /// no response.
    pub fn body(&self) -> Option<&[u8]> {
        self.0
            .received
            .as_ref()
            .map(|received| received.body().as_ref())
    }

    /// The delay that the server requests before the next attempt (`Retry-After`). Returns `None` if
    /// there is none.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The ID that the server has given the request, for its operators: `X-Request-Id` and similar
    /// headers. Returns `None` if there is none.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id)
    }

    /// The JSON path of the value that could not be decoded, for example `$.backups[3].size`, or
    /// `$` for the complete body. Returns `None` if the body is not JSON.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// How to correct the OpenAPI document if the response is right, as lines of YAML: the command that
    /// compares [`body`](Self::body) with the document and prints all corrections, and, if a required
    /// property is missing or null, the action of an overlay that makes it optional. Returns `None` if
    /// the response was decoded or is not JSON.
    pub fn correction(&self) -> Option<String> {
        let inner = &*self.0;
        inner.json_path.as_ref()?;
        let meta = inner.operation?;
        let mut lines = command(meta.method.as_str(), meta.path);
        if let Some(correction) = &inner.correction {
            lines.push_str(&correction.lines());
        }
        Some(lines)
    }

    /// The body of an error response, decoded as the operation declares it for this status. Returns
    /// `None` if the operation declares no body for the status, or if the body doesn't match.
    ///
    /// Decoding is lenient: if only a part of the body matches, this is that part.
    /// [`lenient_failure`](Self::lenient_failure) also returns the rejected values, and
    /// [`body`](Self::body) the complete body.
    pub fn failure<O: Operation>(&self) -> Option<O::Failure> {
        Some(self.lenient_failure::<O>()?.value)
    }

    /// Like [`failure`](Self::failure), together with the values that were rejected because they
    /// don't match the OpenAPI document.
    pub fn lenient_failure<O: Operation>(&self) -> Option<Lenient<O::Failure>> {
        let (ErrorKind::Status, Some(received)) = (self.0.kind, &self.0.received) else {
            return None;
        };
        // An exact match of any variant takes precedence over a lenient one.
        O::Failure::decode(received, Decoding::Strict)
            .or_else(|| O::Failure::decode(received, Decoding::Lenient))
    }

    /// Whether the server returned an error status: any status other than 2xx, unless the operation
    /// declares it as success.
    pub fn is_status(&self) -> bool {
        self.0.kind == ErrorKind::Status
    }

    /// Whether a time limit was exceeded.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout | ErrorKind::ConnectTimeout)
    }

    /// Whether no connection could be established, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        let kind = self.0.kind;
        matches!(kind, ErrorKind::Connect | ErrorKind::ConnectTimeout) || self.is_certificate()
    }

    /// Whether the certificate of the server is invalid, expired, for another host, or not trusted. Nothing was sent, and
    /// the request is not retried.
    pub fn is_certificate(&self) -> bool {
        self.0.kind == ErrorKind::Certificate
    }

    /// Whether the exchange with the server failed, including timeouts and failed connections.
    pub fn is_transport(&self) -> bool {
        self.is_connect() || matches!(self.0.kind, ErrorKind::Timeout | ErrorKind::Transport)
    }

    /// Whether the response could not be decoded.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether the response is larger than the client's limit (`max_response_bytes`).
    pub fn is_too_large(&self) -> bool {
        self.0.kind == ErrorKind::TooLarge
    }

    /// Whether the request is invalid: a parameter violates a constraint of the OpenAPI document,
    /// or can't be sent where it belongs. Nothing was sent.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == ErrorKind::InvalidRequest
    }

    /// Whether authentication failed: credentials are missing, no token could be fetched, or the
    /// server returned 401.
    pub fn is_auth(&self) -> bool {
        #[cfg(feature = "auth")]
        if self.0.kind == ErrorKind::Credentials {
            return true;
        }
        self.is_status() && self.status() == Some(401)
    }

    /// Whether the configuration of the client is invalid.
    pub fn is_configuration(&self) -> bool {
        self.0.kind == ErrorKind::Configuration
    }

    /// Whether the server returned the same page twice, so that paging would never end, or more
    /// pages than `max_pages` allows.
    #[cfg(feature = "paging")]
    pub fn is_endless_paging(&self) -> bool {
        self.0.kind == ErrorKind::EndlessPaging
    }

    /// Whether a long-running operation failed, or can't be polled until it is done. [`body`] is
    /// its last state.
    ///
    /// [`body`]: Self::body
    #[cfg(feature = "polling")]
    pub fn is_failed_operation(&self) -> bool {
        self.0.kind == ErrorKind::Pending
    }
}

/// Prints one line: the operation, what happened, and what the response body says about it: its
/// title and details (RFC 9457), its message, its list of errors, or else the start of the body.
/// Credentials of the request are replaced by `[redacted]`.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        let message = self.message();
        match (inner.kind, &inner.received) {
            (ErrorKind::Status, Some(received)) => {
                write!(f, "{}{message}", received.status_code())?;
                write_reason(f, received)
            }
            (ErrorKind::Decode, Some(received)) => {
                let status = received.status();
                write!(f, "can't decode the {status} response: {message}")?;
                match inner.json_path.as_deref() {
                    // Other parts of the body would not help.
                    Some(path) if path != "$" => {}
                    _ => write_start(f, received)?,
                }
                match &inner.correction {
                    Some(correction) => write!(
                        f,
                        "; if it is right, add to an overlay: {}",
                        correction.line()
                    ),
                    None => Ok(()),
                }
            }
            _ => f.write_str(&message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &inner.kind);
        if let Some(operation) = self.operation() {
            out.field("operation", &operation);
        }
        if !inner.message.is_empty() {
            out.field("message", &self.message());
        }
        if let Some(received) = &inner.received {
            out.field("status", &received.status());
            // Truncated, because `unwrap` prints this. [`Error::body`] returns all of it.
            out.field("body", &excerpt(received.body(), 2000, &received.secrets));
        }
        if let Some(source) = &inner.source {
            out.field("source", source);
        }
        out.finish()
    }
}

/// For code that works with readers and writers of the standard library.
impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        let kind = match error.is_timeout() {
            true => std::io::ErrorKind::TimedOut,
            false => std::io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
