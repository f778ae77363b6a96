//! The constant description of an operation.

use super::method::Method;
#[cfg(feature = "servers")]
use super::service::Server;

/// The constant description of an operation: method, path, server and security requirements.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Meta {
    /// The name of the operation, for errors and traces.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, relative to the server's URL, with its placeholders: `/clusters/{clusterId}`.
    pub path: &'static str,
    /// The server, if the operation declares its own.
    #[cfg(feature = "servers")]
    pub server: Option<&'static Server>,
    /// The security requirements (OpenAPI `security`): alternatives, each a list of the names of
    /// schemes that are all required. An empty list means that no credentials are needed; an empty
    /// alternative means that they are optional.
    #[cfg(feature = "auth")]
    pub security: &'static [&'static [&'static str]],
}

impl Meta {
    /// Describes an operation on the API's server that needs no credentials.
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            #[cfg(feature = "servers")]
            server: None,
            #[cfg(feature = "auth")]
            security: &[],
        }
    }

    /// Sets the server.
    #[cfg(feature = "servers")]
    pub const fn server(mut self, server: &'static Server) -> Self {
        self.server = Some(server);
        self
    }

    /// Sets the security requirements.
    #[cfg(feature = "auth")]
    pub const fn security(mut self, security: &'static [&'static [&'static str]]) -> Self {
        self.security = security;
        self
    }
}
