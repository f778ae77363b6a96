//! Why a transport failed.

use std::error::Error as StdError;
use std::fmt;
use std::io;

/// Why a request did not get an answer.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) kind: TransportFailure,
    source: Box<dyn StdError + Send + Sync>,
}

/// What went wrong between here and there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TransportFailure {
    Connect,
    ConnectTimeout,
    Timeout,
    Other,
}

impl TransportError {
    /// No connection came about, so the request was never sent.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::Connect,
            source: source.into(),
        }
    }

    /// No connection came about in time, so the request was never sent.
    pub fn connect_timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::ConnectTimeout,
            source: source.into(),
        }
    }

    /// Time ran out.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::Timeout,
            source: source.into(),
        }
    }

    /// Anything else, such as a connection that broke.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportFailure::Other,
            source: source.into(),
        }
    }

    /// An error of any type: one of this type stays what it is, also inside of an I/O error.
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

    /// Whether no connection came about.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.kind,
            TransportFailure::Connect | TransportFailure::ConnectTimeout
        )
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.kind,
            TransportFailure::Timeout | TransportFailure::ConnectTimeout
        )
    }

    /// The innermost cause, which is the one that tells.
    pub(super) fn root(&self) -> &dyn StdError {
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
            TransportFailure::Connect => "can't connect",
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
