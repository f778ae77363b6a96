//! Downloads that continue after a broken connection.

use http::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, ETAG,
    IF_RANGE, LAST_MODIFIED, RANGE,
};
use http::{HeaderMap, HeaderValue};

use super::progress::first_byte;
use super::{Error, ErrorKind, Method, PreparedRequest, Received};

/// What is needed to request the rest of a body.
pub(crate) struct Resumption {
    request: PreparedRequest,
    /// The `ETag` or the date of the file.
    validator: HeaderValue,
    length: u64,
    /// The bytes that arrived.
    offset: u64,
    /// The continuations since the last chunk.
    failures: u32,
}

impl Resumption {
    /// Lets the server send the body without compression, so that positions are those of the file.
    pub(crate) fn prepare(mut request: PreparedRequest) -> PreparedRequest {
        if request.transfer.as_ref().is_some_and(|it| it.resumes) {
            let identity = HeaderValue::from_static("identity");
            request.headers.insert(ACCEPT_ENCODING, identity);
        }
        request
    }

    /// Whether the call wants that.
    pub(crate) fn is_wanted(request: &PreparedRequest) -> bool {
        let wants = request.transfer.as_ref().is_some_and(|it| it.resumes);
        wants && request.meta.method == Method::Get && !request.headers.contains_key(RANGE)
    }

    /// Returns `None` if the server allows no continuation. reqwest removes the length of a body that it decompresses.
    pub(crate) fn new(request: PreparedRequest, response: &Received) -> Option<Self> {
        let headers = response.headers();
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let allows = response.status() == 200
            && text(ACCEPT_RANGES).is_some_and(|unit| unit.eq_ignore_ascii_case("bytes"))
            && !headers.contains_key(CONTENT_ENCODING);
        let length = text(CONTENT_LENGTH)?.parse().ok()?;
        let validator = validator(headers)?.clone();
        allows.then_some(Self {
            request,
            validator,
            length,
            offset: 0,
            failures: 0,
        })
    }

    /// Counts a chunk.
    pub(crate) fn advance(&mut self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or_default();
        self.offset = self.offset.saturating_add(bytes);
        self.failures = 0;
    }

    /// Whether the body may be requested again, and after which delay.
    pub(crate) fn delay(&mut self) -> Option<std::time::Duration> {
        let policy = &self.request.retry;
        if self.failures >= policy.retries || self.offset >= self.length {
            return None;
        }
        let delay = policy.delay(self.failures, None);
        self.failures += 1;
        delay
    }

    /// The request for the rest.
    pub(crate) fn request(&self) -> PreparedRequest {
        let mut request = self.request.clone();
        let range = HeaderValue::from_str(&format!("bytes={}-", self.offset));
        if let Ok(range) = range {
            request.headers.insert(RANGE, range);
        }
        request.headers.insert(IF_RANGE, self.validator.clone());
        request
    }

    /// Checks that a response has the rest of the same file.
    pub(crate) fn check(&self, response: &Received) -> Result<(), Error> {
        let headers = response.headers();
        let range = headers.get(CONTENT_RANGE);
        let range = range.and_then(|value| value.to_str().ok());
        let same = validator(headers).is_none_or(|now| *now == self.validator);
        if response.status() == 206 && same && range.and_then(first_byte) == Some(self.offset) {
            return Ok(());
        }
        let offset = self.offset;
        let message = format!(
            "the download broke after {offset} bytes and can't continue: the file has changed, or the server sent \
             another part of it"
        );
        Err(Error::new(ErrorKind::Transport, message).of(self.request.meta))
    }
}

/// A strong `ETag`, or else the date.
fn validator(headers: &HeaderMap) -> Option<&HeaderValue> {
    let etag = headers.get(ETAG);
    let strong = etag.filter(|value| value.as_bytes().starts_with(b"\""));
    match etag {
        Some(_) => strong,
        None => headers.get(LAST_MODIFIED),
    }
}
