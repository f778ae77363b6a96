//! The error of transports.

use std::error::Error as StdError;
use std::fmt;
use std::io;

/// The error of a [`Transport`](super::Transport): the request got no response.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) kind: TransportFailure,
    source: Box<dyn StdError + Send + Sync>,
}

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TransportFailure {
    Connect,
    ConnectTimeout,
    Certificate,
    Timeout,
    Other,
}

impl TransportError {
    /// No connection could be established, so nothing was sent.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::Connect,
            source: source.into(),
        }
    }

    /// No connection could be established in time, so nothing was sent.
    pub fn connect_timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::ConnectTimeout,
            source: source.into(),
        }
    }

    /// The certificate of the server is invalid or not trusted, so nothing was sent, and another attempt would end the
    /// same.
    pub fn certificate(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::Certificate,
            source: source.into(),
        }
    }

    /// The time limit was exceeded.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::Timeout,
            source: source.into(),
        }
    }

    /// Any other failure, such as a broken connection.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::Other,
            source: source.into(),
        }
    }

    /// Converts any error. A `TransportError` is returned as it is, also if an I/O error wraps it.
    pub(crate) fn from_any(source: Box<dyn StdError + Send + Sync>) -> Self {
        match source.downcast::<Self>() {
            Ok(own) => *own,
            Err(source) => match source.downcast::<io::Error>() {
                Ok(error) => {
                    let kind = error.kind();
                    let inner = error
                        .into_inner()
                        .unwrap_or_else(|| kind.to_string().into());
                    Self::from_any(inner)
                }
                Err(source) => Self::other(source),
            },
        }
    }

    /// Whether no connection could be established.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.kind,
            TransportFailure::Connect
                | TransportFailure::ConnectTimeout
                | TransportFailure::Certificate
        )
    }

    /// Whether the time limit was exceeded.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.kind,
            TransportFailure::Timeout | TransportFailure::ConnectTimeout
        )
    }

    /// The innermost cause, which describes the problem best.
    pub(crate) fn root(&self) -> &dyn StdError {
        let mut cause: &dyn StdError = &*self.source;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        cause
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            TransportFailure::Connect | TransportFailure::Certificate => "can't connect",
            TransportFailure::ConnectTimeout => "connecting timed out",
            TransportFailure::Timeout => "timed out",
            TransportFailure::Other => "the exchange failed",
        };
        write!(f, "{what}: {}", self.root())
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
