//! Texts in other character encodings than UTF-8.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::DecodeError;

/// The parameter `charset` of the media type, if it is not UTF-8 or a part of it.
pub(super) fn foreign(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let parameters = value.split(';').skip(1);
    let mut charsets = parameters.filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"'))
    });
    let charset = charsets.next()?;
    let known = ["utf-8", "utf8", "us-ascii", "ascii", ""];
    let is_known = known.iter().any(|one| charset.eq_ignore_ascii_case(one));
    (!is_known).then_some(charset)
}

/// Whether the bytes of ASCII characters mean something else in the encoding.
pub(super) fn is_wide(charset: &str) -> bool {
    ["utf-", "iso-2022"].iter().any(|prefix| {
        let start = charset.get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    })
}

/// Decodes a text. Bytes that are invalid in the encoding are replaced.
#[cfg(feature = "charset")]
pub(super) fn decode<'b>(charset: &str, body: &'b [u8]) -> Result<Cow<'b, str>, DecodeError> {
    match encoding_rs::Encoding::for_label(charset.as_bytes()) {
        Some(encoding) => Ok(encoding.decode(body).0),
        None => Err(refused(charset, "which is unknown")),
    }
}

/// Without the feature `charset`, only ASCII can be decoded.
#[cfg(not(feature = "charset"))]
pub(super) fn decode<'b>(charset: &str, body: &'b [u8]) -> Result<Cow<'b, str>, DecodeError> {
    match std::str::from_utf8(body) {
        Ok(text) if text.is_ascii() && !is_wide(charset) => Ok(text.into()),
        _ => Err(refused(charset, "which the feature `charset` decodes")),
    }
}

#[cold]
fn refused(charset: &str, why: &str) -> DecodeError {
    DecodeError::new(format!(
        "the body has the character encoding `{charset}`, {why}; `send_bytes` returns it as it is"
    ))
}
