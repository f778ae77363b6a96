//! The sources of streaming bodies.

use std::error::Error as StdError;
use std::io::{ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::{MaybeSend, TransportError};

/// A stream of chunks.
pub(super) trait Chunks: Stream<Item = Result<Bytes, TransportError>> + MaybeSend {}

impl<S> Chunks for S where S: Stream<Item = Result<Bytes, TransportError>> + MaybeSend {}

/// Converts the items of a user's stream.
pub(super) struct Mapped<S>(pub(crate) Pin<Box<S>>);

impl<S, B, E> Stream for Mapped<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|item| {
            item.map(|chunk| match chunk {
                Ok(bytes) => Ok(bytes.into()),
                Err(error) => Err(TransportError::from_any(error.into())),
            })
        })
    }
}

/// A reader as a stream. It is always ready: polling it blocks.
pub(super) struct Reader<R> {
    reader: R,
    /// Allocated once, since it is initialized and most bodies are small.
    buffer: Vec<u8>,
}

impl<R> Reader<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
        }
    }
}

impl<R: Read + Unpin> Stream for Reader<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        const LEAST: usize = 8 * 1024;
        const MOST: usize = 64 * 1024;
        let Self { reader, buffer } = &mut *self;
        if buffer.is_empty() {
            buffer.resize(LEAST, 0);
        }
        // A single read, which returns what is available: a stream of events must not wait for
        // more.
        let read = loop {
            match reader.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        Poll::Ready(match read {
            Ok(0) => None,
            Ok(count) => {
                let chunk = Bytes::copy_from_slice(buffer.get(..count).unwrap_or_default());
                if count == buffer.len() && count < MOST {
                    buffer.resize(2 * count, 0);
                }
                Some(Ok(chunk))
            }
            Err(error) => Some(Err(TransportError::from_any(error.into()))),
        })
    }
}
