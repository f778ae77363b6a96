//! Caches the token of a provider, and renews it.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::async_lock::AsyncLock;
use super::secret::Secret;
use super::{ProviderError, Token, TokenProvider};

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
