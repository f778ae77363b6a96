//! Access tokens and their providers.

use std::future::{Future, ready};
use std::time::SystemTime;

use super::{BoxFuture, MaybeSend, MaybeSync, Secret};

/// An access token with an optional expiry time, as a [`TokenProvider`] returns it. `Debug` does
/// not print the secret.
#[derive(Clone, Debug)]
pub struct Token {
    pub(super) value: Secret,
    pub(super) expires_at: Option<SystemTime>,
}

impl Token {
    /// A token without expiry time: used until the server rejects it with 401.
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: Secret::new(value),
            expires_at: None,
        }
    }

    /// A token that expires at the given time.
    pub fn expiring(value: impl Into<String>, expires_at: SystemTime) -> Self {
        Self {
            value: Secret::new(value),
            expires_at: Some(expires_at),
        }
    }
}

/// The error type of a [`TokenProvider`].
pub type ProviderError = Box<dyn std::error::Error + Send + Sync>;

/// Fetches access tokens, for example from an OAuth 2.0 token endpoint.
///
/// The client caches each token. It asks for a new one shortly before the token expires (60 s
/// before, or in the last quarter of a shorter lifetime) and once per call if the server rejects
/// the token with 401. Concurrent calls share one fetch, its token and its failure. A failed fetch
/// is retried as often as a request; the delay grows with each failure.
///
/// The blocking client runs providers on their own threads, so that the time limits of calls apply
/// to them, too. There, a provider that uses tokio needs the feature `tokio`.
///
/// Functions that return a `Result<Token, _>` are token providers; wrap async functions in
/// [`FetchWith`].
pub trait TokenProvider: MaybeSync + 'static {
    /// Fetches a new token.
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>>;
}

/// A synchronous function, for example one that reads a file or runs a credential helper.
impl<F, E> TokenProvider for F
where
    F: Fn() -> Result<Token, E> + MaybeSync + 'static,
    E: Into<ProviderError> + MaybeSend + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>> {
        Box::pin(ready(self().map_err(Into::into)))
    }
}

/// Makes an async function a [`TokenProvider`]: `token_provider(FetchWith(move || async move { …
/// }))`.
pub struct FetchWith<F>(pub F);

impl<F, Fetch, E> TokenProvider for FetchWith<F>
where
    F: Fn() -> Fetch + MaybeSync + 'static,
    Fetch: Future<Output = Result<Token, E>> + MaybeSend + 'static,
    E: Into<ProviderError> + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>> {
        let fetch = (self.0)();
        Box::pin(async move { fetch.await.map_err(Into::into) })
    }
}
