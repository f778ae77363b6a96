//! OAuth 2.0: how tokens are requested.

use super::Secret;

/// How a client gets access tokens from the token endpoint of an OAuth 2.0 scheme (RFC 6749).
///
/// URL and scopes are those of the OpenAPI document. The client sends token requests over its own
/// transport. It caches the token, renews it before it expires and when the server rejects it with
/// 401, and retries failures, except those that the endpoint declares final. Concurrent calls share
/// one request.
#[derive(Clone, Debug)]
pub struct OAuth {
    pub(super) id: String,
    pub(super) secret: Secret,
    /// The refresh token. Without one, the grant is that of the client's own credentials.
    pub(super) refresh_token: Option<Secret>,
    pub(super) token_url: Option<String>,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) secret_location: SecretLocation,
}

/// Where the token request has the client's secret (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SecretLocation {
    /// In the header `Authorization`, which each server supports.
    Header,
    Body,
}

impl OAuth {
    /// The client's own credentials (`client_credentials`, section 4.4).
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            secret: Secret::new(secret),
            refresh_token: None,
            token_url: None,
            scopes: None,
            secret_location: SecretLocation::Header,
        }
    }

    /// A refresh token that the client got on behalf of a user (`refresh_token`, section 6). If the
    /// endpoint returns a new one, the client uses that. A public client has the secret `""`.
    pub fn refresh_token(
        id: impl Into<String>,
        secret: impl Into<String>,
        token: impl Into<String>,
    ) -> Self {
        Self {
            refresh_token: Some(Secret::new(token)),
            ..Self::client_credentials(id, secret)
        }
    }

    pub(crate) fn own_token_url(&self) -> Option<&str> {
        self.token_url.as_deref()
    }

    /// Sets the URL of the token endpoint, instead of the one in the OpenAPI document.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sets the scopes to request, instead of those that the operations of the OpenAPI document
    /// require.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sends the client's secret in the body of token requests, for servers that don't support the
    /// header `Authorization`.
    pub fn secret_in_body(mut self) -> Self {
        self.secret_location = SecretLocation::Body;
        self
    }
}
