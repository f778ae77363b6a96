//! Security schemes.

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
    #[cfg(feature = "oauth")]
    OAuth2 {
        /// The URL of the token endpoint, relative to the server's.
        token_url: &'static str,
        /// The scopes that operations require.
        scopes: &'static [&'static str],
    },
    /// `Authorization: Basic …`
    #[cfg(feature = "basic")]
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
        #[cfg(feature = "oauth")]
        if matches!(self, Self::OAuth2 { .. }) {
            return true;
        }
        self == Self::Bearer
    }
}

/// Where an API key is sent (`in` in the OpenAPI document).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ApiKeyLocation {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}
