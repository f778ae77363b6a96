//! Values that come one after the other.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::header::{ACCEPT, HeaderValue};

use super::frame_decoder::Frames;
use super::{
    BoxFuture, ByteStream, Call, Client, DecodeError, Error, Frame, MaybeSend, Meta, Operation,
    Prepared, Received, Response,
};

/// An operation whose response can be a stream of values: server-sent events or JSON lines.
pub trait Streamed: Operation {
    /// What comes.
    type Item: MaybeSend + 'static;
    /// What to ask for.
    const MEDIA_TYPE: &'static str;

    /// Reads one of them; `None` if it says that it was the last one.
    fn item(frame: &Frame) -> Result<Option<Self::Item>, DecodeError>;
}

/// Reads a value of a stream.
pub(crate) type ReadItem<T> = fn(&Frame) -> Result<Option<T>, DecodeError>;

/// The values of a response, as they come: a [`Stream`]. A value that can't be read is an error, and
/// those behind it still come.
///
/// The time limits of the call bound the wait for the response; from then on, only the silence
/// between two pieces of it is bounded (`idle_timeout` of the client).
#[must_use = "nothing is read until values are asked for"]
pub struct Events<T> {
    source: Source,
    read: ReadItem<T>,
}

/// All that doesn't depend on the type of the values.
struct Source {
    state: State,
    frames: Frames,
    ready: VecDeque<Frame>,
    client: Client,
    again: Again,
    prepared: Prepared,
}

enum State {
    Reading(ByteStream),
    Connecting(BoxFuture<'static, Result<Response<ByteStream>, Error>>),
    Ended,
}

/// Whether to connect anew when the connection ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    No,
    Yes,
}

/// The wait before a new connection, unless the server has asked for another.
pub(crate) const RECONNECT: Duration = Duration::from_secs(3);

impl<Op: Streamed> Call<Client, Op> {
    /// Sends the operation, and gives the values of its response as they come.
    pub async fn events(self) -> Result<Response<Events<Op::Item>>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides);
        let source = open(self.client, prepared, Op::MEDIA_TYPE).await?;
        let read = Op::item;
        Ok(source.map(|source| Events { source, read }))
    }
}

async fn open(
    client: Client,
    prepared: Result<Prepared, Error>,
    asked: &'static str,
) -> Result<Response<Source>, Error> {
    let prepared = prepared?.asking(asked);
    let response = client.open(Ok(prepared.clone())).await?;
    let came = response.content_type().to_owned();
    let most = client.shared().max_response_bytes;
    Ok(response.map(|bytes| Source {
        state: State::Reading(bytes),
        frames: Frames::new(asked, &came, most),
        ready: VecDeque::new(),
        client,
        again: Again::No,
        prepared,
    }))
}

impl<T> Events<T> {
    /// Connects anew when the connection ends or breaks, and goes on behind the last event that had
    /// an id, as browsers do: until the server answers otherwise than with a stream. For operations
    /// that may be sent twice.
    pub fn reconnecting(mut self) -> Self {
        self.source.again = Again::Yes;
        self
    }

    /// The id of the last event that had one; `""` if none had.
    pub fn last_event_id(&self) -> &str {
        self.source.frames.last_event_id()
    }

    /// The next value; `None` at the end.
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

/// The error of a value, with the value as its body.
#[cold]
pub(crate) fn unreadable(error: DecodeError, frame: &Frame, meta: &Meta) -> Error {
    let body = frame.data().to_owned();
    let received = Received::new(http::StatusCode::OK, http::HeaderMap::new(), body);
    Error::decode(error, received).of(meta.name)
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
                    // 204 is how a server says that there is no more.
                    Ok(response) if response.status() == 204 => self.state = State::Ended,
                    Ok(response) => self.state = State::Reading(response.into_inner()),
                    Err(error) => return self.fail(error),
                },
                State::Reading(bytes) => match ready!(Pin::new(bytes).poll_next(context)) {
                    Some(Ok(chunk)) => {
                        if self.frames.feed(&chunk, &mut self.ready).is_err() {
                            let most = self.client.shared().max_response_bytes;
                            return self.fail(Error::too_large(most, "the client's"));
                        }
                    }
                    Some(Err(error)) if self.again == Again::No => return self.fail(error),
                    Some(Err(_)) | None => self.end(),
                },
            }
        }
    }

    fn fail(&mut self, error: Error) -> Poll<Option<Result<Frame, Error>>> {
        self.state = State::Ended;
        Poll::Ready(Some(Err(error.of(self.prepared.meta.name))))
    }

    /// The connection is at its end.
    fn end(&mut self) {
        self.ready.extend(self.frames.finish());
        if self.again == Again::No {
            self.state = State::Ended;
            return;
        }
        self.frames.restart();
        let client = self.client.clone();
        let prepared = self.prepared.resuming(self.frames.last_event_id());
        let delay = self.frames.retry().unwrap_or(RECONNECT);
        self.state = State::Connecting(Box::pin(async move {
            client.transport().sleep(delay).await;
            client.open(Ok(prepared)).await
        }));
    }
}

impl Prepared {
    /// Asks for a stream, unless the call asks for something else.
    pub(crate) fn asking(mut self, media_type: &'static str) -> Self {
        if !self.accepts_by_call {
            let value = HeaderValue::from_static(media_type);
            self.headers.insert(ACCEPT, value);
        }
        self
    }

    /// The same from behind an event on.
    pub(crate) fn resuming(&self, id: &str) -> Self {
        let mut again = self.clone();
        if let (false, Ok(id)) = (id.is_empty(), HeaderValue::from_bytes(id.as_bytes())) {
            again.headers.insert("last-event-id", id);
        }
        again
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({})", self.source.prepared.meta.name)
    }
}
