//! The credentials of a client.

#[cfg(feature = "oauth")]
use super::OAuth;
use super::builder::Builder;
use super::settings::SchemeSelector;
use super::{AnyClient, Credential, TokenProvider};

impl<C: AnyClient> Builder<C> {
    /// Authenticates with a fixed bearer token, for each security scheme that accepts one.
    pub fn bearer_token(self, token: impl Into<String>) -> Self {
        self.matching(Credential::bearer(token))
    }

    /// Authenticates with tokens that are fetched when needed. A token is cached while it is valid,
    /// and renewed shortly before it expires or when the server rejects it with 401.
    pub fn token_provider(self, provider: impl TokenProvider) -> Self {
        self.matching(Credential::token_provider(provider))
    }

    /// Authenticates with tokens from the token endpoint of the API's OAuth 2.0 scheme, with the
    /// client's own credentials. [`OAuth`] has more options.
    #[cfg(feature = "oauth")]
    pub fn client_credentials(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.matching(Credential::oauth(OAuth::client_credentials(id, secret)))
    }

    /// Authenticates with tokens from the token endpoint of the API's OAuth 2.0 scheme, with a
    /// refresh token that the client got on behalf of a user.
    #[cfg(feature = "oauth")]
    pub fn refresh_token(
        self,
        id: impl Into<String>,
        secret: impl Into<String>,
        token: impl Into<String>,
    ) -> Self {
        self.matching(Credential::oauth(OAuth::refresh_token(id, secret, token)))
    }

    /// Authenticates with user name and password, for each HTTP basic security scheme.
    #[cfg(feature = "basic")]
    pub fn basic_auth(self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        self.matching(Credential::basic(user.as_ref(), password.as_ref()))
    }

    /// Authenticates with an API key. If the API has several API key schemes, use
    /// [`credential`](Self::credential) with the name of the scheme instead.
    pub fn api_key(self, key: impl Into<String>) -> Self {
        self.matching(Credential::api_key(key))
    }

    /// Sets the credential for the security scheme with this name.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.settings
            .credentials
            .push((SchemeSelector::Named(scheme.into()), credential));
        self
    }

    /// Sends operations without credentials if the client has none for them. By default, such a
    /// call is an error, because the OpenAPI document declares that the operation requires them.
    pub fn anonymous(mut self) -> Self {
        self.settings.anonymous = true;
        self
    }

    fn matching(mut self, credential: Credential) -> Self {
        self.settings
            .credentials
            .push((SchemeSelector::Matching, credential));
        self
    }
}
