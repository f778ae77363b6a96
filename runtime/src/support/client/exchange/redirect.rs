//! Redirects, and the URLs of next pages.

use http::Uri;
use http::header::LOCATION;

use super::Received;

/// The maximum number of redirects of a call.
pub(super) const MAX_REDIRECTS: u32 = 5;

/// Returns the target of a redirect within the same origin. Returns `None` for another origin,
/// because credentials, headers and parameters must not be sent there; the redirect is then an
/// error.
pub(crate) fn redirect_target(from: &Uri, response: &Received) -> Option<Uri> {
    if !matches!(response.status(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let location = location.split('#').next().unwrap_or(location);
    let to = resolve(from, location)?;
    let same = to.scheme() == from.scheme() && to.authority() == from.authority();
    same.then_some(to)
}

/// Resolves the URL of a next page. It must be on the host of the call, since credentials are sent
/// with it. The scheme of the call is retained, because servers behind a proxy often report `http`.
pub(crate) fn page_url(from: &Uri, url: &str) -> Result<Uri, String> {
    let url = url.split('#').next().unwrap_or(url);
    let invalid = |what: &str| format!("the URL of the next page, `{url}`, {what}");
    let to = resolve(from, url).ok_or_else(|| invalid("is not a valid URL"))?;
    let port = |uri: &Uri| uri.port_u16();
    let same_port = to.scheme() != from.scheme() || port(&to) == port(from);
    if to.host() != from.host() || !same_port {
        return Err(invalid(
            "is on another server, to which credentials must not be sent",
        ));
    }
    let mut parts = from.clone().into_parts();
    parts.path_and_query = to.into_parts().path_and_query;
    Uri::from_parts(parts).map_err(|_| invalid("is not a valid URL"))
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
