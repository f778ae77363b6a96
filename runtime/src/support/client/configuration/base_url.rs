//! The URL that the paths of operations stand under.

use std::collections::BTreeMap;

use http::Uri;

use super::Server;

/// Scheme, authority and path without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    /// Reads a URL; the error says what is wrong with it.
    pub(super) fn parse(url: &str) -> Result<Self, String> {
        if url.contains('@') {
            // Not shown: what stands before the `@` is a password.
            return Err("the base URL must not hold credentials: configure them by scheme".into());
        }
        let wrong = |what: &str| Err(format!("`{url}` can't be the base URL: {what}"));
        let Ok(uri) = url.parse::<Uri>() else {
            return wrong("it is no URL");
        };
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return wrong("it must begin with `https://` or `http://`");
        }
        let Some(authority) = uri.authority() else {
            return wrong("it has no host");
        };
        if uri.query().is_some() || url.contains('#') {
            return wrong("it must end with its path");
        }
        let path = uri.path().trim_end_matches('/');
        if path
            .split('/')
            .any(|segment| segment == "." || segment == "..")
        {
            return wrong("its path has a segment that is `.` or `..`");
        }
        Ok(Self(format!(
            "{}://{authority}{path}",
            uri.scheme_str().unwrap_or("https")
        )))
    }

    /// The URL that a server declares, with values for its variables: those chosen, else those it
    /// declares itself.
    pub(super) fn of_server(
        server: &Server,
        chosen: &BTreeMap<String, String>,
    ) -> Result<Self, String> {
        let mut url = server.url.to_owned();
        for variable in server.variables {
            let value = chosen
                .get(variable.name)
                .map_or(variable.default, String::as_str);
            if !variable.takes(value) {
                return Err(refused(variable.name, value, variable.allowed));
            }
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        if !url.contains("://") {
            return Err(format!(
                "the API declares the server `{url}`, which says no host: call `base_url`"
            ));
        }
        Self::parse(&url)
    }

    /// The URL of a target (path and query) below this one.
    pub(crate) fn join(&self, target: &str) -> Result<Uri, String> {
        format!("{}{target}", self.0)
            .parse()
            .map_err(|error| format!("`{}{target}` is no URL: {error}", self.0))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a variable can't have a value.
#[cold]
pub(super) fn refused(name: &str, value: &str, allowed: &[&str]) -> String {
    let allowed = allowed.join("`, `");
    format!("server variable `{name}` can't be `{value}`, only one of `{allowed}`")
}
