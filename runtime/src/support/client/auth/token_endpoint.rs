//! Requests to the token endpoint of an OAuth 2.0 scheme.

use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Uri};
use serde_json::Value;

use super::oauth::{OAuth, SecretLocation};
use super::{
    Base64, Body, ProviderError, Received, Secret, Token, encode_into, lock, pair_into, redacted,
};

/// A token endpoint, and how tokens are requested there.
pub(crate) struct TokenEndpoint {
    url: Uri,
    oauth: OAuth,
    scope: String,
    /// The current refresh token, since endpoints may replace it.
    refresh_token: Mutex<Option<Secret>>,
}

/// The error response of an endpoint (RFC 6749, section 5.2).
#[derive(Debug)]
pub(super) struct Refused {
    message: String,
    /// Whether another attempt would be refused, too.
    pub(super) is_final: bool,
}

impl TokenEndpoint {
    pub(crate) fn new(oauth: &OAuth, url: Uri, scopes: &[&str]) -> Self {
        let scope = match &oauth.scopes {
            Some(scopes) => scopes.join(" "),
            None => scopes.join(" "),
        };
        Self {
            url,
            oauth: oauth.clone(),
            scope,
            refresh_token: Mutex::new(oauth.refresh_token.clone()),
        }
    }

    /// The request for a token.
    pub(crate) fn request(&self) -> http::Request<Body> {
        let OAuth { id, secret, .. } = &self.oauth;
        let mut form = String::new();
        match &*lock(&self.refresh_token) {
            Some(token) => {
                pair_into(&mut form, "grant_type", "refresh_token");
                pair_into(&mut form, "refresh_token", token.reveal());
            }
            None => pair_into(&mut form, "grant_type", "client_credentials"),
        }
        if !self.scope.is_empty() {
            pair_into(&mut form, "scope", &self.scope);
        }
        let is_public = secret.reveal().is_empty();
        let in_body = is_public || self.oauth.secret_location == SecretLocation::Body;
        if in_body {
            pair_into(&mut form, "client_id", id);
            if !is_public {
                pair_into(&mut form, "client_secret", secret.reveal());
            }
        }
        let mut request = http::Request::new(Body::from(form));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = self.url.clone();
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let (false, Ok(mut value)) = (in_body, basic(id, secret)) {
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        request
    }

    /// The token of a response.
    pub(crate) fn token(
        &self,
        response: &Received,
        now: SystemTime,
    ) -> Result<Token, ProviderError> {
        let body: Value = response.json().unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let token = text("access_token").filter(|token| !token.is_empty());
        let (true, Some(token)) = ((200..300).contains(&response.status()), token) else {
            return Err(Box::new(self.refused(response, &body)));
        };
        if let (Some(new), true) = (text("refresh_token"), self.oauth.refresh_token.is_some()) {
            *lock(&self.refresh_token) = Some(Secret::new(new));
        }
        let seconds = body.get("expires_in").and_then(|value| match value {
            // Some endpoints send a string.
            Value::String(text) => text.parse().ok(),
            value => value.as_f64(),
        });
        let lifetime = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let end = lifetime.and_then(|lifetime| now.checked_add(lifetime));
        Ok(match end {
            Some(end) => Token::expiring(token, end),
            None => Token::new(token),
        })
    }

    #[cold]
    fn refused(&self, response: &Received, body: &Value) -> Refused {
        let status = response.status();
        let mut message = match status {
            200..300 => format!("the token endpoint returned {status} without a token"),
            _ => format!("the token endpoint returned {status}"),
        };
        for name in ["error", "error_description"] {
            if let Some(text) = body.get(name).and_then(Value::as_str) {
                message.push_str(": ");
                message.push_str(text);
            }
        }
        let token = lock(&self.refresh_token);
        let secrets: Vec<Secret> = token.iter().chain([&self.oauth.secret]).cloned().collect();
        Refused {
            message: redacted(message, &secrets),
            is_final: (400..500).contains(&status) && !matches!(status, 408 | 425 | 429),
        }
    }
}

/// Both are percent-encoded first (RFC 6749, section 2.3.1).
fn basic(id: &str, secret: &Secret) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
    let mut pair = String::new();
    encode_into(&mut pair, id);
    pair.push(':');
    encode_into(&mut pair, secret.reveal());
    HeaderValue::from_str(&format!("Basic {}", Base64::encode(pair).as_str()))
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}
