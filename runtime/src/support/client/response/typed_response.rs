//! Successful responses.

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::RejectedValue;
#[cfg(feature = "headers")]
use super::{HeaderReader, Headers};

/// A successful response: the decoded value, with status and headers. It dereferences to the value;
/// [`into_inner`](Self::into_inner) returns it.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
    pub(crate) rejected: Vec<RejectedValue>,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            value,
            status,
            headers,
            rejected: Vec::new(),
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

    /// The declared headers of the response, decoded: `response.headers_as::<ListPetsHeaders>()`.
    #[cfg(feature = "headers")]
    pub fn headers_as<H: Headers>(&self) -> H {
        H::read(&mut HeaderReader::new(&self.headers))
    }

    /// The media type of the body, without parameters; `""` if there is none.
    pub fn content_type(&self) -> &str {
        media_type(&self.headers)
    }

    /// The ID that the server has given the request, for its operators: `X-Request-Id` and similar
    /// headers. Returns `None` if there is none.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The values that lenient decoding rejected because they don't match the OpenAPI document, and the
    /// properties that it does not declare.
    /// Always empty unless the client or the call is [`lenient`](super::super::Builder::lenient).
    pub fn rejected(&self) -> &[RejectedValue] {
        &self.rejected
    }

    #[cfg(feature = "events")]
    pub(crate) fn status_code(&self) -> StatusCode {
        self.status
    }

    #[cfg(feature = "events")]
    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            value: map(self.value),
            status: self.status,
            headers: self.headers,
            rejected: self.rejected,
        }
    }

    /// Returns the value.
    pub fn into_inner(self) -> T {
        self.value
    }
}

/// The ID of the request, in the headers that servers use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const NAMES: [&str; 8] = [
        "x-request-id",
        "request-id",
        "x-amzn-requestid",
        "x-amz-request-id",
        "x-ms-request-id",
        "x-correlation-id",
        "x-trace-id",
        "cf-ray",
    ];
    let mut values = NAMES.iter().filter_map(|name| headers.get(*name));
    values.find_map(|value| value.to_str().ok())
}

/// The media type of a message, without parameters.
pub(super) fn media_type(headers: &HeaderMap) -> &str {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let value = value.unwrap_or("");
    value.split(';').next().unwrap_or("").trim()
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// Omits the headers, since they can contain secrets.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}
