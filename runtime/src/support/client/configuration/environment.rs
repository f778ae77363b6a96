//! Settings from environment variables, for programs that ask for them.

use std::env::VarError;
use std::str::FromStr;
use std::time::Duration;

use super::{AnyClient, Builder};

impl<C: AnyClient> Builder<C> {
    /// Creates a builder with settings from environment variables whose names start with `prefix` and `_`, such as
    /// `PETS_TOKEN` for the prefix `PETS`. Variables that are missing or empty change nothing, and methods that are called
    /// afterwards take precedence. No other function reads these variables.
    ///
    /// | variable | setting |
    /// | --- | --- |
    /// | `…_BASE_URL` | `base_url` |
    /// | `…_TOKEN` | `bearer_token` |
    /// | `…_API_KEY` | `api_key` |
    /// | `…_USERNAME` and `…_PASSWORD` | `basic_auth` |
    /// | `…_CLIENT_ID` and `…_CLIENT_SECRET` | `client_credentials` |
    /// | `…_USER_AGENT` | `user_agent` |
    /// | `…_TIMEOUT` | `timeout`, in seconds; `0` means no limit |
    /// | `…_RETRIES` | `retries` |
    /// | `…_MAX_CONCURRENT_CALLS` | `max_concurrent_calls` |
    ///
    /// A value that is no number where one is expected, or only one variable of a pair, is an error of `build`.
    pub fn from_env(prefix: &str) -> Self {
        Self::from_variables(prefix, |name| std::env::var(name))
    }

    pub(crate) fn from_variables(
        prefix: &str,
        get: impl Fn(&str) -> Result<String, VarError>,
    ) -> Self {
        let mut variables = Variables {
            prefix,
            get: &get,
            problem: None,
        };
        let mut builder = Self::new();
        if let Some(url) = variables.text("BASE_URL") {
            builder = builder.base_url(url);
        }
        if let Some(token) = variables.text("TOKEN") {
            builder = builder.bearer_token(token);
        }
        if let Some(key) = variables.text("API_KEY") {
            builder = builder.api_key(key);
        }
        if let Some((user, password)) = variables.pair("USERNAME", "PASSWORD") {
            builder = builder.basic_auth(user, password);
        }
        if let Some((id, secret)) = variables.pair("CLIENT_ID", "CLIENT_SECRET") {
            builder = builder.client_credentials(id, secret);
        }
        if let Some(name) = variables.text("USER_AGENT") {
            builder = builder.user_agent(name);
        }
        if let Some(seconds) = variables.number::<f64>("TIMEOUT") {
            match Duration::try_from_secs_f64(seconds) {
                Ok(limit) => builder = builder.timeout(Some(limit).filter(|it| !it.is_zero())),
                Err(_) => variables.refuse("TIMEOUT", "is no number of seconds"),
            }
        }
        if let Some(retries) = variables.number::<u32>("RETRIES") {
            builder = builder.retries(retries);
        }
        if let Some(calls) = variables.number::<usize>("MAX_CONCURRENT_CALLS") {
            builder = builder.max_concurrent_calls(calls);
        }
        builder.settings.problem = variables.problem;
        builder
    }
}

struct Variables<'a> {
    prefix: &'a str,
    get: &'a dyn Fn(&str) -> Result<String, VarError>,
    /// The first one.
    problem: Option<String>,
}

impl Variables<'_> {
    fn text(&mut self, name: &str) -> Option<String> {
        match (self.get)(&format!("{}_{name}", self.prefix)) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => {
                self.refuse(name, "is not UTF-8");
                None
            }
        }
    }

    fn number<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let text = self.text(name)?;
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.refuse(name, "is no number");
        }
        number
    }

    fn pair(&mut self, first: &str, second: &str) -> Option<(String, String)> {
        match (self.text(first), self.text(second)) {
            (Some(one), Some(other)) => Some((one, other)),
            (None, None) => None,
            (Some(_), None) => self.missing(second, first),
            (None, Some(_)) => self.missing(first, second),
        }
    }

    fn missing(&mut self, name: &str, other: &str) -> Option<(String, String)> {
        let why = format!("is missing, but `{}_{other}` is set", self.prefix);
        self.refuse(name, &why);
        None
    }

    /// The value is not printed: it could be a secret.
    fn refuse(&mut self, name: &str, why: &str) {
        let message = || format!("the environment variable `{}_{name}` {why}", self.prefix);
        self.problem.get_or_insert_with(message);
    }
}
