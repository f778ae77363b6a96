//! Removes credentials from texts for messages and events.

use http::Uri;

use super::request::encode_into;
use super::secret::Secret;

/// Shorter secrets could be a part of any word.
const SHORTEST: usize = 4;

/// Replaces the secrets in a text, as they are and percent-encoded.
pub(super) fn redacted(mut text: String, secrets: &[Secret]) -> String {
    for secret in secrets.iter().map(Secret::reveal) {
        if secret.len() < SHORTEST {
            continue;
        }
        let mut encoded = String::new();
        encode_into(&mut encoded, secret);
        for form in [secret, &encoded] {
            if text.contains(form) {
                text = text.replace(form, "[redacted]");
            }
        }
    }
    text
}

/// The URL without query and user, which can be credentials.
pub(super) fn public_url(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or("https");
    let port = uri.port().map_or(String::new(), |port| format!(":{port}"));
    let host = uri.host().unwrap_or_default();
    format!("{scheme}://{host}{port}{}", uri.path())
}

/// The start of a body without secrets, up to about `most` bytes.
pub(super) fn excerpt(body: &[u8], most: usize, secrets: &[Secret]) -> String {
    // A secret at the end of the excerpt is read completely, so that it is found.
    let longest = secrets.iter().map(|secret| 3 * secret.reveal().len()).max();
    let read = body.get(..most + longest.unwrap_or_default());
    let text = String::from_utf8_lossy(read.unwrap_or(body));
    let mut text = redacted(text.into_owned(), secrets);
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}
