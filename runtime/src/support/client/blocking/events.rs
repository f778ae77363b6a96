//! Values that come one after the other.

use std::collections::VecDeque;
use std::fmt;
use std::io::Read;

use super::{
    Again, ByteStream, Call, Client, Connected, Error, Frame, Frames, Prepared, RECONNECT,
    ReadItem, Response, Streamed, TransportError, unreadable,
};

/// The values of a response, as they come: an [`Iterator`]. A value that can't be read is an error,
/// and those behind it still come.
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
    bytes: Option<ByteStream>,
    frames: Frames,
    ready: VecDeque<Frame>,
    client: Client,
    again: Again,
    prepared: Prepared,
}

impl<Op: Streamed> Call<Client, Op> {
    /// Sends the operation, and gives the values of its response as they come.
    pub fn events(self) -> Result<Response<Events<Op::Item>>, Error> {
        let prepared = self.client.shared().prepare(&self.op, &self.overrides)?;
        let source = open(self.client, prepared, Op::MEDIA_TYPE)?;
        let read = Op::item;
        Ok(source.map(|source| Events { source, read }))
    }
}

fn open(
    client: Client,
    prepared: Prepared,
    asked: &'static str,
) -> Result<Response<Source>, Error> {
    let prepared = prepared.asking(asked);
    let response = client.open(Ok(prepared.clone()))?;
    let came = response.content_type().to_owned();
    let most = client.shared().max_response_bytes;
    Ok(response.map(|bytes| Source {
        bytes: Some(bytes),
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
}

impl<T> Iterator for Events<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let frame = match self.source.frame() {
            Ok(frame) => frame?,
            Err(error) => {
                self.source.bytes = None;
                return Some(Err(error.of(self.source.prepared.meta.name)));
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
            match bytes.read(&mut chunk) {
                Ok(count @ 1..) => {
                    let chunk = chunk.get(..count).unwrap_or_default();
                    if self.frames.feed(chunk, &mut self.ready).is_err() {
                        let most = self.client.shared().max_response_bytes;
                        return Err(Error::too_large(most, "the client's"));
                    }
                }
                Err(error) if self.again == Again::No => {
                    let error = TransportError::from_any(error.into());
                    return Err(Error::transport(error));
                }
                Ok(0) | Err(_) => self.end()?,
            }
        }
    }

    /// The connection is at its end.
    fn end(&mut self) -> Result<(), Error> {
        self.bytes = None;
        self.ready.extend(self.frames.finish());
        if self.again == Again::No {
            return Ok(());
        }
        self.frames.restart();
        let prepared = self.prepared.resuming(self.frames.last_event_id());
        self.client.sleep(self.frames.retry().unwrap_or(RECONNECT));
        let response = self.client.open(Ok(prepared))?;
        // 204 is how a server says that there is no more.
        self.bytes = (response.status() != 204).then(|| response.into_inner());
        Ok(())
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({})", self.source.prepared.meta.name)
    }
}
