//! Responses as received.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::super::super::wire::list_path;
use super::typed_response::media_type;
use super::{Body, DecodeError, Decoding, Error, ReadLength, Secret, charset};
#[cfg(feature = "headers")]
use super::{HeaderReader, Headers};

/// How the body of a successful response is read.
#[derive(Clone, Copy)]
pub(crate) enum BodyMode {
    /// The client reads it completely.
    Buffered,
    /// The caller reads it as a stream.
    #[cfg(feature = "byte-streams")]
    Streamed,
}

/// A response as received, before decoding: status, headers and the complete body.
#[derive(Clone, PartialEq)]
pub struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// Whether the call decodes strictly or leniently.
    pub(crate) decoding: Decoding,
    /// The credentials of the request, which the server may repeat in the body.
    pub(crate) secrets: Vec<Secret>,
}

impl Received {
    /// Creates a response, for tests of [`Operation::decode`].
    ///
    /// [`Operation::decode`]: super::super::Operation::decode
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
            decoding: Decoding::default(),
            secrets: Vec::new(),
        }
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The declared headers of the operation, decoded.
    #[cfg(feature = "headers")]
    pub fn headers_as<H: Headers>(&self) -> H {
        H::read(&mut HeaderReader::new(&self.headers))
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The media type of the body, without parameters and in its original case; `""` if there is
    /// none.
    pub fn content_type(&self) -> &str {
        media_type(&self.headers)
    }

    /// The value of a header; `""` if it is missing or not a visible ASCII string.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// Decodes the body as JSON, whatever its content type is. An empty body is decoded as `null`
    /// or as `{}`, if the type accepts one of them.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.json_by(list_path::from_slice)
    }

    /// Decodes the body as JSON with a function: for types without their own `Deserialize`, such as
    /// lists.
    pub fn json_by<T>(
        &self,
        read: for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>,
    ) -> Result<T, DecodeError> {
        let text = self.json_text();
        read(&text)
            .or_else(|error| match text.trim_ascii().is_empty() {
                // Accept an empty body for types that allow `null` or an empty object.
                true => read(b"null").or_else(|_| read(b"{}")).map_err(|_| error),
                false => Err(error),
            })
            .map_err(|error| self.not_json(&error))
    }

    /// Ignores the body.
    pub fn empty(&self) -> Result<(), DecodeError> {
        Ok(())
    }

    /// The body as a string, decoded from its `charset` (the feature `charset` knows others than
    /// UTF-8). Invalid bytes are replaced.
    pub fn text(&self) -> Result<String, DecodeError> {
        self.check_encoding()?;
        match charset::foreign(&self.headers) {
            Some(charset) => charset::decode(charset, &self.body).map(Cow::into_owned),
            None => Ok(String::from_utf8_lossy(&self.body).into_owned()),
        }
    }

    /// The body as bytes.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        self.check_encoding()?;
        Ok(self.body.clone())
    }

    /// The compression of the body (`Content-Encoding`), if the transport has not removed it.
    pub(crate) fn encoding(&self) -> Option<&str> {
        let encoding = self.header("content-encoding").trim();
        let is_compressed = !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity");
        (is_compressed && !self.body.is_empty()).then_some(encoding)
    }

    /// Refuses a body that is still compressed: its bytes are not what the server describes (RFC
    /// 9110, section 8.4).
    fn check_encoding(&self) -> Result<(), DecodeError> {
        let Some(encoding) = self.encoding() else {
            return Ok(());
        };
        Err(DecodeError::new(format!(
            "the body is compressed with `{encoding}`, and the transport does not decompress it; \
             enable the feature `{encoding}` if the crate has it, or read the body with `stream`"
        )))
    }

    /// Reports a success status that the call doesn't return as an error.
    pub fn other<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::status())
    }

    /// Reads a response, up to `most` bytes of its body. A larger body is an error for a success
    /// status; for an error status it is truncated, since it may describe the error. The unread
    /// body is returned beside the response.
    pub(crate) async fn collect(
        response: http::Response<Body>,
        most: usize,
        mode: BodyMode,
    ) -> Result<(Self, Body), Error> {
        let (parts, body) = response.into_parts();
        let mut received = Self {
            status: parts.status,
            headers: parts.headers,
            body: Bytes::new(),
            decoding: Decoding::default(),
            secrets: Vec::new(),
        };
        #[cfg(feature = "byte-streams")]
        if matches!(mode, BodyMode::Streamed) && parts.status.is_success() {
            return Ok((received, body));
        }
        #[cfg(not(feature = "byte-streams"))]
        let BodyMode::Buffered = mode;
        let (body, extent) = body.read(most).await.map_err(Error::transport)?;
        received.body = body;
        if extent == ReadLength::Truncated && parts.status.is_success() {
            return Err(Error::too_large(most, "the client's").with_received(received));
        }
        Ok((received, Body::empty()))
    }

    pub(crate) fn status_code(&self) -> StatusCode {
        self.status
    }

    pub(super) fn set_body(&mut self, body: &[u8]) {
        self.body = Bytes::copy_from_slice(body);
    }

    pub(crate) fn into_parts(self) -> (StatusCode, HeaderMap, Bytes) {
        (self.status, self.headers, self.body)
    }

    /// The body without a byte order mark, which some servers send and serde_json rejects. JSON is
    /// UTF-8 whatever its `charset` is (RFC 8259, section 8.1), unless it can't be.
    pub(super) fn json_text(&self) -> Cow<'_, [u8]> {
        if let Some(charset) = charset::foreign(&self.headers) {
            let is_utf8 = !charset::is_wide(charset) && std::str::from_utf8(&self.body).is_ok();
            if let (false, Ok(text)) = (is_utf8, charset::decode(charset, &self.body)) {
                return Cow::Owned(text.into_owned().into_bytes());
            }
        }
        let body = self.body.strip_prefix(b"\xEF\xBB\xBF");
        Cow::Borrowed(body.unwrap_or(&self.body))
    }

    #[cold]
    fn not_json(&self, error: &serde_json::Error) -> DecodeError {
        if let Err(compressed) = self.check_encoding() {
            return compressed;
        }
        if self.body.is_empty() {
            return DecodeError::new("JSON was expected, but the body is empty");
        }
        let charset = charset::foreign(&self.headers);
        if let Some(Err(refused)) = charset.map(|charset| charset::decode(charset, &self.body)) {
            return refused;
        }
        let kind = self.content_type();
        let is_json = kind.is_empty() || kind.to_ascii_lowercase().contains("json");
        if error.is_data() || is_json {
            DecodeError::json(error)
        } else {
            DecodeError::new(format!(
                "JSON was expected, but the body is {kind} ({error})"
            ))
        }
    }
}

/// Prints only status and length, since headers and body can contain secrets.
impl std::fmt::Debug for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Received({}, {} bytes)", self.status(), self.body.len())
    }
}
