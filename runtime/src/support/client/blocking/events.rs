//! Streams of values: server-sent events and JSON lines.

use std::collections::VecDeque;
use std::fmt;
use std::io::Read;

use super::{
    AnyClient, ByteStream, Call, Client, DecodeError, EXCERPT, Error, Frame, FrameDecoder,
    PreparedRequest, ReadItem, Reconnect, Response, Streamed, TransportError, no_stream,
    unreadable,
};

/// The values of a streaming response, as an [`Iterator`]: server-sent events, JSON lines or a JSON
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
    bytes: Option<ByteStream>,
    frames: FrameDecoder,
    ready: VecDeque<Frame>,
    client: Client,
    reconnect: Reconnect,
    prepared: PreparedRequest,
}

impl<Op: Streamed> Call<Client, Op> {
    /// Sends the operation and returns the values of the response as they arrive. A parameter that
    /// requests the stream is set.
    pub fn events(mut self) -> Result<Response<Events<Op::Item>>, Error> {
        self.op.request_stream();
        let prepared = self.client.config().prepare(&self.op, &self.overrides)?;
        let source = open(self.client, prepared, Op::MEDIA_TYPE)?;
        let read = Op::item;
        Ok(source.map(|source| Events { source, read }))
    }
}

fn open(
    client: Client,
    prepared: PreparedRequest,
    requested: &'static str,
) -> Result<Response<Source>, Error> {
    let prepared = prepared.accepting(requested)?;
    let response = client.open(Ok(prepared.clone()))?;
    let most = client.config().max_response_bytes;
    let frames = match FrameDecoder::new(requested, response.content_type(), most) {
        Ok(frames) => frames,
        Err(error) => return Err(not_a_stream(error, response).of(prepared.meta)),
    };
    Ok(response.map(|bytes| Source {
        bytes: Some(bytes),
        frames,
        ready: VecDeque::new(),
        client,
        reconnect: Reconnect::No,
        prepared,
    }))
}

/// The error of a response that is no stream of values, with the start of its body.
#[cold]
fn not_a_stream(error: DecodeError, mut response: Response<ByteStream>) -> Error {
    let mut body = Vec::new();
    let mut start = (&mut *response).take(EXCERPT);
    // What arrived before the connection broke is in `body`.
    let _ = start.read_to_end(&mut body);
    no_stream(error, &response, body)
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
}

impl<T> Iterator for Events<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let frame = match self.source.frame() {
            Ok(frame) => frame?,
            Err(error) => {
                self.source.bytes = None;
                return Some(Err(error.of(self.source.prepared.meta)));
            }
        };
        let item = (self.read)(&frame).transpose();
        if item.is_none() {
            self.source.bytes = None;
            self.source.ready.clear();
        }
        let meta = self.source.prepared.meta;
        item.map(|item| item.map_err(|error| unreadable(error, &frame, meta)))
    }
}

impl Source {
    fn frame(&mut self) -> Result<Option<Frame>, Error> {
        let mut chunk = vec![0; 8 * 1024];
        loop {
            if let Some(frame) = self.ready.pop_front() {
                return Ok(Some(frame));
            }
            let Some(bytes) = &mut self.bytes else {
                return Ok(None);
            };
            // The values before it are returned first.
            if self.frames.is_too_large() {
                let most = self.client.config().max_response_bytes;
                return Err(Error::too_large(most, "the client's"));
            }
            match bytes.read(&mut chunk) {
                Ok(count @ 1..) => {
                    let chunk = chunk.get(..count).unwrap_or_default();
                    self.frames.feed(chunk, &mut self.ready);
                }
                Err(error) if self.reconnect == Reconnect::No => {
                    let error = TransportError::from_any(error.into());
                    return Err(Error::transport(error));
                }
                Ok(0) | Err(_) => self.end()?,
            }
        }
    }

    /// Handles the end of the connection.
    fn end(&mut self) -> Result<(), Error> {
        self.bytes = None;
        self.ready.extend(self.frames.finish());
        if self.reconnect == Reconnect::No {
            return Ok(());
        }
        self.frames.restart();
        let prepared = self.prepared.resuming(self.frames.last_event_id());
        self.client.sleep(self.frames.reconnect_delay());
        let response = self.client.open(Ok(prepared))?;
        // With 204 the server reports that there are no more events (HTML Standard, section 9.2).
        if response.status() == 204 {
            self.bytes = None;
            return Ok(());
        }
        if let Err(error) = self.frames.resume(response.content_type()) {
            return Err(no_stream(error, &response, ""));
        }
        self.bytes = Some(response.into_inner());
        Ok(())
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({})", self.source.prepared.meta.name)
    }
}
