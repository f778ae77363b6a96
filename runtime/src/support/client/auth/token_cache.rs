//! Caches the token of a provider, and renews it.

use std::fmt;
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, SystemTime};

use super::flight::{Arrival, Flight, Outcome};
#[cfg(feature = "oauth")]
use super::token_endpoint::TokenEndpoint;
use super::token_failure::TokenFailure;
use super::{BoxFuture, ProviderError, Secret, Token, TokenProvider, jittered, lock};

/// A source of tokens together with the token that it returned last.
pub(crate) struct TokenCache {
    source: TokenSource,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    cached: Option<CachedToken>,
    /// The current fetch. It ends when no call waits for it.
    flight: Weak<Flight>,
    /// The result of the last fetch, if it failed, and how many have failed in a row.
    failure: Option<TokenFailure>,
    failures: u32,
}

/// A token and the time at which it must be renewed.
struct CachedToken {
    secret: Secret,
    renew_at: Option<SystemTime>,
}

/// Where tokens come from.
#[derive(Clone)]
pub(crate) enum TokenSource {
    Provider(Arc<dyn TokenProvider>),
    #[cfg(feature = "oauth")]
    Endpoint(Arc<TokenEndpoint>),
}

/// Begins a fetch: in the task that polls it, or on a thread that may hang.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) type Start<'s> =
    &'s (dyn Fn(TokenSource) -> BoxFuture<'static, Result<Token, ProviderError>> + Sync);

/// Begins a fetch. On wasm32, clients are not `Sync`.
#[cfg(target_arch = "wasm32")]
pub(crate) type Start<'s> =
    &'s dyn Fn(TokenSource) -> BoxFuture<'static, Result<Token, ProviderError>>;

/// How long before its expiry a token is renewed, since requests take time and clocks differ. A
/// token with a short lifetime is renewed in the last quarter of it.
const MARGIN: Duration = Duration::from_secs(60);

/// The delays after failed fetches, in which calls get the last failure.
const FIRST_DELAY: Duration = Duration::from_millis(250);
const LONGEST_DELAY: Duration = Duration::from_secs(30);

impl TokenCache {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self::of(TokenSource::Provider(Arc::new(provider)))
    }

    pub(crate) fn of(source: TokenSource) -> Self {
        Self {
            source,
            state: Arc::default(),
        }
    }

    /// Returns a token that is valid now and is not the rejected one. If none is cached, all
    /// concurrent callers wait for the same fetch, and get the same token or the same failure.
    pub(crate) async fn get(
        &self,
        now: SystemTime,
        rejected: Option<&Secret>,
        start: Start<'_>,
    ) -> Outcome {
        loop {
            let (flight, is_new) = match self.find(now, rejected, start) {
                Found::Outcome(outcome) => return outcome,
                Found::Flight(flight, is_new) => (flight, is_new),
            };
            let outcome = Arrival(flight).await;
            // A fetch that began before the token was rejected may return the rejected one.
            let is_rejected = outcome.as_ref().ok() == rejected && rejected.is_some();
            if is_new || !is_rejected {
                return outcome;
            }
        }
    }

    fn find(&self, now: SystemTime, rejected: Option<&Secret>, start: Start<'_>) -> Found {
        let mut state = lock(&self.state);
        if let Some(secret) = state.cached_token(now, rejected) {
            return Found::Outcome(Ok(secret));
        }
        if let Some(flight) = state.flight.upgrade() {
            return Found::Flight(flight, false);
        }
        let failure = state.failure.as_ref();
        if let Some(failure) = failure.filter(|failure| failure.is_recent(now)) {
            return Found::Outcome(Err(failure.clone()));
        }
        let (fetch, shared) = (start(self.source.clone()), self.state.clone());
        let flight = Flight::new(Box::pin(async move {
            let result = fetch.await;
            lock(&shared).store(result, now)
        }));
        state.flight = Arc::downgrade(&flight);
        Found::Flight(flight, true)
    }
}

enum Found {
    Outcome(Outcome),
    /// A fetch, and whether this caller began it.
    Flight(Arc<Flight>, bool),
}

impl State {
    fn cached_token(&self, now: SystemTime, rejected: Option<&Secret>) -> Option<Secret> {
        self.cached
            .as_ref()
            .filter(|cached| cached.renew_at.is_none_or(|time| now < time))
            .filter(|cached| rejected != Some(&cached.secret))
            .map(|cached| cached.secret.clone())
    }

    fn store(&mut self, result: Result<Token, ProviderError>, now: SystemTime) -> Outcome {
        self.flight = Weak::new();
        let Token { value, expires_at } = match result {
            Ok(token) => token,
            Err(error) => {
                let factor = 2_u32.saturating_pow(self.failures);
                let delay = FIRST_DELAY.saturating_mul(factor).min(LONGEST_DELAY);
                let until = now.checked_add(jittered(delay));
                self.failures = self.failures.saturating_add(1);
                let failure = TokenFailure::new(error, until);
                self.failure = Some(failure.clone());
                return Err(failure);
            }
        };
        let renew_at = expires_at.map(|end| {
            let lifetime = end.duration_since(now).unwrap_or_default();
            end.checked_sub(MARGIN.min(lifetime / 4)).unwrap_or(end)
        });
        self.failure = None;
        self.failures = 0;
        self.cached = Some(CachedToken {
            secret: value.clone(),
            renew_at,
        });
        Ok(value)
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenCache(…)")
    }
}
