//! The credentials of a call: how they get into its requests, and how their tokens are renewed.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::SystemTime;

use http::{HeaderMap, Uri};

use super::prepared_request::PreparedRequest;
use super::state_machine::{Exchange, Next};
use super::{Config, CredentialKind, Error, ErrorKind, Secret, TokenCache, TokenFailure, apply};

/// A credential of the request.
pub(super) struct RequestCredential {
    index: usize,
    token: Option<Secret>,
    rejected: Option<Secret>,
}

/// Whether tokens that the server rejected were renewed.
#[derive(PartialEq, Eq)]
pub(super) enum TokenRenewal {
    NotYet,
    Once,
}

/// The source of a token, and the token that the server rejected.
type MissingToken = (Arc<TokenCache>, Option<Secret>);

impl RequestCredential {
    /// Those that the operation requires, or that the call selects.
    pub(super) fn all(config: &Config, request: &PreparedRequest) -> Result<Vec<Self>, Error> {
        let found = config
            .credentials_for(request.meta, &request.headers, &request.credentials)
            .map_err(|error| error.of(request.meta))?;
        let held = |index| Self {
            index,
            token: None,
            rejected: None,
        };
        Ok(found.into_iter().map(held).collect())
    }
}

impl Exchange<'_> {
    /// The source of the first token that is missing, and the token that the server rejected.
    pub(super) fn missing_token(&self) -> Result<Option<MissingToken>, Error> {
        for held in &self.credentials {
            let (_, credential) = self
                .config
                .credentials
                .get(held.index)
                .ok_or_else(missing_credential)?;
            if let (CredentialKind::Provided(source), None) = (&credential.0, &held.token) {
                return Ok(Some((source.clone(), held.rejected.clone())));
            }
        }
        Ok(None)
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

    /// The URL and headers of the request, with credentials.
    pub(super) fn authenticated(&self) -> Result<(Uri, HeaderMap), Error> {
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
                _ => held.token.as_ref().ok_or_else(missing_credential)?,
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

    /// The credentials of the request, which a server may repeat in its response.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for held in &self.credentials {
            let credential = self.config.credentials.get(held.index);
            match credential.map(|(_, credential)| &credential.0) {
                #[cfg(feature = "basic")]
                Some(CredentialKind::Fixed { kind, secret }) => {
                    secrets.push(secret.clone());
                    secrets.extend(kind.password(secret));
                }
                #[cfg(not(feature = "basic"))]
                Some(CredentialKind::Fixed { secret, .. }) => secrets.push(secret.clone()),
                _ => secrets.extend(held.token.clone()),
            }
        }
        secrets.extend(self.config.secrets_in(&self.request.headers));
        secrets
    }

    /// Drops the tokens that the server rejected, so that new ones are fetched. Once per call, and
    /// only if there are any.
    pub(super) fn renew(&mut self) -> bool {
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
}

/// The error for an invalid index. It can't occur, but is no reason to panic.
#[cold]
fn missing_credential() -> Error {
    Error::new(ErrorKind::Credentials, "credentials are missing")
}
