//! What of an exchange is not written to the file.

use std::collections::BTreeSet;

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, Uri};
use serde_json::{Map, Value};

use super::entry::{RecordedRequest, body_value};
use super::{ApiKeyLocation, Base64, SchemeKind, Secret, declared, redacted};

const REDACTED: &str = "[redacted]";

/// Properties of OAuth 2.0 requests and responses, and passwords.
const PROPERTIES: [&str; 7] = [
    "access_token",
    "client_assertion",
    "client_secret",
    "code_verifier",
    "id_token",
    "password",
    "refresh_token",
];

/// The names of headers, parameters and properties that are secret. Headers are in lower case.
#[derive(Clone, Debug)]
pub(super) struct Redactor {
    pub(super) headers: BTreeSet<String>,
    pub(super) parameters: BTreeSet<String>,
    pub(super) properties: BTreeSet<String>,
}

/// The credentials that the API declares, and those of HTTP.
impl Default for Redactor {
    fn default() -> Self {
        let standard = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE, SET_COOKIE];
        let mut headers: BTreeSet<String> = standard.iter().map(ToString::to_string).collect();
        let mut parameters = BTreeSet::new();
        for scheme in declared().schemes {
            if let SchemeKind::ApiKey { location, name } = scheme.kind {
                match location {
                    ApiKeyLocation::Header => drop(headers.insert(name.to_ascii_lowercase())),
                    ApiKeyLocation::Query => drop(parameters.insert(name.to_owned())),
                    ApiKeyLocation::Cookie => {}
                }
            }
        }
        let properties = PROPERTIES.iter().map(|name| (*name).to_owned());
        Self {
            headers,
            parameters,
            properties: properties.collect(),
        }
    }
}

impl Redactor {
    pub(super) fn request(&self, parts: &Parts, body: &[u8]) -> RecordedRequest {
        let secrets = self.secrets(parts);
        RecordedRequest {
            method: parts.method.to_string(),
            url: redacted(self.url(&parts.uri), &secrets),
            headers: self.headers(&parts.headers, &secrets),
            body: self.body(body, &secrets),
        }
    }

    /// The credentials of a request, which the server may repeat.
    pub(super) fn secrets(&self, parts: &Parts) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for (name, value) in &parts.headers {
            let Ok(value) = value.to_str() else {
                continue;
            };
            if name == COOKIE {
                let cookies = value.split(';').filter_map(|pair| pair.split_once('='));
                secrets.extend(cookies.map(|(_, value)| Secret::new(value.trim())));
            } else if self.headers.contains(name.as_str()) {
                // The scheme, such as `Bearer`, is no secret.
                let secret = value.split_whitespace().next_back().unwrap_or_default();
                secrets.extend(password(value, secret).map(Secret::new));
                secrets.push(Secret::new(secret));
            }
        }
        for (name, value) in pairs(parts.uri.query().unwrap_or_default()) {
            if self.parameters.contains(name) {
                secrets.push(Secret::new(value));
            }
        }
        secrets
    }

    fn url(&self, uri: &Uri) -> String {
        let query = uri.query().map_or(String::new(), |query| {
            format!("?{}", redacted_pairs(query, &self.parameters))
        });
        let scheme = uri.scheme_str().unwrap_or("https");
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        // Without a user, which can be a credential.
        let host = authority.rsplit('@').next().unwrap_or_default();
        format!("{scheme}://{host}{}{query}", uri.path())
    }

    pub(super) fn headers(&self, headers: &HeaderMap, secrets: &[Secret]) -> Map<String, Value> {
        let mut map = Map::new();
        for name in headers.keys() {
            let values = headers.get_all(name).iter().map(|value| {
                let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
                match self.headers.contains(name.as_str()) {
                    true => Value::from(REDACTED),
                    false => Value::from(redacted(text, secrets)),
                }
            });
            let mut values: Vec<Value> = values.collect();
            let value = match (values.len(), values.pop()) {
                (1, Some(only)) => only,
                (_, last) => values.into_iter().chain(last).collect(),
            };
            map.insert(name.to_string(), value);
        }
        map
    }

    /// A body without secret properties of JSON or of a form, and without the given secrets.
    pub(super) fn body(&self, body: &[u8], secrets: &[Secret]) -> Value {
        let Ok(text) = std::str::from_utf8(body) else {
            return body_value(body);
        };
        let text = match serde_json::from_str::<Value>(text) {
            Ok(mut json) => match self.redact_json(&mut json) {
                true => json.to_string(),
                false => text.to_owned(),
            },
            Err(_) => redacted_pairs(text, &self.properties),
        };
        redacted(text, secrets).into()
    }

    /// Replaces secret properties. Returns whether there was one.
    fn redact_json(&self, json: &mut Value) -> bool {
        match json {
            Value::Array(items) => {
                let mut any = false;
                for item in items {
                    any |= self.redact_json(item);
                }
                any
            }
            Value::Object(properties) => {
                let mut any = false;
                for (name, value) in properties {
                    if self.properties.contains(name) && !value.is_null() {
                        *value = REDACTED.into();
                        any = true;
                    } else if self.redact_json(value) {
                        any = true;
                    }
                }
                any
            }
            _ => false,
        }
    }
}

/// The password of `Basic` credentials.
fn password(header: &str, encoded: &str) -> Option<String> {
    let is_basic = header.get(..6)?.eq_ignore_ascii_case("basic ");
    let decoded = is_basic.then(|| Base64::from_encoded(encoded).decode().ok())?;
    let decoded = String::from_utf8(decoded?).ok()?;
    let (_, password) = decoded.split_once(':')?;
    Some(password.to_owned())
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&');
    pairs.filter_map(|pair| pair.split_once('='))
}

/// A query or a form, with the values of some names replaced. Any other text remains as it is.
fn redacted_pairs(text: &str, names: &BTreeSet<String>) -> String {
    let replaced = text.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if names.contains(name) => format!("{name}={REDACTED}"),
        _ => pair.to_owned(),
    });
    replaced.collect::<Vec<_>>().join("&")
}
