//! Redirects, and URLs of pages.

use http::Uri;
use http::header::LOCATION;

use super::Received;

/// More redirects than this are not followed.
pub(super) const MOST: u32 = 5;

/// Where a redirect leads, if it leads to the same origin: to another one, neither credentials nor
/// headers and values of ours may go, so that the redirect is the answer.
pub(crate) fn target(from: &Uri, response: &Received) -> Option<Uri> {
    if !matches!(response.status(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let location = location.split('#').next().unwrap_or(location);
    let to = resolve(from, location)?;
    let same = to.scheme() == from.scheme() && to.authority() == from.authority();
    same.then_some(to)
}

/// The page that a URL stands for: on the host of the call, since credentials go with it. Servers behind
/// others often take `http` for their own scheme, so the call's is kept.
pub(crate) fn page(from: &Uri, url: &str) -> Result<Uri, String> {
    let url = url.split('#').next().unwrap_or(url);
    let wrong = |what: &str| format!("the URL of the next page, `{url}`, {what}");
    let to = resolve(from, url).ok_or_else(|| wrong("is no URL"))?;
    let port = |uri: &Uri| uri.port_u16();
    let same_port = to.scheme() != from.scheme() || port(&to) == port(from);
    if to.host() != from.host() || !same_port {
        return Err(wrong("is on another server: credentials don't go there"));
    }
    let mut parts = from.clone().into_parts();
    parts.path_and_query = to.into_parts().path_and_query;
    Uri::from_parts(parts).map_err(|_| wrong("is no URL"))
}

fn resolve(from: &Uri, location: &str) -> Option<Uri> {
    if location.is_empty() {
        return None;
    }
    let (scheme, authority) = (from.scheme_str()?, from.authority()?);
    let url = if location.contains("://") {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else if location.starts_with('/') {
        format!("{scheme}://{authority}{location}")
    } else if location.starts_with('?') {
        format!("{scheme}://{authority}{}{location}", from.path())
    } else {
        let folder = from
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{location}")
    };
    url.parse().ok()
}
