//! The choice between several servers, and the values of their variables.

use std::collections::BTreeMap;

use super::base_url::{BaseUrl, value_not_allowed};
use super::builder::Builder;
use super::settings::Settings;
use super::{AnyClient, Server, Service};

impl<C: AnyClient> Builder<C> {
    /// Sends requests to this server instead of the first one that the API declares. Operations
    /// that declare their own servers still use those.
    pub fn server(mut self, server: Server) -> Self {
        self.settings.server = Some(server);
        self
    }

    /// Replaces a server that single operations declare. `declared` is the URL as the OpenAPI
    /// document has it, including placeholders. It is an error if no operation declares that
    /// server.
    pub fn base_url_for(mut self, declared: impl Into<String>, url: impl Into<String>) -> Self {
        self.settings.base_urls.push((declared.into(), url.into()));
        self
    }

    /// Sets the value of a server variable, for the API's servers and for those that single
    /// operations declare.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.variables.insert(name.into(), value.into());
        self
    }
}

impl Settings {
    /// Replacements for servers that single operations declare.
    pub(super) fn bases(&self, service: &Service) -> Result<BTreeMap<String, BaseUrl>, String> {
        let mut bases = BTreeMap::new();
        for (declared, url) in &self.base_urls {
            let mut known = service.operation_servers.iter();
            if !known.any(|server| server.url == declared) {
                return Err(no_server(declared, service));
            }
            bases.insert(declared.clone(), BaseUrl::parse(url)?);
        }
        Ok(bases)
    }

    /// Each variable must be declared by some server that allows its value.
    pub(super) fn check_variables(&self, service: &Service) -> Result<(), String> {
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
