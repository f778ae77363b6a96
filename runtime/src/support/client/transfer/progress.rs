//! Reports how much of a body was transferred.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE};

use super::{Body, Call, TransportError};

/// How much of a body was transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The bytes that were transferred.
    pub bytes: u64,
    /// The size of the body in bytes. `None` if it is unknown.
    pub total: Option<u64>,
}

/// Gets the progress of a transfer.
pub(crate) type Reporter = Arc<dyn Fn(Progress) + Send + Sync>;

/// What a call wants of its transfers.
#[derive(Clone, Default)]
pub(crate) struct Transfer {
    pub(crate) on_upload: Option<Reporter>,
    pub(crate) on_download: Option<Reporter>,
    /// Whether a broken download continues.
    pub(crate) resumes: bool,
}

impl<C, Op> Call<C, Op> {
    /// Calls a function after each chunk of the request body that the transport has taken. A retry begins at 0 again. It
    /// must return soon.
    pub fn on_upload(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.transfer().on_upload = Some(Arc::new(report));
        self
    }

    /// Calls a function after each chunk of a successful response that arrived. The size is that of the decoded body; it
    /// is unknown if the server compressed it. A download that continues does not begin at 0 again. It must return soon.
    pub fn on_download(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.transfer().on_download = Some(Arc::new(report));
        self
    }

    /// Lets `stream` continue a download whose connection breaks: with the header `Range` from the last byte on, and with
    /// `If-Range`, so that a file that has changed meanwhile is an error and not a mixture (RFC 9110, sections 13.1.5 and
    /// 14.2). Each continuation counts as a retry for the retry policy, which begins again after each chunk, and for the
    /// client's budget.
    ///
    /// This needs a GET request, `Accept-Ranges: bytes`, and a strong `ETag` or `Last-Modified` of the server; otherwise
    /// the error of the connection is returned as usual. The call asks for a response without compression.
    pub fn with_resumption(mut self) -> Self {
        self.transfer().resumes = true;
        self
    }

    fn transfer(&mut self) -> &mut Transfer {
        Arc::make_mut(self.overrides.change().transfer.get_or_insert_default())
    }
}

impl Transfer {
    /// The body of an attempt.
    pub(crate) fn upload(&self, body: Body) -> Body {
        match &self.on_upload {
            Some(report) => {
                let total = body.size();
                reported(body, report.clone(), 0, total)
            }
            None => body,
        }
    }

    /// The response, whose body reports its progress.
    pub(crate) fn download(&self, response: http::Response<Body>) -> http::Response<Body> {
        let Some(report) = &self.on_download else {
            return response;
        };
        if !response.status().is_success() {
            return response;
        }
        let (parts, body) = response.into_parts();
        let headers = &parts.headers;
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let length = text(CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        let first = text(CONTENT_RANGE).and_then(first_byte).unwrap_or(0);
        let total = length.and_then(|length| length.checked_add(first));
        let total = total.filter(|_| !headers.contains_key(CONTENT_ENCODING));
        let body = reported(body, report.clone(), first, total);
        http::Response::from_parts(parts, body)
    }
}

/// The position of the first byte of a part: 5 of `bytes 5-9/10`.
pub(super) fn first_byte(range: &str) -> Option<u64> {
    let (first, _) = range.strip_prefix("bytes ")?.split_once('-')?;
    first.trim().parse().ok()
}

fn reported(body: Body, report: Reporter, bytes: u64, total: Option<u64>) -> Body {
    let size = body.size();
    let progress = Progress { bytes, total };
    let body = Body::from_stream(Reported {
        body,
        report,
        progress,
        rest: Bytes::new(),
    });
    match size {
        Some(size) => body.with_size(size),
        None => body,
    }
}

/// A body in memory is one chunk, so it is divided.
const CHUNK: usize = 64 * 1024;

struct Reported {
    body: Body,
    report: Reporter,
    progress: Progress,
    /// What is left of a large chunk.
    rest: Bytes,
}

impl Stream for Reported {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.rest.is_empty() {
            match std::task::ready!(Pin::new(&mut this.body).poll_next(context)) {
                Some(Ok(chunk)) => this.rest = chunk,
                other => return Poll::Ready(other),
            }
        }
        let chunk = this.rest.split_to(this.rest.len().min(CHUNK));
        let length = u64::try_from(chunk.len()).unwrap_or_default();
        this.progress.bytes = this.progress.bytes.saturating_add(length);
        (this.report)(this.progress);
        Poll::Ready(Some(Ok(chunk)))
    }
}
