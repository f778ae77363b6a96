//! Redirects, and the URLs of next pages.

use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, LOCATION,
    RANGE, USER_AGENT,
};
use http::uri::Scheme;
use http::{HeaderMap, Uri};

use super::{Received, public_url};

/// The maximum number of redirects of a call.
pub(super) const MAX_REDIRECTS: u32 = 5;

/// Returns the target of a redirect, on whatever origin.
pub(super) fn redirect_target(from: &Uri, response: &Received) -> Option<Uri> {
    if !matches!(response.status(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let location = location.split('#').next().unwrap_or(location);
    resolve(from, location)
}

/// Whether credentials, headers and parameters may be sent to both.
pub(super) fn is_same_origin(one: &Uri, other: &Uri) -> bool {
    let origin = |uri: &Uri| (uri.scheme().cloned(), port(uri));
    origin(one) == origin(other) && one.host() == other.host() && !has_user(other)
}

/// Whether a request without credentials may follow a redirect there: not from HTTPS to HTTP.
pub(super) fn is_safe_without_credentials(from: &Uri, to: &Uri) -> bool {
    let is_https = |uri: &Uri| uri.scheme() == Some(&Scheme::HTTPS);
    let is_http = to.scheme() == Some(&Scheme::HTTP);
    !has_user(to) && (is_https(to) || (is_http && !is_https(from)))
}

/// Removes the headers that can contain secrets.
pub(super) fn without_secrets(headers: &HeaderMap) -> HeaderMap {
    let harmless = [
        ACCEPT,
        ACCEPT_ENCODING,
        ACCEPT_LANGUAGE,
        IF_MODIFIED_SINCE,
        IF_NONE_MATCH,
        IF_RANGE,
        RANGE,
        USER_AGENT,
    ];
    let pairs = harmless.into_iter();
    pairs
        .filter_map(|name| Some((name.clone(), headers.get(name)?.clone())))
        .collect()
}

/// Describes a redirect that is not followed. Omits user and query, which can be credentials.
pub(super) fn describe(from: &Uri, to: &Uri) -> String {
    let more = to.query().map_or("", |_| "?…");
    let url = public_url(to) + more;
    let hint = match is_same_origin(from, to) {
        true => "",
        false => {
            ", another origin; `with_cross_origin_redirects` follows redirects of GET and HEAD \
             there without credentials"
        }
    };
    format!("which points to `{url}`{hint}")
}

fn has_user(uri: &Uri) -> bool {
    let authority = uri.authority();
    authority.is_some_and(|authority| authority.as_str().contains('@'))
}

/// The port, or the default one of the scheme.
pub(crate) fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}

/// Resolves the URL of a next page. It must be on the host of the call, since credentials are sent
/// with it. The scheme of the call is retained, because servers behind a proxy often report `http`.
#[cfg(feature = "paging")]
pub(crate) fn page_url(from: &Uri, url: &str) -> Result<Uri, String> {
    let url = url.split('#').next().unwrap_or(url);
    let invalid = |what: &str| format!("the URL of the next page, `{url}`, {what}");
    let to = resolve(from, url).ok_or_else(|| invalid("is not a valid URL"))?;
    let same_port = to.scheme() != from.scheme() || port(&to) == port(from);
    if to.host() != from.host() || !same_port || has_user(&to) {
        return Err(invalid(
            "is on another server, to which credentials must not be sent",
        ));
    }
    let mut parts = from.clone().into_parts();
    parts.path_and_query = to.into_parts().path_and_query;
    Uri::from_parts(parts).map_err(|_| invalid("is not a valid URL"))
}

/// Resolves a reference (RFC 3986, section 5.2).
pub(crate) fn resolve(from: &Uri, location: &str) -> Option<Uri> {
    if location.is_empty() {
        return None;
    }
    let (scheme, authority) = (from.scheme_str()?, from.authority()?);
    let url = if let Some(rest) = after_scheme(location) {
        // Others, such as `mailto:`, have no server.
        rest.starts_with("//").then(|| location.to_owned())?
    } else if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else if location.starts_with('?') {
        format!("{scheme}://{authority}{}{location}", from.path())
    } else {
        let (path, query) = match location.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (location, String::new()),
        };
        let folder = match path.starts_with('/') {
            true => "",
            false => from
                .path()
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder),
        };
        let path = without_dot_segments(&format!("{folder}/{}", path.trim_start_matches('/')));
        format!("{scheme}://{authority}{path}{query}")
    };
    url.parse().ok()
}

/// What follows the scheme of an absolute URL. `None` if the URL is relative, whatever its query is.
fn after_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once(':')?;
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_scheme && scheme.chars().all(is_allowed)).then_some(rest)
}

fn without_dot_segments(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut rest = path.split('/').skip(1).peekable();
    while let Some(segment) = rest.next() {
        let is_last = rest.peek().is_none();
        match segment {
            ".." => drop(segments.pop()),
            "." => {}
            other => {
                segments.push(other);
                continue;
            }
        }
        if is_last {
            segments.push("");
        }
    }
    format!("/{}", segments.join("/"))
}
