//! Gives OAuth 2.0 credentials the token endpoints of their schemes.

use std::sync::Arc;

use http::Uri;

use super::base_url::BaseUrl;
use super::{
    Credential, CredentialKind, Scheme, SchemeKind, TokenCache, TokenEndpoint, TokenSource, resolve,
};

/// Replaces OAuth 2.0 credentials by caches of tokens.
pub(super) fn with_endpoints(
    all: Vec<(&'static Scheme, Credential)>,
    base: &Result<BaseUrl, String>,
) -> Result<Vec<(&'static Scheme, Credential)>, String> {
    let resolved = all.into_iter().map(|(scheme, credential)| {
        let CredentialKind::OAuth(oauth) = &credential.0 else {
            return Ok((scheme, credential));
        };
        let (declared, scopes) = match scheme.kind {
            SchemeKind::OAuth2 { token_url, scopes } => (Some(token_url), scopes),
            _ => (None, &[][..]),
        };
        let url = oauth.own_token_url().or(declared).ok_or_else(|| {
            let name = scheme.name;
            format!("the API declares no token endpoint for `{name}`: set `token_url`")
        })?;
        let url = absolute(url, base)?;
        let is_plain = |url: &str| url.starts_with("http://");
        let is_server_plain = base.as_ref().is_ok_and(|base| is_plain(base.as_str()));
        if oauth.own_token_url().is_none() && is_plain(&url.to_string()) && !is_server_plain {
            // RFC 6749, section 3.2.
            return Err(format!(
                "the secret would be sent without TLS to the declared token endpoint `{url}`: set \
                 `token_url`"
            ));
        }
        let endpoint = TokenEndpoint::new(oauth, url, scopes);
        let source = TokenSource::Endpoint(Arc::new(endpoint));
        let cache = Arc::new(TokenCache::of(source));
        Ok((scheme, Credential(CredentialKind::Provided(cache))))
    });
    resolved.collect()
}

/// The URL of a token endpoint can be relative to the server's.
fn absolute(url: &str, base: &Result<BaseUrl, String>) -> Result<Uri, String> {
    let resolved = match (url.parse::<Uri>(), base) {
        (Ok(uri), _) if uri.scheme().is_some() && uri.host().is_some() => Some(uri),
        (_, Ok(base)) => resolve(&base.join("/")?, url),
        (_, Err(message)) => return Err(message.clone()),
    };
    resolved.ok_or_else(|| format!("`{url}` can't be the URL of a token endpoint"))
}
