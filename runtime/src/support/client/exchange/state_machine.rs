//! The state machine of a call, without I/O: it decides the next step, the client carries the step
//! out and reports the result.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, Uri};

use super::prepared_request::PreparedRequest;
use super::retry::retry_after;
use super::time_limit::TimeLimit;
use super::{
    Attempt, Body, Config, CredentialKind, Error, ErrorKind, Received, Secret, TokenCache,
    TokenFailure, apply, redirect, trace,
};

/// A call from its first attempt to its result.
pub(crate) struct Exchange<'a> {
    config: &'a Config,
    request: PreparedRequest,
    /// The credentials of the request: indices into the client's credentials, with their tokens.
    credentials: Vec<RequestCredential>,
    started: SystemTime,
    /// The start of the current attempt.
    attempted: SystemTime,
    retries: u32,
    failed_fetches: u32,
    redirects: u32,
    renewed: TokenRenewal,
    next: Next,
}

struct RequestCredential {
    index: usize,
    token: Option<Secret>,
    rejected: Option<Secret>,
}

#[derive(PartialEq, Eq)]
enum TokenRenewal {
    NotYet,
    Once,
}

enum Next {
    Attempt,
    /// Wait before a retry, or fail with this error if there is not enough time left.
    Wait(Duration, Error),
    End(Result<Received, Error>),
    Ended,
}

/// The next step.
pub(crate) enum Step<'a> {
    /// Get a token other than the rejected one, within the time limit, and pass it to
    /// [`Exchange::token`].
    Token(&'a TokenCache, Option<Secret>, Option<Duration>),
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
        let found = config
            .credentials_for(request.meta, &request.headers, &request.credentials)
            .map_err(|error| error.of(request.meta))?;
        let held = |index| RequestCredential {
            index,
            token: None,
            rejected: None,
        };
        Ok(Self {
            config,
            request,
            credentials: found.into_iter().map(held).collect(),
            started: now,
            attempted: now,
            retries: 0,
            failed_fetches: 0,
            redirects: 0,
            renewed: TokenRenewal::NotYet,
            next: Next::Attempt,
        })
    }

    /// The next step.
    pub(crate) fn step(&mut self, now: SystemTime) -> Step<'a> {
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

    fn attempt(&mut self, now: SystemTime) -> Result<Step<'a>, Error> {
        let limit = self.remaining(now);
        if limit == Some(Duration::ZERO) {
            return Err(self.out_of_time());
        }
        for held in &self.credentials {
            let (_, credential) = self
                .config
                .credentials
                .get(held.index)
                .ok_or_else(missing_credential)?;
            if let (CredentialKind::Provided(source), None) = (&credential.0, &held.token) {
                self.next = Next::Attempt;
                return Ok(Step::Token(source, held.rejected.clone(), limit));
            }
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

    /// The URL and headers of the request, with credentials.
    fn authenticated(&self) -> Result<(Uri, HeaderMap), Error> {
        let mut headers = self.request.headers.clone();
        let uri = &self.request.uri;
        let path_and_query = uri.path_and_query().map_or("/", |target| target.as_str());
        let mut target = Cow::Borrowed(path_and_query);
        for held in &self.credentials {
            let (scheme, credential) = self
                .config
                .credentials
                .get(held.index)
                .ok_or_else(missing_credential)?;
            let secret = match &credential.0 {
                CredentialKind::Fixed { secret, .. } => secret,
                CredentialKind::Provided(_) | CredentialKind::OAuth(_) => {
                    held.token.as_ref().ok_or_else(missing_credential)?
                }
            };
            apply(scheme, secret.reveal(), &mut target, &mut headers).map_err(|message| {
                let name = scheme.name;
                Error::new(
                    ErrorKind::Credentials,
                    format!("credentials of `{name}`: {message}"),
                )
            })?;
        }
        if let Cow::Borrowed(_) = target {
            return Ok((uri.clone(), headers));
        }
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = target.parse().ok();
        let uri = Uri::from_parts(parts).map_err(|_| {
            Error::new(
                ErrorKind::Credentials,
                "the API key can't be sent in the query",
            )
        })?;
        Ok((uri, headers))
    }

    /// Takes the result of [`Step::Token`]. `None` if the time limit is exceeded.
    pub(crate) fn token(&mut self, result: Option<Result<Secret, TokenFailure>>, now: SystemTime) {
        match result {
            Some(Ok(token)) => {
                let waiting =
                    self.credentials.iter_mut().find(|held| {
                        held.token.is_none()
                            && self.config.credentials.get(held.index).is_some_and(
                                |(_, credential)| {
                                    matches!(credential.0, CredentialKind::Provided(_))
                                },
                            )
                    });
                if let Some(held) = waiting {
                    held.token = Some(token);
                }
            }
            Some(Err(failure)) => self.next = self.fetch_again(failure, now),
            None => {
                let error = Error::new(ErrorKind::Timeout, "timed out waiting for a token");
                self.next = Next::End(Err(error));
            }
        }
    }

    /// Plans another fetch of a token, if the policy allows one. All waiting calls have the same
    /// delay, so that they share the next fetch, too.
    fn fetch_again(&mut self, failure: TokenFailure, now: SystemTime) -> Next {
        let (delay, is_final) = (failure.delay(now), failure.is_final);
        let message = format!("no token could be fetched: {failure}");
        let error = Error::new(ErrorKind::Credentials, message).with_source(failure);
        if is_final || self.failed_fetches >= self.config.retry.retries {
            return Next::End(Err(error));
        }
        self.failed_fetches += 1;
        Next::Wait(delay, error)
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

    /// Follows a redirect. Returns whether that is allowed: to another origin only without anything
    /// that can be secret, and only if the user wants that.
    fn follow(&mut self, to: &Uri) -> bool {
        let from = &self.request.uri;
        if !redirect::is_same_origin(from, to) {
            let is_safe = redirect::is_safe_without_credentials(from, to);
            if !self.request.cross_origin_redirects || !is_safe {
                return false;
            }
            self.credentials.clear();
            self.request.headers = redirect::without_secrets(&self.request.headers);
        }
        self.redirects += 1;
        self.request.uri = to.clone();
        true
    }

    /// The credentials of the request, which a server may repeat in its response.
    fn secrets(&self) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for held in &self.credentials {
            let credential = self.config.credentials.get(held.index);
            match credential.map(|(_, credential)| &credential.0) {
                Some(CredentialKind::Fixed { kind, secret }) => {
                    secrets.push(secret.clone());
                    secrets.extend(kind.password(secret));
                }
                _ => secrets.extend(held.token.clone()),
            }
        }
        secrets.extend(self.config.secrets_in(&self.request.headers));
        secrets
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

    /// Drops the tokens that the server rejected, so that new ones are fetched. Once per call, and
    /// only if there are any.
    fn renew(&mut self) -> bool {
        if self.renewed == TokenRenewal::Once {
            return false;
        }
        self.renewed = TokenRenewal::Once;
        let mut any = false;
        for held in &mut self.credentials {
            if let Some(token) = held.token.take() {
                held.rejected = Some(token);
                any = true;
            }
        }
        any
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

    fn end(&self, result: Result<Received, Error>) -> Step<'a> {
        Step::Done(result.map_err(|error| error.of(self.request.meta)))
    }
}

/// The error for an invalid index. It can't occur, but is no reason to panic.
#[cold]
fn missing_credential() -> Error {
    Error::new(ErrorKind::Credentials, "credentials are missing")
}
