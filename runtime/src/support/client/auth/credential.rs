//! Credentials, and how they are added to a request.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

#[cfg(feature = "basic")]
use super::Base64;
#[cfg(feature = "oauth")]
use super::oauth::OAuth;
use super::token_cache::TokenCache;
use super::{
    ApiKeyLocation, Scheme, SchemeKind, Secret, TokenProvider, cookie_into, encode_into, header,
    pair_into,
};

/// A credential for one of the API's security schemes: a token, a key, or user name and password.
///
/// `Debug` prints only its kind, never the secret.
#[derive(Clone)]
pub struct Credential(pub(crate) CredentialKind);

#[derive(Clone)]
pub(crate) enum CredentialKind {
    /// A fixed secret: the token, the key, or everything after `Basic ` or after `Authorization: `.
    Fixed {
        kind: SecretKind,
        secret: Secret,
    },
    Provided(Arc<TokenCache>),
    /// Becomes `Provided` when the client is built, which knows the token endpoint.
    #[cfg(feature = "oauth")]
    OAuth(OAuth),
}

/// The kind of security scheme that a credential is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    Bearer,
    #[cfg(feature = "basic")]
    Basic,
    ApiKey,
    Authorization,
}

#[cfg(feature = "basic")]
impl SecretKind {
    /// The password in a secret, if it has one.
    pub(crate) fn password(self, secret: &Secret) -> Option<Secret> {
        if self != Self::Basic {
            return None;
        }
        let decoded = Base64::from_encoded(secret.reveal()).decode().ok()?;
        let text = String::from_utf8(decoded).ok()?;
        text.split_once(':')
            .map(|(_, password)| Secret::new(password))
    }
}

impl Credential {
    /// A fixed bearer token (`Authorization: Bearer <token>`, RFC 6750).
    pub fn bearer(token: impl Into<String>) -> Self {
        Self::fixed(SecretKind::Bearer, token.into())
    }

    /// A bearer token (or an API key) that is fetched when needed, cached while it is valid, and
    /// then renewed.
    pub fn token_provider(provider: impl TokenProvider) -> Self {
        Self(CredentialKind::Provided(Arc::new(TokenCache::new(
            provider,
        ))))
    }

    /// Tokens from the token endpoint of an OAuth 2.0 scheme, which the client gets, caches and renews.
    #[cfg(feature = "oauth")]
    pub fn oauth(oauth: OAuth) -> Self {
        Self(CredentialKind::OAuth(oauth))
    }

    /// User name and password (`Authorization: Basic`, RFC 7617).
    #[cfg(feature = "basic")]
    pub fn basic(user: &str, password: &str) -> Self {
        Self::fixed(
            SecretKind::Basic,
            base64(format!("{user}:{password}").as_bytes()),
        )
    }

    /// An API key, sent where the security scheme declares it: in a header, the query or a cookie.
    pub fn api_key(key: impl Into<String>) -> Self {
        Self::fixed(SecretKind::ApiKey, key.into())
    }

    /// The complete value of the `Authorization` header, for an HTTP scheme other than bearer and
    /// basic.
    pub fn authorization(value: impl Into<String>) -> Self {
        Self::fixed(SecretKind::Authorization, value.into())
    }

    fn fixed(kind: SecretKind, secret: String) -> Self {
        Self(CredentialKind::Fixed {
            kind,
            secret: Secret::new(secret),
        })
    }

    /// Returns the reason why this credential can't be used for the scheme, or `None` if it can.
    pub(crate) fn mismatch(&self, scheme: &Scheme) -> Option<String> {
        let matches = match (&self.0, scheme.kind) {
            (CredentialKind::Provided(_), SchemeKind::ApiKey { .. }) => true,
            (CredentialKind::Provided(_), kind) => kind.is_bearer(),
            #[cfg(feature = "oauth")]
            (CredentialKind::OAuth(_), kind) => kind.is_bearer(),
            (CredentialKind::Fixed { kind, .. }, scheme) if scheme.is_bearer() => {
                *kind == SecretKind::Bearer
            }
            #[cfg(feature = "basic")]
            (CredentialKind::Fixed { kind, .. }, SchemeKind::Basic) => *kind == SecretKind::Basic,
            (CredentialKind::Fixed { kind, .. }, SchemeKind::ApiKey { .. }) => {
                *kind == SecretKind::ApiKey
            }
            (CredentialKind::Fixed { kind, .. }, SchemeKind::Authorization) => {
                *kind == SecretKind::Authorization
            }
            _ => false,
        };
        let name = scheme.name;
        (!matches).then(|| {
            format!(
                "scheme `{name}` requires {}, not {self:?}",
                required_credential(scheme.kind)
            )
        })
    }
}

/// Names the credential that a scheme requires, for messages.
pub(crate) fn required_credential(kind: SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Bearer => "a bearer token",
        #[cfg(feature = "oauth")]
        SchemeKind::OAuth2 { .. } => "a bearer token",
        #[cfg(feature = "basic")]
        SchemeKind::Basic => "user name and password",
        SchemeKind::ApiKey { .. } => "an API key",
        SchemeKind::MutualTls => "a client certificate, which belongs to the transport",
        SchemeKind::Authorization => "a value for `Authorization`",
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            CredentialKind::Fixed {
                kind: SecretKind::Bearer,
                ..
            } => "Credential::bearer(…)",
            #[cfg(feature = "basic")]
            CredentialKind::Fixed {
                kind: SecretKind::Basic,
                ..
            } => "Credential::basic(…)",
            CredentialKind::Fixed {
                kind: SecretKind::ApiKey,
                ..
            } => "Credential::api_key(…)",
            CredentialKind::Fixed {
                kind: SecretKind::Authorization,
                ..
            } => "Credential::authorization(…)",
            CredentialKind::Provided(_) => "Credential::token_provider(…)",
            #[cfg(feature = "oauth")]
            CredentialKind::OAuth(_) => "Credential::oauth(…)",
        })
    }
}

/// The header that carries a scheme's secret. Returns `None` if no header does.
pub(crate) fn header_of(kind: SchemeKind) -> Option<&'static str> {
    match kind {
        SchemeKind::ApiKey {
            location: ApiKeyLocation::Header,
            name,
        } => Some(name),
        SchemeKind::ApiKey { .. } | SchemeKind::MutualTls => None,
        _ => Some("authorization"),
    }
}

/// Adds a secret to the request, where the scheme requires it. `target` is path and query.
pub(crate) fn apply(
    scheme: &Scheme,
    secret: &str,
    target: &mut Cow<'_, str>,
    headers: &mut HeaderMap,
) -> Result<(), String> {
    match scheme.kind {
        SchemeKind::MutualTls => Ok(()),
        SchemeKind::Bearer => put_bearer(headers, secret),
        #[cfg(feature = "oauth")]
        SchemeKind::OAuth2 { .. } => put_bearer(headers, secret),
        #[cfg(feature = "basic")]
        SchemeKind::Basic => put_in_header(headers, "authorization", &format!("Basic {secret}")),
        SchemeKind::Authorization => put_in_header(headers, "authorization", secret),
        SchemeKind::ApiKey {
            location: ApiKeyLocation::Header,
            name,
        } => put_in_header(headers, name, secret),
        SchemeKind::ApiKey {
            location: ApiKeyLocation::Query,
            name,
        } => {
            put_in_query(target, name, secret);
            Ok(())
        }
        SchemeKind::ApiKey {
            location: ApiKeyLocation::Cookie,
            name,
        } => {
            let mut cookies = match headers.get(COOKIE).map(HeaderValue::to_str) {
                Some(Ok(had)) => had.to_owned(),
                _ => String::new(),
            };
            let mut value = String::new();
            encode_into(&mut value, secret);
            cookie_into(&mut cookies, name, &value);
            put_in_header(headers, "cookie", &cookies)
        }
    }
}

fn put_bearer(headers: &mut HeaderMap, secret: &str) -> Result<(), String> {
    put_in_header(headers, "authorization", &format!("Bearer {secret}"))
}

fn put_in_header(headers: &mut HeaderMap, name: &str, secret: &str) -> Result<(), String> {
    let (name, mut value) = header(name, secret)?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}

fn put_in_query(target: &mut Cow<'_, str>, name: &str, secret: &str) {
    let mut pair = String::new();
    pair_into(&mut pair, name, secret);
    // A redirect may have preserved it.
    let query = target.split_once('?').map_or("", |(_, query)| query);
    if query.split('&').any(|other| other == pair) {
        return;
    }
    let target = target.to_mut();
    target.push(if target.contains('?') { '&' } else { '?' });
    target.push_str(&pair);
}

/// Base64 with padding, as RFC 7617 requires.
#[cfg(feature = "basic")]
fn base64(bytes: &[u8]) -> String {
    Base64::encode(bytes).as_str().to_owned()
}
