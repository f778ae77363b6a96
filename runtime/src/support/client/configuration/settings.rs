//! The settings that a builder collects, and their validation against the API.

use std::collections::BTreeMap;
use std::time::Duration;

use http::HeaderMap;
use http::header::USER_AGENT;

use super::base_url::{BaseUrl, value_not_allowed};
use super::config::Config;
use super::oauth_schemes::with_endpoints;
use super::scheme_assignment::assign_credentials;
use super::{
    CallLimit, Credential, Decoding, Error, ErrorKind, Observer, RetryBudget, RetryPolicy, Server,
    Service, TraceContext, UnixSocket, header,
};

/// The settings that a builder collects.
pub(crate) struct Settings {
    pub(crate) credentials: Vec<(SchemeSelector, Credential)>,
    pub(super) base_url: Option<String>,
    pub(super) server: Option<Server>,
    pub(super) base_urls: Vec<(String, String)>,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(super) user_agent: Option<String>,
    pub(crate) retry: RetryPolicy,
    pub(super) retry_budget: Option<u32>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_response_bytes: usize,
    pub(crate) decoding: Decoding,
    pub(super) anonymous: bool,
    pub(super) cross_origin_redirects: bool,
    pub(super) max_pages: Option<usize>,
    pub(crate) max_concurrent_calls: Option<usize>,
    pub(crate) observer: Option<Observer>,
    pub(crate) trace_context: Option<TraceContext>,
    /// Why the settings are invalid, if that is known before `build`.
    pub(super) problem: Option<String>,
}

/// The security schemes that a credential is for.
pub(crate) enum SchemeSelector {
    /// All that accept this kind of credential.
    Matching,
    Named(String),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            credentials: Vec::new(),
            base_url: None,
            server: None,
            base_urls: Vec::new(),
            variables: BTreeMap::new(),
            headers: Vec::new(),
            user_agent: None,
            retry: RetryPolicy::default(),
            retry_budget: Some(100),
            timeout: Some(Duration::from_secs(120)),
            attempt_timeout: Some(Duration::from_secs(60)),
            connect_timeout: Some(Duration::from_secs(10)),
            idle_timeout: Some(Duration::from_secs(120)),
            max_response_bytes: 64 * 1024 * 1024,
            decoding: Decoding::default(),
            anonymous: false,
            cross_origin_redirects: false,
            max_pages: None,
            max_concurrent_calls: None,
            observer: None,
            trace_context: None,
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
    pub(crate) fn unix_socket(&self) -> Option<UnixSocket> {
        self.base_url.as_deref().and_then(UnixSocket::parse)
    }

    fn resolved(self, service: &'static Service) -> Result<Config, String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        self.check_variables(service)?;
        if self.max_concurrent_calls == Some(0) {
            return Err("`max_concurrent_calls` must be at least 1".to_owned());
        }
        let server = self.server.as_ref().or(service.servers.first());
        let base = match (&self.base_url, server) {
            (Some(url), _) => Ok(match self.unix_socket() {
                Some(socket) => BaseUrl::parse(&socket.base)?,
                None => BaseUrl::parse(url)?,
            }),
            (None, Some(server)) => Ok(BaseUrl::of_server(server, &self.variables)?),
            (None, None) => Err("the API declares no server: set `base_url`".to_owned()),
        };
        let mut bases = BTreeMap::new();
        for (declared, url) in &self.base_urls {
            let mut known = service.operation_servers.iter();
            if !known.any(|server| server.url == declared) {
                return Err(no_server(declared, service));
            }
            bases.insert(declared.clone(), BaseUrl::parse(url)?);
        }
        let headers = self.all_headers(service)?;
        let credentials = assign_credentials(self.credentials, service)?;
        Ok(Config {
            service,
            bases,
            headers,
            credentials: with_endpoints(credentials, &base)?,
            base,
            variables: self.variables,
            retry: self.retry,
            retry_budget: RetryBudget::new(self.retry_budget),
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            idle_timeout: self.idle_timeout,
            max_response_bytes: self.max_response_bytes,
            decoding: self.decoding,
            anonymous: self.anonymous,
            cross_origin_redirects: self.cross_origin_redirects,
            max_pages: self.max_pages,
            call_limit: self.max_concurrent_calls.map(CallLimit::new),
            observer: self.observer,
            trace_context: self.trace_context,
        })
    }

    /// Each variable must be declared by some server that allows its value.
    fn check_variables(&self, service: &Service) -> Result<(), String> {
        for (name, value) in &self.variables {
            let declared = || service.variables().filter(|known| known.name == name);
            if declared().any(|variable| variable.allows(value)) {
                continue;
            }
            let allowed = distinct(declared().flat_map(|variable| variable.allowed).copied());
            return Err(match declared().next() {
                Some(_) => value_not_allowed(name, value, &allowed),
                None => no_variable(name, service),
            });
        }
        Ok(())
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

fn no_variable(name: &str, service: &Service) -> String {
    let known = distinct(service.variables().map(|variable| variable.name));
    if known.is_empty() {
        return format!("no server variable `{name}`: the API's servers have no variables");
    }
    format!(
        "no server variable `{name}`; declared variables: `{}`",
        known.join("`, `")
    )
}

fn no_server(url: &str, service: &Service) -> String {
    let given = match url.contains('@') {
        // The message omits the URL, because the part before the `@` is a password.
        true => "given",
        false => &format!("`{url}`"),
    };
    let known = distinct(service.operation_servers.iter().map(|server| server.url));
    let there = match known.is_empty() {
        true => "no operation declares a server".to_owned(),
        false => format!("declared servers: `{}`", known.join("`, `")),
    };
    let hint = match service.servers.iter().any(|server| server.url == url) {
        true => "; to replace the API's own server, set `base_url`",
        false => "",
    };
    format!("no operation declares the server {given}; {there}{hint}")
}

/// Removes duplicates and keeps the order.
fn distinct(all: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}
