//! Credentials that a call or the client sets as headers.

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};

use super::Secret;
use super::config::Config;
#[cfg(feature = "auth")]
use super::header_of;

impl Config {
    /// The credentials that a call or the client sets as headers.
    pub(crate) fn secrets_in(&self, headers: &HeaderMap) -> Vec<Secret> {
        let names = [AUTHORIZATION.as_str(), PROXY_AUTHORIZATION.as_str()];
        let names = self.headers_of_schemes().chain(names);
        let values = names.filter_map(|name| headers.get(name)?.to_str().ok());
        // The scheme, such as `Bearer`, is no secret.
        let secrets = values.filter_map(|value| value.split_whitespace().next_back());
        let cookies = headers
            .get(COOKIE)
            .and_then(|cookies| cookies.to_str().ok());
        let cookies = cookies.into_iter().flat_map(|cookies| cookies.split(';'));
        let cookies = cookies.filter_map(|cookie| Some(cookie.split_once('=')?.1.trim()));
        secrets.chain(cookies).map(Secret::new).collect()
    }

    /// The headers of security schemes, besides `Authorization`.
    #[cfg(feature = "auth")]
    fn headers_of_schemes(&self) -> impl Iterator<Item = &'static str> {
        let schemes = self.service.schemes.iter();
        let names = schemes.filter_map(|scheme| header_of(scheme.kind));
        names.filter(|name| *name != AUTHORIZATION)
    }

    /// There are no security schemes.
    #[cfg(not(feature = "auth"))]
    fn headers_of_schemes(&self) -> impl Iterator<Item = &'static str> {
        std::iter::empty()
    }
}
