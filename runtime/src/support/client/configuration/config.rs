//! The configuration of a client, which the async client and the blocking client share.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};

use super::base_url::BaseUrl;
use super::overrides::{CallCredentials, Checks, Overrides, Target};
use super::{
    CallLimit, Check, Credential, Decoding, EmptyPathParameters, Error, ErrorKind, Meta, Observer,
    Operation, PreparedRequest, RequestBuilder, RetryBudget, RetryPolicy, Scheme, SchemeKind,
    Secret, Service, TraceContext, header_of, required_credential,
};

/// The complete configuration of a client, except its transport.
pub struct Config {
    pub(super) service: &'static Service,
    /// The base URL, or the reason why there is none.
    pub(super) base: Result<BaseUrl, String>,
    /// Replacements for servers that single operations declare, by declared URL.
    pub(super) bases: BTreeMap<String, BaseUrl>,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Vec<(&'static Scheme, Credential)>,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_response_bytes: usize,
    pub(crate) decoding: Decoding,
    /// Whether operations are sent without credentials if the client has none for them.
    pub(crate) anonymous: bool,
    /// Whether redirects to other origins are followed, without credentials.
    pub(crate) cross_origin_redirects: bool,
    pub(crate) max_pages: Option<usize>,
    pub(crate) call_limit: Option<CallLimit>,
    pub(crate) observer: Option<Observer>,
    pub(crate) trace_context: Option<TraceContext>,
}

impl Config {
    /// Validates an operation and builds its request.
    pub(crate) fn prepare<Op: Operation>(
        &self,
        op: &Op,
        overrides: &Overrides,
    ) -> Result<PreparedRequest, Error> {
        let mut check = Check::new();
        let empty = match overrides.checks() {
            Checks::Made => EmptyPathParameters::Refused,
            Checks::Skipped => EmptyPathParameters::Allowed,
        };
        if empty == EmptyPathParameters::Refused {
            op.check(&mut check);
        }
        let mut request = RequestBuilder::new(const { &Op::META }, empty);
        op.request(&mut request);
        let mut prepared = self.assemble(const { &Op::META }, check, request, overrides)?;
        prepared.success_statuses = Op::EXTRA_SUCCESS_STATUSES;
        Ok(prepared.with_idempotency_key(Op::IDEMPOTENCY_KEY))
    }

    fn assemble(
        &self,
        meta: &'static Meta,
        check: Check,
        request: RequestBuilder,
        overrides: &Overrides,
    ) -> Result<PreparedRequest, Error> {
        let assemble = || {
            let built = request.finish()?;
            check.finish()?;
            let base = self.base_of(meta, overrides)?;
            PreparedRequest::new(self, meta, &base, built, overrides)
        };
        assemble().map_err(|error| error.of(meta))
    }

    fn base_of(&self, meta: &Meta, overrides: &Overrides) -> Result<Cow<'_, BaseUrl>, Error> {
        let given = overrides.get().and_then(|changes| changes.target.as_ref());
        let server = match given {
            Some(Target::Server(server)) => Some(server),
            Some(Target::Url(_)) | None => meta.server,
        };
        let base = match (given, server) {
            (Some(Target::Url(url)), _) => BaseUrl::parse(url).map(Cow::Owned),
            (_, None) => self.base.as_ref().map(Cow::Borrowed).map_err(Clone::clone),
            (_, Some(server)) => match self.bases.get(server.url) {
                Some(base) => Ok(Cow::Borrowed(base)),
                None => BaseUrl::of_server(server, &self.variables).map(Cow::Owned),
            },
        };
        base.map_err(|message| Error::new(ErrorKind::InvalidRequest, message))
    }

    /// Selects the credentials of a request, as indices into `credentials`: those that the call
    /// selects, or those of the first security requirement that the client can satisfy completely.
    pub(crate) fn credentials_for(
        &self,
        meta: &Meta,
        headers: &HeaderMap,
        selected: &CallCredentials,
    ) -> Result<Vec<usize>, Error> {
        match selected {
            CallCredentials::Declared => {}
            CallCredentials::None => return Ok(Vec::new()),
            CallCredentials::Schemes(names) => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                return self.satisfies(&names, headers).ok_or_else(|| {
                    let message = self.what_is_missing("the call", &[&names]);
                    Error::new(ErrorKind::Credentials, message)
                });
            }
        }
        let mut optional = self.anonymous || meta.security.is_empty();
        for alternative in meta.security {
            match self.satisfies(alternative, headers) {
                Some(found) if !alternative.is_empty() => return Ok(found),
                Some(_) => optional = true,
                None => {}
            }
        }
        if optional {
            return Ok(Vec::new());
        }
        let missing = self.what_is_missing("the operation", meta.security);
        Err(Error::new(
            ErrorKind::Credentials,
            format!(
                "{missing}. If the server needs none, use `without_credentials` or build the client \
                 with `anonymous`"
            ),
        ))
    }

    fn satisfies(&self, alternative: &[&str], headers: &HeaderMap) -> Option<Vec<usize>> {
        let mut found = Vec::new();
        for name in alternative {
            if self.is_provided(name, headers) {
                continue;
            }
            found.push(
                self.credentials
                    .iter()
                    .position(|(scheme, _)| scheme.name == *name)?,
            );
        }
        Some(found)
    }

    /// Whether a scheme needs no credential of the client: the request already has its header,
    /// which then takes precedence, or the scheme belongs to the transport.
    fn is_provided(&self, name: &str, headers: &HeaderMap) -> bool {
        let scheme = self
            .service
            .schemes
            .iter()
            .find(|scheme| scheme.name == name);
        scheme.is_some_and(|scheme| match header_of(scheme.kind) {
            Some(header) => headers.contains_key(header),
            None => scheme.kind == SchemeKind::MutualTls,
        })
    }

    /// The credentials that a call or the client sets as headers.
    pub(crate) fn secrets_in(&self, headers: &HeaderMap) -> Vec<Secret> {
        let schemes = self.service.schemes.iter();
        let of_schemes = schemes.filter_map(|scheme| header_of(scheme.kind));
        let of_schemes = of_schemes.filter(|name| *name != AUTHORIZATION);
        let values = of_schemes.map(|name| headers.get(name));
        let standard = [AUTHORIZATION, PROXY_AUTHORIZATION];
        let values = values.chain(standard.iter().map(|name| headers.get(name)));
        let values = values.filter_map(|value| value?.to_str().ok());
        // The scheme, such as `Bearer`, is no secret.
        let secrets = values.filter_map(|value| value.split_whitespace().next_back());
        let cookies = headers
            .get(COOKIE)
            .and_then(|cookies| cookies.to_str().ok());
        let cookies = cookies.into_iter().flat_map(|cookies| cookies.split(';'));
        let cookies = cookies.filter_map(|cookie| Some(cookie.split_once('=')?.1.trim()));
        secrets.chain(cookies).map(Secret::new).collect()
    }

    #[cold]
    fn what_is_missing(&self, who: &str, alternatives: &[&[&str]]) -> String {
        let describe = |name: &&str| {
            let scheme = self
                .service
                .schemes
                .iter()
                .find(|scheme| scheme.name == *name);
            let what = scheme.map_or("undeclared", |scheme| required_credential(scheme.kind));
            format!("`{name}` ({what})")
        };
        let alternatives: Vec<String> = alternatives
            .iter()
            .map(|all| all.iter().map(describe).collect::<Vec<_>>().join(" and "))
            .collect();
        format!(
            "the client has no credentials: {who} requires {}",
            alternatives.join(", or ")
        )
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<&str> = self
            .credentials
            .iter()
            .map(|(scheme, _)| scheme.name)
            .collect();
        f.debug_struct("Client")
            .field("service", &self.service.name)
            .field("base_url", &self.base.as_ref().map_or("", BaseUrl::as_str))
            .field("credentials", &schemes)
            .finish_non_exhaustive()
    }
}
