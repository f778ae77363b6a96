//! The credentials of requests.

use http::HeaderMap;

use super::config::Config;
use super::overrides::CallCredentials;
use super::{Error, ErrorKind, Meta, SchemeKind, header_of, required_credential};

impl Config {
    /// The security schemes that the client has credentials for.
    pub(super) fn scheme_names(&self) -> Vec<&'static str> {
        let credentials = self.credentials.iter();
        credentials.map(|(scheme, _)| scheme.name).collect()
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
