//! What the OpenAPI document declares for the API as a whole: servers and security schemes.

/// The API as a whole. Each generated crate has one value of this type, `SERVICE`.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The name, for the `User-Agent` header.
    pub name: &'static str,
    /// The version of the crate, for the `User-Agent` header.
    pub version: &'static str,
    /// The servers of the API. The first one is the default.
    pub servers: &'static [Server],
    /// The servers that single operations declare.
    pub operation_servers: &'static [Server],
    /// The security schemes.
    pub schemes: &'static [Scheme],
}

impl Service {
    /// The variables of all servers, those of the API's servers first.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'static Variable> {
        let servers = self.servers.iter().chain(self.operation_servers);
        servers.flat_map(|server| server.variables)
    }
}

/// A server that the API declares.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The URL, with placeholders: `https://{region}.example.com/v1`.
    pub url: &'static str,
    /// The variables for the placeholders.
    pub variables: &'static [Variable],
}

/// A variable in the URL of a [`Server`].
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// The name.
    pub name: &'static str,
    /// The default value.
    pub default: &'static str,
    /// The allowed values. If empty, any value is allowed.
    pub allowed: &'static [&'static str],
}

impl Variable {
    pub(crate) fn allows(&self, value: &str) -> bool {
        self.allowed.is_empty() || self.allowed.contains(&value)
    }
}

/// A security scheme of the API.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// The name in the OpenAPI document.
    pub name: &'static str,
    /// The kind of scheme.
    pub kind: SchemeKind,
}

/// The kind of a security [`Scheme`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Bearer …`. Also used for OpenID Connect, and for OAuth 2.0 without a token
    /// endpoint.
    Bearer,
    /// OAuth 2.0: a bearer token that the client can get from the token endpoint.
    OAuth2 {
        /// The URL of the token endpoint, relative to the server's.
        token_url: &'static str,
        /// The scopes that operations require.
        scopes: &'static [&'static str],
    },
    /// `Authorization: Basic …`
    Basic,
    /// An API key.
    ApiKey {
        /// Where the key is sent.
        location: ApiKeyLocation,
        /// The name of the header, query parameter or cookie.
        name: &'static str,
    },
    /// A client certificate (mutual TLS), which is configured on the transport.
    MutualTls,
    /// Another HTTP scheme: you provide the complete value of the `Authorization` header.
    Authorization,
}

impl SchemeKind {
    /// Whether a bearer token is sent.
    pub(crate) fn is_bearer(self) -> bool {
        matches!(self, Self::Bearer | Self::OAuth2 { .. })
    }
}

/// Where an API key is sent (`in` in the OpenAPI document).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyLocation {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// The `SERVICE` of the generated crate.
pub(crate) fn declared() -> &'static Service {
    &super::super::super::super::api::SERVICE
}
