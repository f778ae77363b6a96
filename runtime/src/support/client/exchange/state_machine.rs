//! The state machine of a call, without I/O: it decides the next step, the client carries the step
//! out and reports the result.

#[cfg(feature = "auth")]
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::Uri;

#[cfg(feature = "observers")]
use super::Attempt;
#[cfg(feature = "auth")]
use super::authentication::{RequestCredential, TokenRenewal};
use super::prepared_request::PreparedRequest;
use super::retry::retry_after;
use super::time_limit::TimeLimit;
use super::{Body, Config, Error, ErrorKind, Received, redirect, trace};
#[cfg(feature = "auth")]
use super::{Secret, TokenCache};

/// A call from its first attempt to its result.
pub(crate) struct Exchange<'a> {
    pub(super) config: &'a Config,
    pub(super) request: PreparedRequest,
    /// The credentials of the request: indices into the client's credentials, with their tokens.
    #[cfg(feature = "auth")]
    pub(super) credentials: Vec<RequestCredential>,
    started: SystemTime,
    /// The start of the current attempt.
    attempted: SystemTime,
    retries: u32,
    #[cfg(feature = "auth")]
    pub(super) failed_fetches: u32,
    redirects: u32,
    #[cfg(feature = "auth")]
    pub(super) renewed: TokenRenewal,
    pub(super) next: Next,
}

pub(super) enum Next {
    Attempt,
    /// Wait before a retry, or fail with this error if there is not enough time left.
    Wait(Duration, Error),
    End(Result<Received, Error>),
    Ended,
}

/// The next step.
pub(crate) enum Step {
    /// Get a token other than the rejected one, within the time limit, and pass it to
    /// [`Exchange::token`].
    #[cfg(feature = "auth")]
    Token(Arc<TokenCache>, Option<Secret>, Option<Duration>),
    /// Send the request within the time limit and pass the result to [`Exchange::response`].
    Send(http::Request<Body>, Option<Duration>),
    /// Sleep.
    Sleep(Duration),
    /// The call is complete.
    Done(Result<Received, Error>),
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(
        config: &'a Config,
        request: PreparedRequest,
        now: SystemTime,
    ) -> Result<Self, Error> {
        Ok(Self {
            config,
            #[cfg(feature = "auth")]
            credentials: RequestCredential::all(config, &request)?,
            request,
            started: now,
            attempted: now,
            retries: 0,
            #[cfg(feature = "auth")]
            failed_fetches: 0,
            redirects: 0,
            #[cfg(feature = "auth")]
            renewed: TokenRenewal::NotYet,
            next: Next::Attempt,
        })
    }

    /// The next step.
    pub(crate) fn step(&mut self, now: SystemTime) -> Step {
        match std::mem::replace(&mut self.next, Next::Ended) {
            Next::Attempt => self
                .attempt(now)
                .unwrap_or_else(|error| self.end(Err(error))),
            Next::Wait(delay, _) if self.has_time_for(delay, now) => {
                self.next = Next::Attempt;
                Step::Sleep(delay)
            }
            Next::Wait(_, error) => self.end(Err(error)),
            Next::End(result) => self.end(result),
            Next::Ended => self.end(Err(Error::new(
                ErrorKind::Transport,
                "the exchange is already complete",
            ))),
        }
    }

    fn attempt(&mut self, now: SystemTime) -> Result<Step, Error> {
        let limit = self.remaining(now);
        if limit == Some(Duration::ZERO) {
            return Err(self.out_of_time());
        }
        #[cfg(feature = "auth")]
        if let Some((source, rejected)) = self.missing_token()? {
            self.next = Next::Attempt;
            return Ok(Step::Token(source, rejected, limit));
        }
        let (uri, headers) = self.authenticated()?;
        let limit = match (limit, self.config.attempt_timeout) {
            (Some(all), Some(one)) => Some(all.min(one)),
            (all, one) => all.or(one),
        };
        self.attempted = now;
        Ok(Step::Send(
            self.request.to_http(uri, headers, self.retries),
            limit,
        ))
    }

    /// Takes the result of [`Step::Send`].
    pub(crate) fn response(&mut self, result: Result<Received, Error>, now: SystemTime) {
        let elapsed = now.duration_since(self.attempted).unwrap_or_default();
        trace::attempt(
            self.request.meta,
            &self.request.uri,
            self.retries,
            &result,
            elapsed,
        );
        #[cfg(feature = "observers")]
        if let Some(observe) = &self.config.observer {
            observe(&Attempt {
                operation: self.request.info(self.retries),
                status: match &result {
                    Ok(received) => Some(received.status()),
                    Err(error) => error.status(),
                },
                error: result.as_ref().err(),
                elapsed,
            });
        }
        self.next = match result {
            Ok(mut received) => {
                received.secrets = self.secrets();
                self.evaluate(received, now)
            }
            Err(error) if error.is_transport() => self.retry(None, error),
            Err(error) => Next::End(Err(error)),
        };
    }

    fn evaluate(&mut self, mut received: Received, now: SystemTime) -> Next {
        let status = received.status();
        if (200..300).contains(&status) || self.request.success_statuses.contains(&status) {
            received.decoding = self.request.decoding;
            self.config.retry_budget.refill();
            return Next::End(Ok(received));
        }
        #[cfg(feature = "auth")]
        if status == 401 && self.request.body.is_replayable() && self.renew() {
            return Next::Attempt;
        }
        let target = redirect::redirect_target(&self.request.uri, &received);
        let may_follow = self.request.meta.method.is_read() && self.request.body.is_replayable();
        let may_follow = may_follow && self.redirects < redirect::MAX_REDIRECTS;
        if may_follow && target.as_ref().is_some_and(|to| self.follow(to)) {
            return Next::Attempt;
        }
        let delay = retry_after(received.header("retry-after"), now);
        let error = match target {
            Some(to) => Error::redirect(received, &redirect::describe(&self.request.uri, &to)),
            None => Error::status_error(received),
        };
        self.retry(delay, error.with_retry_after(delay))
    }

    /// The request without credentials.
    #[cfg(not(feature = "auth"))]
    fn authenticated(&self) -> Result<(Uri, http::HeaderMap), Error> {
        Ok((self.request.uri.clone(), self.request.headers.clone()))
    }

    /// The credentials of the request, which a server may repeat in its response.
    #[cfg(not(feature = "auth"))]
    fn secrets(&self) -> Vec<super::Secret> {
        self.config.secrets_in(&self.request.headers)
    }

    /// Follows a redirect. Returns whether that is allowed: to another origin only without anything
    /// that can be secret, and only if the user wants that.
    fn follow(&mut self, to: &Uri) -> bool {
        let from = &self.request.uri;
        if !redirect::is_same_origin(from, to) {
            let is_safe = redirect::is_safe_without_credentials(from, to);
            if !self.request.cross_origin_redirects || !is_safe {
                return false;
            }
            #[cfg(feature = "auth")]
            self.credentials.clear();
            self.request.headers = redirect::without_secrets(&self.request.headers);
        }
        self.redirects += 1;
        self.request.uri = to.clone();
        true
    }

    /// Plans a retry, if the policy allows one.
    fn retry(&mut self, retry_after: Option<Duration>, error: Error) -> Next {
        let (request, policy) = (&self.request, &self.request.retry);
        let may = self.retries < policy.retries
            && request.body.is_replayable()
            && policy.covers(&error)
            && (request.is_repeatable || error.is_connect());
        match policy.delay(self.retries, retry_after) {
            Some(delay) if may && self.config.retry_budget.take() => {
                self.retries += 1;
                Next::Wait(delay, error)
            }
            _ => Next::End(Err(error)),
        }
    }

    fn remaining(&self, now: SystemTime) -> Option<Duration> {
        let elapsed = now.duration_since(self.started).unwrap_or_default();
        self.request.timeout.map(|all| all.saturating_sub(elapsed))
    }

    fn has_time_for(&self, delay: Duration, now: SystemTime) -> bool {
        self.remaining(now).is_none_or(|left| delay < left)
    }

    fn out_of_time(&self) -> Error {
        let limit = TimeLimit(self.request.timeout.unwrap_or_default());
        Error::new(
            ErrorKind::Timeout,
            format!("the time limit of {limit} is exceeded"),
        )
    }

    fn end(&self, result: Result<Received, Error>) -> Step {
        Step::Done(result.map_err(|error| error.of(self.request.meta)))
    }
}
