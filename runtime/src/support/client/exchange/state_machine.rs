//! The state machine of a call, without I/O: it decides the next step, the client carries the step
//! out and reports the result.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, Uri};

use super::prepared_request::Prepared;
use super::retry::retry_after;
use super::time_limit::Limit;
use super::{
    Body, CredentialKind, Error, ErrorKind, ProviderError, Received, Secret, Shared, TokenSource,
    apply, redirect, retry, trace,
};

/// A call from its first attempt to its result.
pub(crate) struct Exchange<'a> {
    shared: &'a Shared,
    plan: Prepared,
    /// The credentials of the request: indices into the client's credentials, with their tokens.
    credentials: Vec<Held>,
    started: SystemTime,
    /// The start of the current attempt.
    attempted: SystemTime,
    retries: u32,
    redirects: u32,
    renewed: Renewed,
    next: Next,
}

struct Held {
    index: usize,
    token: Option<Secret>,
    refused: Option<Secret>,
}

#[derive(PartialEq, Eq)]
enum Renewed {
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
    Token(&'a TokenSource, Option<Secret>, Option<Duration>),
    /// Send the request within the time limit and pass the result to [`Exchange::answer`].
    Send(http::Request<Body>, Option<Duration>),
    /// Sleep.
    Sleep(Duration),
    /// The call is complete.
    Done(Result<Received, Error>),
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(shared: &'a Shared, plan: Prepared, now: SystemTime) -> Result<Self, Error> {
        let found = shared
            .credentials_for(plan.meta, &plan.headers)
            .map_err(|error| error.of(plan.meta.name))?;
        let held = |index| Held {
            index,
            token: None,
            refused: None,
        };
        Ok(Self {
            shared,
            plan,
            credentials: found.into_iter().map(held).collect(),
            started: now,
            attempted: now,
            retries: 0,
            redirects: 0,
            renewed: Renewed::NotYet,
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
                self.retries += 1;
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
            let (_, credential) = self.shared.credentials.get(held.index).ok_or_else(lost)?;
            if let (CredentialKind::Provided(source), None) = (&credential.0, &held.token) {
                self.next = Next::Attempt;
                return Ok(Step::Token(source, held.refused.clone(), limit));
            }
        }
        let (uri, headers) = self.authenticated()?;
        let limit = match (limit, self.shared.attempt_timeout) {
            (Some(all), Some(one)) => Some(all.min(one)),
            (all, one) => all.or(one),
        };
        self.attempted = now;
        Ok(Step::Send(self.plan.to_http(uri, headers), limit))
    }

    /// The URL and headers of the request, with credentials.
    fn authenticated(&self) -> Result<(Uri, HeaderMap), Error> {
        let mut headers = self.plan.headers.clone();
        let uri = &self.plan.uri;
        let mut target = uri
            .path_and_query()
            .map_or("/", |target| target.as_str())
            .to_owned();
        for held in &self.credentials {
            let (scheme, credential) = self.shared.credentials.get(held.index).ok_or_else(lost)?;
            let secret = match &credential.0 {
                CredentialKind::Fixed { secret, .. } => secret,
                CredentialKind::Provided(_) => held.token.as_ref().ok_or_else(lost)?,
            };
            apply(scheme, secret.reveal(), &mut target, &mut headers).map_err(|message| {
                let name = scheme.name;
                Error::new(
                    ErrorKind::Credentials,
                    format!("credentials of `{name}`: {message}"),
                )
            })?;
        }
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = target.parse().ok();
        let uri = Uri::from_parts(parts)
            .map_err(|_| Error::new(ErrorKind::Credentials, "the API key can't be sent in the query"))?;
        Ok((uri, headers))
    }

    /// Takes the result of [`Step::Token`].
    pub(crate) fn token(&mut self, result: Result<Secret, Error>) {
        match result {
            Ok(token) => {
                let waiting =
                    self.credentials.iter_mut().find(|held| {
                        held.token.is_none()
                            && self.shared.credentials.get(held.index).is_some_and(
                                |(_, credential)| {
                                    matches!(credential.0, CredentialKind::Provided(_))
                                },
                            )
                    });
                if let Some(held) = waiting {
                    held.token = Some(token);
                }
            }
            Err(error) => self.next = Next::End(Err(error)),
        }
    }

    /// Takes the result of [`Step::Send`].
    pub(crate) fn answer(&mut self, result: Result<Received, Error>, now: SystemTime) {
        let elapsed = now.duration_since(self.attempted).unwrap_or_default();
        trace::attempt(
            self.plan.meta,
            &self.plan.uri,
            self.retries,
            &result,
            elapsed,
        );
        self.next = match result {
            Ok(received) => self.judge(received, now),
            Err(error) if error.is_transport() => self.again(None, error),
            Err(error) => Next::End(Err(error)),
        };
    }

    fn judge(&mut self, mut received: Received, now: SystemTime) -> Next {
        let status = received.status();
        if (200..300).contains(&status) || self.plan.answers.contains(&status) {
            received.misfits = self.plan.misfits;
            return Next::End(Ok(received));
        }
        if status == 401 && self.plan.body.is_whole() && self.renew() {
            return Next::Attempt;
        }
        let may_follow = self.plan.meta.method.is_read() && self.plan.body.is_whole();
        if may_follow && self.redirects < redirect::MOST {
            if let Some(to) = redirect::target(&self.plan.uri, &received) {
                self.redirects += 1;
                self.plan.uri = to;
                return Next::Attempt;
            }
        }
        let asked = retry_after(received.header("retry-after"), now);
        let error = Error::status_error(received);
        if retry::is_passing(status) {
            self.again(asked, error)
        } else {
            Next::End(Err(error))
        }
    }

    /// Plans a retry, if the policy allows one.
    fn again(&self, asked: Option<Duration>, error: Error) -> Next {
        let policy = &self.plan.retry;
        let may = self.retries < policy.retries && self.plan.body.is_whole();
        match policy.delay(self.retries, asked) {
            Some(delay) if may => Next::Wait(delay, error),
            _ => Next::End(Err(error)),
        }
    }

    /// Drops the tokens that the server rejected, so that new ones are fetched. Once per call, and
    /// only if there are any.
    fn renew(&mut self) -> bool {
        if self.renewed == Renewed::Once {
            return false;
        }
        self.renewed = Renewed::Once;
        let mut any = false;
        for held in &mut self.credentials {
            if let Some(token) = held.token.take() {
                held.refused = Some(token);
                any = true;
            }
        }
        any
    }

    fn remaining(&self, now: SystemTime) -> Option<Duration> {
        let elapsed = now.duration_since(self.started).unwrap_or_default();
        self.plan.timeout.map(|all| all.saturating_sub(elapsed))
    }

    fn has_time_for(&self, delay: Duration, now: SystemTime) -> bool {
        self.remaining(now).is_none_or(|left| delay < left)
    }

    fn out_of_time(&self) -> Error {
        let limit = Limit(self.plan.timeout.unwrap_or_default());
        Error::new(
            ErrorKind::Timeout,
            format!("the time limit of {limit} is exceeded"),
        )
    }

    fn end(&self, result: Result<Received, Error>) -> Step<'a> {
        Step::Done(result.map_err(|error| error.of(self.plan.meta.name)))
    }
}

/// The error for an invalid index. It can't occur, but is no reason to panic.
#[cold]
fn lost() -> Error {
    Error::new(ErrorKind::Credentials, "credentials are missing")
}

/// Converts the error of a token provider.
pub(crate) fn provider_error(error: ProviderError) -> Error {
    let message = format!("no token could be fetched: {error}");
    Error::new(ErrorKind::Credentials, message).with_source(error)
}
