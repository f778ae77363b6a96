//! The one error of the client.

use std::error::Error as StdError;
use std::fmt;

use http::HeaderMap;

use super::response::Cause;
use super::transport::TransportFailure;
use super::{DecodeError, Failure, Headers, Lenient, Misfits, Operation, Received, TransportError};

type Source = Box<dyn StdError + Send + Sync>;

/// Why a call did not give what it should: ask with the `is_…` methods.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static str>,
    message: String,
    json_path: Option<String>,
    received: Option<Received>,
    source: Option<Source>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorKind {
    /// The client can't be built like this.
    Configuration,
    /// The request can't be sent like this.
    InvalidRequest,
    /// No credentials, or they can't be had.
    Credentials,
    Connect,
    ConnectTimeout,
    Timeout,
    /// The exchange broke in another way.
    Transport,
    /// The status of the response is not 2xx.
    Status,
    Decode,
    /// The response is bigger than the limit.
    TooLarge,
    /// Paging doesn't come to an end.
    EndlessPaging,
    /// A long-running operation has failed, or can't be followed.
    Pending,
}

impl Error {
    #[cold]
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            message: message.into(),
            json_path: None,
            received: None,
            source: None,
        }))
    }

    #[cold]
    pub(super) fn status_error(received: Received) -> Self {
        Self::new(ErrorKind::Status, String::new()).with_received(received)
    }

    #[cold]
    pub(super) fn decode(error: DecodeError, received: Received) -> Self {
        if error.cause() == Cause::Status {
            return Self::status_error(received);
        }
        let json_path = error.json_path().map(str::to_owned);
        let mut this = Self::new(ErrorKind::Decode, error.to_string()).with_received(received);
        this.0.json_path = json_path;
        this
    }

    #[cold]
    pub(super) fn too_large(most: usize, whose: &str) -> Self {
        let message = format!("the response is bigger than {most} bytes, {whose} limit");
        Self::new(ErrorKind::TooLarge, message)
    }

    #[cold]
    pub(super) fn transport(error: TransportError) -> Self {
        let kind = match error.kind {
            TransportFailure::Connect => ErrorKind::Connect,
            TransportFailure::ConnectTimeout => ErrorKind::ConnectTimeout,
            TransportFailure::Timeout => ErrorKind::Timeout,
            TransportFailure::Other => ErrorKind::Transport,
        };
        Self::new(kind, error.to_string()).with_source(error)
    }

    pub(super) fn with_received(mut self, received: Received) -> Self {
        self.0.received = Some(received);
        self
    }

    pub(super) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(super) fn of(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// The name of the operation; `None` if the error is not of a call.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation
    }

    /// The status of the response, if there was one: of an unsuccessful one, and of one that could
    /// not be read.
    pub fn status(&self) -> Option<u16> {
        self.0.received.as_ref().map(Received::status)
    }

    /// The headers of the response, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.received.as_ref().map(Received::headers)
    }

    /// The headers that the operation declares, as what it declares them to be, if there was a
    /// response: `error.headers_as::<ListPetsHeaders>()`.
    pub fn headers_as<H: Headers>(&self) -> Option<H> {
        self.0.received.as_ref().map(Received::headers_as)
    }

    /// The body of the response, if there was one: the whole of it up to the client's limit.
    pub fn body(&self) -> Option<&[u8]> {
        self.0
            .received
            .as_ref()
            .map(|received| received.body().as_ref())
    }

    /// Where in the JSON the value stands that could not be read: `$.backups[3].size`, or `$` if it
    /// is all of it; `None` if the body is no JSON.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The body of an unsuccessful response as the operation declares it for this status; `None` if
    /// it declares none, or if the body isn't what it declares. Of a body that is only in part what
    /// it declares, this is that part: [`lenient_failure`](Self::lenient_failure) has the rest, and
    /// [`body`](Self::body) all of it.
    pub fn failure<O: Operation>(&self) -> Option<O::Failure> {
        Some(self.lenient_failure::<O>()?.value)
    }

    /// As [`failure`](Self::failure), with what had to be set aside because it isn't what the
    /// operation declares.
    pub fn lenient_failure<O: Operation>(&self) -> Option<Lenient<O::Failure>> {
        let (ErrorKind::Status, Some(received)) = (self.0.kind, &self.0.received) else {
            return None;
        };
        // What is declared for all statuses goes before what almost fits.
        O::Failure::decode(received, Misfits::Refused)
            .or_else(|| O::Failure::decode(received, Misfits::SetAside))
    }

    /// Whether the server answered with a status other than those of a success: 2xx, unless the
    /// operation declares otherwise.
    pub fn is_status(&self) -> bool {
        self.0.kind == ErrorKind::Status
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout | ErrorKind::ConnectTimeout)
    }

    /// Whether no connection came about, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Connect | ErrorKind::ConnectTimeout)
    }

    /// Whether the exchange broke on its way, in whatever way; timeouts and connecting included.
    pub fn is_transport(&self) -> bool {
        matches!(
            self.0.kind,
            ErrorKind::Connect
                | ErrorKind::ConnectTimeout
                | ErrorKind::Timeout
                | ErrorKind::Transport
        )
    }

    /// Whether the response came, but could not be read.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether the response is bigger than the client's limit.
    pub fn is_too_large(&self) -> bool {
        self.0.kind == ErrorKind::TooLarge
    }

    /// Whether the request could not be built: a value breaks the API's constraints, or can't stand
    /// where it belongs. Nothing was sent.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == ErrorKind::InvalidRequest
    }

    /// Whether credentials are the matter: there are none that fit, they could not be had, or the
    /// server refused them (401).
    pub fn is_auth(&self) -> bool {
        self.0.kind == ErrorKind::Credentials || self.is_status() && self.status() == Some(401)
    }

    /// Whether the client could not be built as configured.
    pub fn is_configuration(&self) -> bool {
        self.0.kind == ErrorKind::Configuration
    }

    /// Whether the server gave the same page token twice, so that paging would never end.
    pub fn is_endless_paging(&self) -> bool {
        self.0.kind == ErrorKind::EndlessPaging
    }

    /// Whether a long-running operation has failed, or can't be followed to its end; [`body`] is
    /// the last state of it.
    ///
    /// [`body`]: Self::body
    pub fn is_failed_operation(&self) -> bool {
        self.0.kind == ErrorKind::Pending
    }
}

/// One line: the operation, what happened, and the beginning of the body where the server says why.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{operation}: ")?;
        }
        match (inner.kind, &inner.received) {
            (ErrorKind::Status, Some(received)) => {
                write!(f, "{}", received.status_code())?;
                write_excerpt(f, received.body())
            }
            (ErrorKind::Decode, Some(received)) => {
                let status = received.status();
                write!(f, "can't read the {status} response: {}", inner.message)?;
                match inner.json_path.as_deref() {
                    // What stands elsewhere in the body is of no help.
                    Some(path) if path != "$" => Ok(()),
                    _ => write_excerpt(f, received.body()),
                }
            }
            _ => f.write_str(&inner.message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &inner.kind);
        if let Some(operation) = inner.operation {
            out.field("operation", &operation);
        }
        if !inner.message.is_empty() {
            out.field("message", &inner.message);
        }
        if let Some(received) = &inner.received {
            out.field("status", &received.status());
            // `unwrap` shows this, so not all of it: `body` has the rest.
            out.field(
                "body",
                &String::from_utf8_lossy(beginning(received.body(), 2000)),
            );
        }
        if let Some(source) = &inner.source {
            out.field("source", source);
        }
        out.finish()
    }
}

/// For readers and writers of the standard library.
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

/// The beginning of a body, on one line.
fn write_excerpt(f: &mut fmt::Formatter<'_>, body: &[u8]) -> fmt::Result {
    const LONGEST: usize = 300;
    let text = String::from_utf8_lossy(beginning(body, LONGEST));
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|s| !s.is_empty())
        .collect();
    if words.is_empty() {
        return Ok(());
    }
    let more = if body.len() > LONGEST { "…" } else { "" };
    write!(f, ": {}{more}", words.join(" "))
}

fn beginning(body: &[u8], most: usize) -> &[u8] {
    body.get(..most).unwrap_or(body)
}
