//! The constant part of an operation.

use super::Server;

/// What is the same for each request of an operation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Meta {
    /// The name of the operation, as errors and traces show it.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the server's URL, with its placeholders: `/clusters/{clusterId}`.
    pub path: &'static str,
    /// The server, for an operation that has one of its own.
    pub server: Option<&'static Server>,
    /// The credentials that the operation takes: any of these alternatives, each of them all of the
    /// schemes named. None at all: no credentials. An empty alternative: they are optional.
    pub security: &'static [&'static [&'static str]],
}

impl Meta {
    /// The constants of an operation on the API's own server that takes no credentials.
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            server: None,
            security: &[],
        }
    }

    /// With a server of its own.
    pub const fn server(mut self, server: &'static Server) -> Self {
        self.server = Some(server);
        self
    }

    /// With credentials: any of the alternatives, each of them all of the schemes named.
    pub const fn security(mut self, security: &'static [&'static [&'static str]]) -> Self {
        self.security = security;
        self
    }
}

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
    /// Any other, by its name.
    Other(&'static str),
}

impl Method {
    /// The name on the wire.
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

    /// Whether sending the request twice has the effect of sending it once.
    pub const fn is_idempotent(self) -> bool {
        // Of a method that HTTP does not define, nothing is known.
        !matches!(self, Self::Post | Self::Patch | Self::Other(_))
    }

    /// Whether the method only reads, so that a redirect may be followed.
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
            // The name is a valid token, so the fallback is never taken.
            Self::Query | Self::Other(_) => {
                let name = self.as_str().as_bytes();
                http::Method::from_bytes(name).unwrap_or(http::Method::POST)
            }
        }
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
