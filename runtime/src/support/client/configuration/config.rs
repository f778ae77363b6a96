//! The configuration of a client, which the async client and the blocking client share.

use std::borrow::Cow;
#[cfg(feature = "servers")]
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use http::HeaderMap;

#[cfg(feature = "call-limit")]
use super::CallLimit;
#[cfg(feature = "checks")]
use super::Check;
use super::base_url::BaseUrl;
use super::overrides::{Checks, Overrides, Target};
#[cfg(feature = "auth")]
use super::{Credential, Scheme};
use super::{
    Decoding, EmptyPathParameters, Error, ErrorKind, Meta, Operation, PreparedRequest,
    RequestBuilder, RetryBudget, RetryPolicy, Service,
};
#[cfg(feature = "observers")]
use super::{Observer, TraceContext};

/// The complete configuration of a client, except its transport.
pub struct Config {
    pub(super) service: &'static Service,
    /// The base URL, or the reason why there is none.
    pub(super) base: Result<BaseUrl, String>,
    /// Replacements for servers that single operations declare, by declared URL.
    #[cfg(feature = "servers")]
    pub(super) bases: BTreeMap<String, BaseUrl>,
    #[cfg(feature = "servers")]
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) headers: HeaderMap,
    #[cfg(feature = "auth")]
    pub(crate) credentials: Vec<(&'static Scheme, Credential)>,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    #[cfg(feature = "byte-streams")]
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_response_bytes: usize,
    pub(crate) decoding: Decoding,
    /// Whether operations are sent without credentials if the client has none for them.
    #[cfg(feature = "auth")]
    pub(crate) anonymous: bool,
    /// Whether redirects to other origins are followed, without credentials.
    pub(crate) cross_origin_redirects: bool,
    #[cfg(feature = "paging")]
    pub(crate) max_pages: Option<usize>,
    #[cfg(feature = "call-limit")]
    pub(crate) call_limit: Option<CallLimit>,
    #[cfg(feature = "observers")]
    pub(crate) observer: Option<Observer>,
    #[cfg(feature = "observers")]
    pub(crate) trace_context: Option<TraceContext>,
}

impl Config {
    /// Validates an operation and builds its request.
    pub(crate) fn prepare<Op: Operation>(
        &self,
        op: &Op,
        overrides: &Overrides,
    ) -> Result<PreparedRequest, Error> {
        let empty = match overrides.checks() {
            Checks::Made => EmptyPathParameters::Refused,
            Checks::Skipped => EmptyPathParameters::Allowed,
        };
        let mut request = RequestBuilder::new(const { &Op::META }, empty);
        op.request(&mut request);
        #[cfg(feature = "checks")]
        if empty == EmptyPathParameters::Refused {
            let mut check = Check::new();
            op.check(&mut check);
            request.check(check);
        }
        let mut prepared = self.assemble(const { &Op::META }, request, overrides)?;
        prepared.success_statuses = Op::EXTRA_SUCCESS_STATUSES;
        #[cfg(feature = "idempotency")]
        prepared.set_idempotency_key(Op::IDEMPOTENCY_KEY);
        Ok(prepared)
    }

    fn assemble(
        &self,
        meta: &'static Meta,
        request: RequestBuilder,
        overrides: &Overrides,
    ) -> Result<PreparedRequest, Error> {
        let assemble = || {
            let built = request.finish()?;
            let base = self.base_of(meta, overrides)?;
            PreparedRequest::new(self, meta, &base, built, overrides)
        };
        assemble().map_err(|error| error.of(meta))
    }

    #[cfg(feature = "servers")]
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

    #[cfg(not(feature = "servers"))]
    fn base_of(&self, _: &Meta, overrides: &Overrides) -> Result<Cow<'_, BaseUrl>, Error> {
        let base = match overrides.get().and_then(|changes| changes.target.as_ref()) {
            Some(Target::Url(url)) => BaseUrl::parse(url).map(Cow::Owned),
            None => self.base.as_ref().map(Cow::Borrowed).map_err(Clone::clone),
        };
        base.map_err(|message| Error::new(ErrorKind::InvalidRequest, message))
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Client");
        out.field("service", &self.service.name);
        out.field("base_url", &self.base.as_ref().map_or("", BaseUrl::as_str));
        #[cfg(feature = "auth")]
        out.field("credentials", &self.scheme_names());
        out.finish_non_exhaustive()
    }
}
