//! Readers as the sources of streaming bodies.

use std::io::{ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;

/// A reader as a stream. It is always ready: polling it blocks.
pub(super) struct Reader<R> {
    reader: R,
    buffer: Buffer,
}

/// The memory that a reader reads into. Allocated once, since it is initialized and most bodies are small.
#[derive(Default)]
struct Buffer(Vec<u8>);

impl Buffer {
    const LEAST: usize = 8 * 1024;
    const MOST: usize = 64 * 1024;

    fn space(&mut self) -> &mut [u8] {
        if self.0.is_empty() {
            self.0.resize(Self::LEAST, 0);
        }
        &mut self.0
    }

    /// Returns a copy of the bytes that were read, and grows if the reader has filled the memory.
    fn chunk(&mut self, count: usize) -> Bytes {
        let chunk = Bytes::copy_from_slice(self.0.get(..count).unwrap_or_default());
        if count == self.0.len() && count < Self::MOST {
            self.0.resize(2 * count, 0);
        }
        chunk
    }
}

impl<R> Reader<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: Buffer::default(),
        }
    }
}

impl<R: Read + Unpin> Stream for Reader<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        // A single read, which returns what is available: a stream of events must not wait for
        // more.
        let read = loop {
            match reader.read(buffer.space()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        Poll::Ready(match read {
            Ok(0) => None,
            Ok(count) => Some(Ok(buffer.chunk(count))),
            Err(error) => Some(Err(TransportError::from_any(error.into()))),
        })
    }
}

/// A reader of tokio as a stream.
#[cfg(feature = "tokio")]
pub(super) struct AsyncReader<R> {
    reader: Pin<Box<R>>,
    buffer: Buffer,
}

#[cfg(feature = "tokio")]
impl<R> AsyncReader<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: Box::pin(reader),
            buffer: Buffer::default(),
        }
    }
}

#[cfg(feature = "tokio")]
impl<R: tokio::io::AsyncRead> Stream for AsyncReader<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        let mut space = tokio::io::ReadBuf::new(buffer.space());
        let read = std::task::ready!(reader.as_mut().poll_read(context, &mut space));
        let count = space.filled().len();
        Poll::Ready(match (read, count) {
            (Err(error), _) => Some(Err(TransportError::from_any(error.into()))),
            (Ok(()), 0) => None,
            (Ok(()), count) => Some(Ok(buffer.chunk(count))),
        })
    }
}
