//! Streams of values: server-sent events, JSON lines and JSON text sequences.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::HeaderValue;

use super::frame_decoder::FrameDecoder;
use super::{
    BoxFuture, ByteStream, Call, Client, DecodeError, Error, ErrorKind, Frame, MaybeSend, Meta,
    Operation, PreparedRequest, Received, Response, header,
};

/// An operation whose response can be a stream of values: server-sent events, JSON lines or a JSON
/// text sequence.
pub trait Streamed: Operation {
    /// The type of the values.
    type Item: MaybeSend + 'static;
    /// The media type to request (`Accept`).
    const MEDIA_TYPE: &'static str;

    /// Sets the parameter that requests the stream, if the operation has one.
    fn request_stream(&mut self) {}

    /// Decodes one value. Returns `None` if it marks the end of the stream.
    fn item(frame: &Frame) -> Result<Option<Self::Item>, DecodeError>;
}

/// Decodes a value of a stream.
pub(crate) type ReadItem<T> = fn(&Frame) -> Result<Option<T>, DecodeError>;

/// The values of a streaming response, as a [`Stream`]: server-sent events, JSON lines or a JSON
/// text sequence.
///
/// A value that can't be decoded is an error; the values after it still follow. The call's time
/// limits apply until the response headers arrive. After that, only the wait for more data is
/// limited, by the client's `idle_timeout` (default 120 s).
#[must_use = "nothing is read until you ask for values"]
pub struct Events<T> {
    source: Source,
    read: ReadItem<T>,
}

/// Everything that does not depend on the type of the values.
struct Source {
    state: State,
    frames: FrameDecoder,
    ready: VecDeque<Frame>,
    client: Client,
    reconnect: Reconnect,
    prepared: PreparedRequest,
}

enum State {
    Reading(ByteStream),
    Connecting(BoxFuture<'static, Result<Response<ByteStream>, Error>>),
    Ended,
}

/// Whether to reconnect when the connection ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reconnect {
    No,
    Yes,
}

impl<Op: Streamed> Call<Client, Op> {
    /// Sends the operation and returns the values of the response as they arrive. A parameter that
    /// requests the stream is set.
    pub async fn events(mut self) -> Result<Response<Events<Op::Item>>, Error> {
        self.op.request_stream();
        let prepared = self.client.config().prepare(&self.op, &self.overrides);
        let source = open(self.client, prepared, Op::MEDIA_TYPE).await?;
        let read = Op::item;
        Ok(source.map(|source| Events { source, read }))
    }
}

async fn open(
    client: Client,
    prepared: Result<PreparedRequest, Error>,
    requested: &'static str,
) -> Result<Response<Source>, Error> {
    let prepared = prepared?.accepting(requested)?;
    let response = client.open(Ok(prepared.clone())).await?;
    let most = client.config().max_response_bytes;
    let frames = match FrameDecoder::new(requested, response.content_type(), most) {
        Ok(frames) => frames,
        Err(error) => return Err(not_a_stream(error, response).await.of(prepared.meta)),
    };
    Ok(response.map(|bytes| Source {
        state: State::Reading(bytes),
        frames,
        ready: VecDeque::new(),
        client,
        reconnect: Reconnect::No,
        prepared,
    }))
}

/// The most bytes of a response that are read for an error.
pub(crate) const EXCERPT: u64 = 4096;

/// The error of a response that is no stream of values, with the start of its body.
#[cold]
async fn not_a_stream(error: DecodeError, mut response: Response<ByteStream>) -> Error {
    let mut body = Vec::new();
    while let (true, Ok(Some(chunk))) = ((body.len() as u64) < EXCERPT, response.try_next().await) {
        body.extend_from_slice(&chunk);
    }
    no_stream(error, &response, body)
}

pub(crate) fn no_stream<T>(
    error: DecodeError,
    response: &Response<T>,
    body: impl Into<Bytes>,
) -> Error {
    let (status, headers) = (response.status_code(), response.headers().clone());
    Error::decode(error, Received::new(status, headers, body))
}

impl<T> Events<T> {
    /// Reconnects when the connection ends or breaks, and continues after the last event that had
    /// an id (`Last-Event-ID`), as browsers do. Waits 3 s before reconnecting, unless the server
    /// sets another time with `retry` (at least 500 ms). Stops when the server returns 204 or an error status. Use it
    /// only for operations that may be sent twice.
    pub fn reconnecting(mut self) -> Self {
        self.source.reconnect = Reconnect::Yes;
        self
    }

    /// The id of the last event that had one; `""` if none had.
    pub fn last_event_id(&self) -> &str {
        self.source.frames.last_event_id()
    }

    /// Returns the next value, or `None` at the end.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let frame = match ready!(self.source.poll_frame(context)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let item = (self.read)(&frame).transpose();
        if item.is_none() {
            self.source.state = State::Ended;
            self.source.ready.clear();
        }
        let meta = self.source.prepared.meta;
        Poll::Ready(item.map(|item| item.map_err(|error| unreadable(error, &frame, meta))))
    }
}

/// The error of a value that can't be decoded, with the value as its body.
#[cold]
pub(crate) fn unreadable(error: DecodeError, frame: &Frame, meta: &Meta) -> Error {
    let body = frame.data().to_owned();
    let received = Received::new(http::StatusCode::OK, http::HeaderMap::new(), body);
    Error::decode(error, received).of(meta)
}

impl Source {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, Error>>> {
        loop {
            if let Some(frame) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(frame)));
            }
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Connecting(response) => match ready!(response.as_mut().poll(context)) {
                    // With 204 the server reports that there are no more events (HTML Standard,
                    // section 9.2).
                    Ok(response) if response.status() == 204 => self.state = State::Ended,
                    Ok(response) => match self.frames.resume(response.content_type()) {
                        Ok(()) => self.state = State::Reading(response.into_inner()),
                        Err(error) => return self.fail(no_stream(error, &response, "")),
                    },
                    Err(error) => return self.fail(error),
                },
                // The values before it are returned first.
                State::Reading(_) if self.frames.is_too_large() => {
                    let most = self.client.config().max_response_bytes;
                    return self.fail(Error::too_large(most, "the client's"));
                }
                State::Reading(bytes) => match ready!(Pin::new(bytes).poll_next(context)) {
                    Some(Ok(chunk)) => self.frames.feed(&chunk, &mut self.ready),
                    Some(Err(error)) if self.reconnect == Reconnect::No => return self.fail(error),
                    Some(Err(_)) | None => self.end(),
                },
            }
        }
    }

    fn fail(&mut self, error: Error) -> Poll<Option<Result<Frame, Error>>> {
        self.state = State::Ended;
        Poll::Ready(Some(Err(error.of(self.prepared.meta))))
    }

    /// Handles the end of the connection.
    fn end(&mut self) {
        self.ready.extend(self.frames.finish());
        if self.reconnect == Reconnect::No {
            self.state = State::Ended;
            return;
        }
        self.frames.restart();
        let client = self.client.clone();
        let prepared = self.prepared.resuming(self.frames.last_event_id());
        let delay = self.frames.reconnect_delay();
        self.state = State::Connecting(Box::pin(async move {
            client.transport().sleep(delay).await;
            client.open(Ok(prepared)).await
        }));
    }
}

impl PreparedRequest {
    /// Sets the `Accept` header, unless the call sets it.
    pub(crate) fn accepting(mut self, media_type: &str) -> Result<Self, Error> {
        if !self.accept_set_by_call {
            let refuse = |message| Error::new(ErrorKind::InvalidRequest, message).of(self.meta);
            let (name, value) = header("accept", media_type).map_err(refuse)?;
            self.headers.insert(name, value);
        }
        Ok(self)
    }

    /// The request that continues after an event.
    pub(crate) fn resuming(&self, id: &str) -> Self {
        let mut request = self.clone();
        if let (false, Ok(id)) = (id.is_empty(), HeaderValue::from_bytes(id.as_bytes())) {
            request.headers.insert("last-event-id", id);
        }
        request
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({})", self.source.prepared.meta.name)
    }
}
