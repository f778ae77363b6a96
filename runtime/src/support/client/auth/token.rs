//! Tokens that are fetched, cached and renewed.

use std::fmt;
use std::future::{Future, ready};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::async_lock::AsyncLock;
use super::secret::Secret;
use super::{BoxFuture, MaybeSend, MaybeSync};

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
/// the token with 401. Concurrent calls share one fetch.
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

/// A token provider together with the token that it returned last.
pub(crate) struct TokenCache {
    provider: Box<dyn TokenProvider>,
    cached: Mutex<Option<CachedToken>>,
    fetch_lock: AsyncLock,
}

/// A token and the time at which it must be renewed.
struct CachedToken {
    secret: Secret,
    renew_at: Option<SystemTime>,
}

/// How long before its expiry a token is renewed, since requests take time and clocks differ. A
/// token with a short lifetime is renewed in the last quarter of it.
const MARGIN: Duration = Duration::from_secs(60);

impl TokenCache {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self {
            provider: Box::new(provider),
            cached: Mutex::new(None),
            fetch_lock: AsyncLock::default(),
        }
    }

    /// Returns a token that is valid now and is not the rejected one. If none is cached, one of the
    /// concurrent callers fetches a token for all.
    pub(crate) async fn get(
        &self,
        now: SystemTime,
        rejected: Option<&Secret>,
    ) -> Result<Secret, ProviderError> {
        if let Some(secret) = self.cached_token(now, rejected) {
            return Ok(secret);
        }
        let _guard = self.fetch_lock.lock().await;
        if let Some(secret) = self.cached_token(now, rejected) {
            return Ok(secret);
        }
        let Token { value, expires_at } = self.provider.token().await?;
        let renew_at = expires_at.map(|end| {
            let lifetime = end.duration_since(now).unwrap_or_default();
            end.checked_sub(MARGIN.min(lifetime / 4)).unwrap_or(end)
        });
        *self.lock() = Some(CachedToken {
            secret: value.clone(),
            renew_at,
        });
        Ok(value)
    }

    fn cached_token(&self, now: SystemTime, rejected: Option<&Secret>) -> Option<Secret> {
        self.lock()
            .as_ref()
            .filter(|cached| cached.renew_at.is_none_or(|time| now < time))
            .filter(|cached| rejected != Some(&cached.secret))
            .map(|cached| cached.secret.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Option<CachedToken>> {
        // Nothing panics while the mutex is held, so a poisoned one is still valid.
        self.cached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenCache(…)")
    }
}
