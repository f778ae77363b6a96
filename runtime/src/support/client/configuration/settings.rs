//! The settings that a builder collects, and their validation against the API.

#[cfg(feature = "servers")]
use std::collections::BTreeMap;
use std::time::Duration;

use http::HeaderMap;
use http::header::USER_AGENT;

#[cfg(feature = "call-limit")]
use super::CallLimit;
#[cfg(feature = "auth")]
use super::Credential;
#[cfg(feature = "servers")]
use super::Server;
#[cfg(feature = "unix-sockets")]
use super::UnixSocket;
use super::base_url::BaseUrl;
use super::config::Config;
#[cfg(feature = "oauth")]
use super::oauth_schemes::with_endpoints;
#[cfg(feature = "auth")]
use super::scheme_assignment::assign_credentials;
use super::{Decoding, Error, ErrorKind, RetryBudget, RetryPolicy, Service, header};
#[cfg(feature = "observers")]
use super::{Observer, TraceContext};

/// The settings that a builder collects.
pub(crate) struct Settings {
    #[cfg(feature = "auth")]
    pub(crate) credentials: Vec<(SchemeSelector, Credential)>,
    pub(super) base_url: Option<String>,
    #[cfg(feature = "servers")]
    pub(super) server: Option<Server>,
    #[cfg(feature = "servers")]
    pub(super) base_urls: Vec<(String, String)>,
    #[cfg(feature = "servers")]
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(super) user_agent: Option<String>,
    pub(crate) retry: RetryPolicy,
    pub(super) retry_budget: Option<u32>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) connect_timeout: Option<Duration>,
    #[cfg(feature = "byte-streams")]
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_response_bytes: usize,
    pub(crate) decoding: Decoding,
    #[cfg(feature = "auth")]
    pub(super) anonymous: bool,
    pub(super) cross_origin_redirects: bool,
    #[cfg(feature = "paging")]
    pub(super) max_pages: Option<usize>,
    #[cfg(feature = "call-limit")]
    pub(crate) max_concurrent_calls: Option<usize>,
    #[cfg(feature = "observers")]
    pub(crate) observer: Option<Observer>,
    #[cfg(feature = "observers")]
    pub(crate) trace_context: Option<TraceContext>,
    /// Why the settings are invalid, if that is known before `build`.
    #[cfg(feature = "environment")]
    pub(super) problem: Option<String>,
}

/// The security schemes that a credential is for.
#[cfg(feature = "auth")]
pub(crate) enum SchemeSelector {
    /// All that accept this kind of credential.
    Matching,
    Named(String),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            #[cfg(feature = "auth")]
            credentials: Vec::new(),
            base_url: None,
            #[cfg(feature = "servers")]
            server: None,
            #[cfg(feature = "servers")]
            base_urls: Vec::new(),
            #[cfg(feature = "servers")]
            variables: BTreeMap::new(),
            headers: Vec::new(),
            user_agent: None,
            retry: RetryPolicy::default(),
            retry_budget: Some(100),
            timeout: Some(Duration::from_secs(120)),
            attempt_timeout: Some(Duration::from_secs(60)),
            connect_timeout: Some(Duration::from_secs(10)),
            #[cfg(feature = "byte-streams")]
            idle_timeout: Some(Duration::from_secs(120)),
            max_response_bytes: 64 * 1024 * 1024,
            decoding: Decoding::default(),
            #[cfg(feature = "auth")]
            anonymous: false,
            cross_origin_redirects: false,
            #[cfg(feature = "paging")]
            max_pages: None,
            #[cfg(feature = "call-limit")]
            max_concurrent_calls: None,
            #[cfg(feature = "observers")]
            observer: None,
            #[cfg(feature = "observers")]
            trace_context: None,
            #[cfg(feature = "environment")]
            problem: None,
        }
    }
}

impl Settings {
    /// Validates the settings. The error names what is wrong and what the API declares.
    pub(crate) fn resolve(self, service: &'static Service) -> Result<Config, Error> {
        self.resolved(service)
            .map_err(|message| Error::new(ErrorKind::Configuration, message))
    }

    /// The socket, if the base URL is one.
    #[cfg(feature = "unix-sockets")]
    pub(crate) fn unix_socket(&self) -> Option<UnixSocket> {
        self.base_url.as_deref().and_then(UnixSocket::parse)
    }

    fn resolved(self, service: &'static Service) -> Result<Config, String> {
        #[cfg(feature = "environment")]
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        #[cfg(feature = "servers")]
        self.check_variables(service)?;
        #[cfg(feature = "call-limit")]
        if self.max_concurrent_calls == Some(0) {
            return Err("`max_concurrent_calls` must be at least 1".to_owned());
        }
        let base = match &self.base_url {
            Some(url) => Ok(self.given_base(url)?),
            None => match self.declared_base(service) {
                Some(base) => Ok(base?),
                None => Err("the API declares no server: set `base_url`".to_owned()),
            },
        };
        #[cfg(feature = "servers")]
        let bases = self.bases(service)?;
        let headers = self.all_headers(service)?;
        #[cfg(feature = "auth")]
        let credentials = assign_credentials(self.credentials, service)?;
        #[cfg(feature = "oauth")]
        let credentials = with_endpoints(credentials, &base)?;
        Ok(Config {
            service,
            #[cfg(feature = "servers")]
            bases,
            headers,
            #[cfg(feature = "auth")]
            credentials,
            base,
            #[cfg(feature = "servers")]
            variables: self.variables,
            retry: self.retry,
            retry_budget: RetryBudget::new(self.retry_budget),
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            #[cfg(feature = "byte-streams")]
            idle_timeout: self.idle_timeout,
            max_response_bytes: self.max_response_bytes,
            decoding: self.decoding,
            #[cfg(feature = "auth")]
            anonymous: self.anonymous,
            cross_origin_redirects: self.cross_origin_redirects,
            #[cfg(feature = "paging")]
            max_pages: self.max_pages,
            #[cfg(feature = "call-limit")]
            call_limit: self.max_concurrent_calls.map(CallLimit::new),
            #[cfg(feature = "observers")]
            observer: self.observer,
            #[cfg(feature = "observers")]
            trace_context: self.trace_context,
        })
    }

    #[cfg(feature = "unix-sockets")]
    fn given_base(&self, url: &str) -> Result<BaseUrl, String> {
        match self.unix_socket() {
            Some(socket) => BaseUrl::parse(&socket.base),
            None => BaseUrl::parse(url),
        }
    }

    #[cfg(not(feature = "unix-sockets"))]
    fn given_base(&self, url: &str) -> Result<BaseUrl, String> {
        BaseUrl::parse(url)
    }

    #[cfg(feature = "servers")]
    fn declared_base(&self, service: &Service) -> Option<Result<BaseUrl, String>> {
        let server = self.server.as_ref().or(service.servers.first())?;
        Some(BaseUrl::of_server(server, &self.variables))
    }

    #[cfg(not(feature = "servers"))]
    fn declared_base(&self, service: &Service) -> Option<Result<BaseUrl, String>> {
        service.servers.first().map(BaseUrl::of_server)
    }

    fn all_headers(&self, service: &Service) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::new();
        let usual = format!("{}/{}", service.name, service.version);
        let user_agent = self.user_agent.as_deref().unwrap_or(&usual);
        headers.insert(USER_AGENT, header("user-agent", user_agent)?.1);
        for (name, value) in &self.headers {
            let (name, value) = header(name, value)?;
            headers.insert(name, value);
        }
        Ok(headers)
    }
}
