//! Tokens that are fetched and renewed.

use std::fmt;
use std::future::{Future, ready};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::async_lock::Gate;
use super::secret::Secret;
use super::{BoxFuture, MaybeSend, MaybeSync};

/// A token, and until when it is valid.
#[derive(Clone, Debug)]
pub struct Token {
    pub(super) value: Secret,
    pub(super) expires_at: Option<SystemTime>,
}

impl Token {
    /// A token that is valid until the server says otherwise.
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: Secret::new(value),
            expires_at: None,
        }
    }

    /// A token that is valid until then.
    pub fn expiring(value: impl Into<String>, expires_at: SystemTime) -> Self {
        Self {
            value: Secret::new(value),
            expires_at: Some(expires_at),
        }
    }
}

/// The error of a [`TokenProvider`].
pub type ProviderError = Box<dyn std::error::Error + Send + Sync>;

/// Fetches tokens. The client keeps a token until shortly before it expires, and asks for another
/// when the server refuses it with 401; however many calls are waiting, it asks once.
pub trait TokenProvider: MaybeSync + 'static {
    /// Fetches a new token.
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>>;
}

/// A function that fetches a token at once: reads a file, asks a helper program.
impl<F, E> TokenProvider for F
where
    F: Fn() -> Result<Token, E> + MaybeSync + 'static,
    E: Into<ProviderError> + MaybeSend + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>> {
        Box::pin(ready(self().map_err(Into::into)))
    }
}

/// Wraps a function that gives a future: `token_provider(FetchWith(move || async move { … }))`.
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

/// A provider and the token it gave last.
pub(crate) struct TokenSource {
    provider: Box<dyn TokenProvider>,
    cached: Mutex<Option<Kept>>,
    gate: Gate,
}

/// A token, and when it is time for another.
struct Kept {
    secret: Secret,
    renew_at: Option<SystemTime>,
}

/// A token is renewed so long before it expires, since requests take time and clocks differ; one
/// that lives but for minutes, in the last quarter of its life.
const MARGIN: Duration = Duration::from_secs(60);

impl TokenSource {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self {
            provider: Box::new(provider),
            cached: Mutex::new(None),
            gate: Gate::default(),
        }
    }

    /// A token that is valid now and is not the one that was refused. Where there is none, callers
    /// wait for each other, so that one of them fetches for all.
    pub(crate) async fn get(
        &self,
        now: SystemTime,
        refused: Option<&Secret>,
    ) -> Result<Secret, ProviderError> {
        if let Some(secret) = self.kept(now, refused) {
            return Ok(secret);
        }
        let _inside = self.gate.enter().await;
        if let Some(secret) = self.kept(now, refused) {
            return Ok(secret);
        }
        let Token { value, expires_at } = self.provider.token().await?;
        let renew_at = expires_at.map(|end| {
            let life = end.duration_since(now).unwrap_or_default();
            end.checked_sub(MARGIN.min(life / 4)).unwrap_or(end)
        });
        *self.lock() = Some(Kept {
            secret: value.clone(),
            renew_at,
        });
        Ok(value)
    }

    fn kept(&self, now: SystemTime, refused: Option<&Secret>) -> Option<Secret> {
        self.lock()
            .as_ref()
            .filter(|kept| kept.renew_at.is_none_or(|time| now < time))
            .filter(|kept| refused != Some(&kept.secret))
            .map(|kept| kept.secret.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Kept>> {
        // Nothing panics while the lock is held, so a poisoned one is as good as any.
        self.cached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenSource(…)")
    }
}
