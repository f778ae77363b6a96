//! Bodies of requests and responses.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::body_stream::{Chunks, Mapped, Reader};
use super::{MaybeSend, TransportError};

/// The body of a request or of a response: all of its bytes, or a stream of them.
///
/// It is a [`Stream`] of its chunks. A stream can be read once: clones share it, and for all but the
/// one that reads it first it is gone, which is an error when they are read.
#[derive(Clone)]
pub struct Body(Kind);

#[derive(Clone)]
enum Kind {
    Full(Bytes),
    Stream(Arc<Mutex<Source>>, Turn, Option<u64>),
}

/// A stream of chunks, until it is at its end.
type BoxStream = Pin<Box<dyn Chunks>>;

enum Source {
    Untouched(BoxStream),
    Taken(BoxStream),
    Ended,
}

/// Whether this body is the one that reads the stream.
#[derive(PartialEq, Eq)]
enum Turn {
    Reads,
    NotYet,
}

/// A clone has yet to begin, and can't if another has.
impl Clone for Turn {
    fn clone(&self) -> Self {
        Self::NotYet
    }
}

impl Body {
    /// A body of no bytes.
    pub const fn empty() -> Self {
        Self(Kind::Full(Bytes::new()))
    }

    /// A body that comes in chunks.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::of(Box::pin(Mapped(Box::pin(stream))))
    }

    /// A body that is read when it is needed. Reading blocks the thread: for the blocking client,
    /// and for readers that don't wait.
    pub fn from_reader(reader: impl std::io::Read + MaybeSend + Unpin + 'static) -> Self {
        Self::of(Box::pin(Reader(reader)))
    }

    fn of(stream: BoxStream) -> Self {
        let source = Arc::new(Mutex::new(Source::Untouched(stream)));
        Self(Kind::Stream(source, Turn::NotYet, None))
    }

    /// With the number of bytes that a stream has, which servers may want to know beforehand.
    pub fn with_size(mut self, bytes: u64) -> Self {
        if let Kind::Stream(_, _, size) = &mut self.0 {
            *size = Some(bytes);
        }
        self
    }

    /// The number of bytes, if it is known.
    pub fn size(&self) -> Option<u64> {
        match &self.0 {
            Kind::Full(bytes) => u64::try_from(bytes.len()).ok(),
            Kind::Stream(_, _, size) => *size,
        }
    }

    /// The bytes, if they are all there.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Full(bytes) => Some(bytes),
            Kind::Stream(..) => None,
        }
    }

    /// All the bytes, read as they come.
    pub async fn into_bytes(self) -> Result<Bytes, TransportError> {
        let (bytes, _) = self.read(usize::MAX).await?;
        Ok(bytes)
    }

    /// Whether a clone can still be read from its beginning.
    pub(crate) fn is_whole(&self) -> bool {
        match &self.0 {
            Kind::Full(_) => true,
            Kind::Stream(source, ..) => {
                let source = source.lock().unwrap_or_else(PoisonError::into_inner);
                matches!(*source, Source::Untouched(_))
            }
        }
    }

    /// The next chunk; `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// The bytes up to `limit`, and whether that was all.
    pub(crate) async fn read(mut self, limit: usize) -> Result<(Bytes, Extent), TransportError> {
        let cut = |bytes: Bytes| match bytes.len() > limit {
            true => (bytes.slice(..limit), Extent::Cut),
            false => (bytes, Extent::Whole),
        };
        // Most bodies are one chunk, which is then not copied.
        let first = self.chunk().await?.unwrap_or_default();
        let Some(second) = self.chunk().await? else {
            return Ok(cut(first));
        };
        let mut all = Vec::from(first);
        let mut chunk = Some(second);
        while let Some(bytes) = chunk {
            all.extend_from_slice(&bytes);
            if all.len() > limit {
                break;
            }
            chunk = self.chunk().await?;
        }
        Ok(cut(all.into()))
    }
}

/// How much of a body was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    Cut,
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Full(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            Kind::Stream(source, turn, _) => {
                let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
                poll_source(&mut source, turn, context)
            }
        }
    }
}

fn poll_source(
    source: &mut Source,
    turn: &mut Turn,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, TransportError>>> {
    if *turn == Turn::NotYet {
        *turn = Turn::Reads;
        *source = match std::mem::replace(source, Source::Ended) {
            Source::Untouched(stream) => Source::Taken(stream),
            other => {
                *source = other;
                let message = "the body is a stream, and it has been read already";
                return Poll::Ready(Some(Err(TransportError::other(message))));
            }
        };
    }
    let Source::Taken(stream) = source else {
        return Poll::Ready(None);
    };
    let polled = stream.as_mut().poll_next(context);
    if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
        *source = Source::Ended;
    }
    polled
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Full(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Kind::Full(bytes.into()))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(Kind::Full(text.into()))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self(Kind::Full(Bytes::from_static(text.as_bytes())))
    }
}

/// Only how long it is: a body can hold anything, secrets too.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.size()) {
            (Kind::Full(_), Some(size)) => write!(f, "Body({size} bytes)"),
            (_, Some(size)) => write!(f, "Body(stream of {size} bytes)"),
            (_, None) => f.write_str("Body(stream)"),
        }
    }
}
