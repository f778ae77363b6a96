//! Base URLs: what the paths of operations are appended to.

#[cfg(feature = "servers")]
use std::collections::BTreeMap;

use http::Uri;

use super::{Server, is_dot_segment};

/// Scheme, authority and path, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    /// Parses a URL. The error describes what is wrong.
    pub(super) fn parse(url: &str) -> Result<Self, String> {
        if url.contains('@') {
            // The message omits the URL, because the part before the `@` is a password.
            return Err(
                "the base URL must not contain credentials: configure them on the client".into(),
            );
        }
        let invalid = |what: &str| Err(format!("`{url}` can't be the base URL: {what}"));
        let Ok(uri) = url.parse::<Uri>() else {
            return invalid("it is not a valid URL");
        };
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return invalid("it must start with `https://` or `http://`");
        }
        let Some(authority) = uri.authority() else {
            return invalid("it has no host");
        };
        if uri.query().is_some() || url.contains('#') {
            return invalid("it must not have a query or a fragment");
        }
        let path = uri.path().trim_end_matches('/');
        if path.split('/').any(is_dot_segment) {
            return invalid("its path contains a `.` or `..` segment");
        }
        Ok(Self(format!(
            "{}://{authority}{path}",
            uri.scheme_str().unwrap_or("https")
        )))
    }

    /// The URL of a declared server. Each variable has its configured value, or else its default.
    #[cfg(feature = "servers")]
    pub(super) fn of_server(
        server: &Server,
        chosen: &BTreeMap<String, String>,
    ) -> Result<Self, String> {
        let mut url = server.url.to_owned();
        for variable in server.variables {
            let value = chosen
                .get(variable.name)
                .map_or(variable.default, String::as_str);
            if !variable.allows(value) {
                return Err(value_not_allowed(variable.name, value, variable.allowed));
            }
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        Self::declared(&url)
    }

    /// The URL of a declared server, which has no variables.
    #[cfg(not(feature = "servers"))]
    pub(super) fn of_server(server: &Server) -> Result<Self, String> {
        Self::declared(server.url)
    }

    fn declared(url: &str) -> Result<Self, String> {
        if !url.contains("://") {
            return Err(format!(
                "the API declares the server `{url}`, which has no host: set `base_url`"
            ));
        }
        Self::parse(url)
    }

    /// Appends a target (path and query).
    pub(crate) fn join(&self, target: &str) -> Result<Uri, String> {
        let mut url = String::with_capacity(self.0.len() + target.len());
        url.push_str(&self.0);
        url.push_str(target);
        Uri::try_from(url)
            .map_err(|error| format!("`{}{target}` is not a valid URL: {error}", self.0))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The message for a value that a server variable doesn't allow.
#[cfg(feature = "servers")]
#[cold]
pub(super) fn value_not_allowed(name: &str, value: &str, allowed: &[&str]) -> String {
    let allowed = allowed.join("`, `");
    format!("server variable `{name}` can't be `{value}`; allowed values: `{allowed}`")
}
