//! Bodies of requests and responses.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

#[cfg(all(feature = "tokio", feature = "readers"))]
use super::body_reader::AsyncReader;
#[cfg(feature = "readers")]
use super::body_reader::Reader;
use super::body_stream::{Chunks, Mapped};
use super::{MaybeSend, TransportError, lock};

/// The body of a request or a response: bytes in memory, or a stream.
///
/// It implements [`Stream`] and yields chunks. Clones of a streaming body share the stream, which
/// can be read only once: reading a second clone is an error.
#[derive(Clone)]
pub struct Body(Kind);

#[derive(Clone)]
enum Kind {
    Full(Bytes),
    Stream(Arc<Mutex<Source>>, ReadState, Option<u64>),
}

/// A stream of chunks.
type BoxStream = Pin<Box<dyn Chunks>>;

enum Source {
    Unread(BoxStream),
    Reading(BoxStream),
    Ended,
}

/// Whether this body is the clone that reads the stream.
#[derive(PartialEq, Eq)]
enum ReadState {
    Started,
    NotStarted,
}

/// A clone has not started to read.
impl Clone for ReadState {
    fn clone(&self) -> Self {
        Self::NotStarted
    }
}

impl Body {
    /// An empty body.
    pub const fn empty() -> Self {
        Self(Kind::Full(Bytes::new()))
    }

    /// Creates a body from a stream of chunks.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::of(Box::pin(Mapped(Box::pin(stream))))
    }

    /// Creates a body from a reader. Reading blocks the thread, so use it with the blocking client,
    /// or with readers that don't wait.
    #[cfg(feature = "readers")]
    pub fn from_reader(reader: impl std::io::Read + MaybeSend + Unpin + 'static) -> Self {
        Self::of(Box::pin(Reader::new(reader)))
    }

    /// Creates a body from a reader of tokio, such as a file. For the async client.
    #[cfg(all(feature = "tokio", feature = "readers"))]
    pub fn from_async_read(reader: impl tokio::io::AsyncRead + MaybeSend + 'static) -> Self {
        Self::of(Box::pin(AsyncReader::new(reader)))
    }

    /// Like [`from_stream`](Self::from_stream), for items that need no conversion.
    #[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
    pub(super) fn from_chunks(chunks: impl Chunks + 'static) -> Self {
        Self::of(Box::pin(chunks))
    }

    fn of(stream: BoxStream) -> Self {
        let source = Arc::new(Mutex::new(Source::Unread(stream)));
        Self(Kind::Stream(source, ReadState::NotStarted, None))
    }

    /// Sets the size of a stream in bytes, which is sent as `Content-Length`.
    pub fn with_size(mut self, bytes: u64) -> Self {
        if let Kind::Stream(_, _, size) = &mut self.0 {
            *size = Some(bytes);
        }
        self
    }

    /// The size in bytes. Returns `None` if it is unknown.
    pub fn size(&self) -> Option<u64> {
        match &self.0 {
            Kind::Full(bytes) => u64::try_from(bytes.len()).ok(),
            Kind::Stream(_, _, size) => *size,
        }
    }

    /// The bytes. Returns `None` for a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Full(bytes) => Some(bytes),
            Kind::Stream(..) => None,
        }
    }

    /// Reads the complete body into memory.
    pub async fn into_bytes(self) -> Result<Bytes, TransportError> {
        let (bytes, _) = self.read(usize::MAX).await?;
        Ok(bytes)
    }

    /// Whether the body can be sent again from its start.
    pub(crate) fn is_replayable(&self) -> bool {
        match &self.0 {
            Kind::Full(_) => true,
            Kind::Stream(source, ..) => {
                let source = lock(source);
                matches!(*source, Source::Unread(_))
            }
        }
    }

    /// Returns the next chunk, or `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Reads up to `limit` bytes, and returns whether that was the complete body.
    pub(crate) async fn read(
        mut self,
        limit: usize,
    ) -> Result<(Bytes, ReadLength), TransportError> {
        let cut = |bytes: Bytes| match bytes.len() > limit {
            true => (bytes.slice(..limit), ReadLength::Truncated),
            false => (bytes, ReadLength::Complete),
        };
        // Most bodies are a single chunk, which need not be copied.
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

/// Whether a body was read completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadLength {
    Complete,
    Truncated,
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Full(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            Kind::Stream(source, state, _) => {
                let mut source = lock(source);
                poll_source(&mut source, state, context)
            }
        }
    }
}

fn poll_source(
    source: &mut Source,
    state: &mut ReadState,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, TransportError>>> {
    if *state == ReadState::NotStarted {
        *state = ReadState::Started;
        *source = match std::mem::replace(source, Source::Ended) {
            Source::Unread(stream) => Source::Reading(stream),
            other => {
                *source = other;
                let message = "the body is a stream that has already been read";
                return Poll::Ready(Some(Err(TransportError::other(message))));
            }
        };
    }
    let Source::Reading(stream) = source else {
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

/// Prints only the size, since bodies can contain secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.size()) {
            (Kind::Full(_), Some(size)) => write!(f, "Body({size} bytes)"),
            (_, Some(size)) => write!(f, "Body(stream of {size} bytes)"),
            (_, None) => f.write_str("Body(stream)"),
        }
    }
}
