//! A response as it came.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::typed_response::media_type;
use super::{Body, DecodeError, Error, Extent, HeaderReader, Headers, Misfits};

/// What becomes of the body of a successful response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It is read before the response is given out.
    Whole,
    /// Who gets the response reads it.
    Stream,
}

/// A response as it came: status, headers and the whole body.
#[derive(Clone, PartialEq)]
pub struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// What the call wants to become of values that don't fit.
    pub(crate) misfits: Misfits,
}

impl Received {
    /// A response, for tests of [`Operation::decode`].
    ///
    /// [`Operation::decode`]: super::Operation::decode
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
            misfits: Misfits::default(),
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

    /// The headers that an operation declares, as what it declares them to be.
    pub fn headers_as<H: Headers>(&self) -> H {
        H::read(&mut HeaderReader::new(&self.headers))
    }

    /// The whole body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The media type without its parameters, in the case it came in; `""` if there is none.
    pub fn content_type(&self) -> &str {
        media_type(&self.headers)
    }

    /// A header as text; `""` if it is missing or not text.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// The body as JSON, whatever the content type says it is. An empty one is `null` or `{}`, if the
    /// type can be that.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.json_by(|text| serde_json::from_slice(text))
    }

    /// The body as JSON, read by a function: for what is no object of its own, such as a list.
    pub fn json_by<T>(
        &self,
        read: for<'a> fn(&'a [u8]) -> Result<T, serde_json::Error>,
    ) -> Result<T, DecodeError> {
        let text = self.json_text();
        read(text)
            .or_else(|error| match text.trim_ascii().is_empty() {
                // Nothing at all, or an object without members, if the type is content with it.
                true => read(b"null").or_else(|_| read(b"{}")).map_err(|_| error),
                false => Err(error),
            })
            .map_err(|error| self.not_json(&error))
    }

    /// Nothing: the body doesn't matter.
    pub fn empty(&self) -> Result<(), DecodeError> {
        Ok(())
    }

    /// The body as text; what isn't UTF-8 is replaced.
    pub fn text(&self) -> Result<String, DecodeError> {
        Ok(String::from_utf8_lossy(&self.body).into_owned())
    }

    /// The body as it is.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        Ok(self.body.clone())
    }

    /// For a success of another shape than a call returns: its status makes it an error.
    pub fn other<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::status())
    }

    /// Reads a response; what is left to be read comes beside it. One that is bigger than `most` is
    /// an error, but for an unsuccessful one what was read is kept: it may say why.
    pub(crate) async fn collect(
        response: http::Response<Body>,
        most: usize,
        reading: Reading,
    ) -> Result<(Self, Body), Error> {
        let (parts, body) = response.into_parts();
        let mut received = Self {
            status: parts.status,
            headers: parts.headers,
            body: Bytes::new(),
            misfits: Misfits::default(),
        };
        if reading == Reading::Stream && parts.status.is_success() {
            return Ok((received, body));
        }
        let (body, extent) = body.read(most).await.map_err(Error::transport)?;
        received.body = body;
        if extent == Extent::Cut && parts.status.is_success() {
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

    /// The body without the byte order mark that some servers put in front and serde_json refuses.
    pub(super) fn json_text(&self) -> &[u8] {
        self.body
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&self.body)
    }

    #[cold]
    fn not_json(&self, error: &serde_json::Error) -> DecodeError {
        if self.body.is_empty() {
            return DecodeError::new("JSON was expected, but the body is empty");
        }
        let kind = self.content_type();
        let said = kind.is_empty() || kind.to_ascii_lowercase().contains("json");
        if error.is_data() || said {
            DecodeError::json(error)
        } else {
            DecodeError::new(format!(
                "JSON was expected, but the body is {kind} ({error})"
            ))
        }
    }
}

/// Status and length only: headers and bodies can hold secrets.
impl std::fmt::Debug for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Received({}, {} bytes)", self.status(), self.body.len())
    }
}
