//! HTTP methods.

use std::fmt;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `TRACE`
    Trace,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `QUERY`
    Query,
    /// Any other method, by name.
    Other(&'static str),
}

impl Method {
    /// The name of the method, as sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }

    /// Whether the method is idempotent (RFC 9110, section 9.2.2), so that a request may be
    /// retried.
    pub const fn is_idempotent(self) -> bool {
        // Nothing is known about a method that HTTP does not define.
        !matches!(self, Self::Post | Self::Patch | Self::Other(_))
    }

    /// Whether redirects are followed for the method (GET and HEAD).
    pub(crate) const fn is_read(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }

    pub(crate) fn to_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Head => http::Method::HEAD,
            Self::Options => http::Method::OPTIONS,
            Self::Trace => http::Method::TRACE,
            Self::Put => http::Method::PUT,
            Self::Delete => http::Method::DELETE,
            Self::Post => http::Method::POST,
            Self::Patch => http::Method::PATCH,
            // The name is a valid token, so the fallback is never used.
            Self::Query | Self::Other(_) => {
                let name = self.as_str().as_bytes();
                http::Method::from_bytes(name).unwrap_or(http::Method::POST)
            }
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
