//! Response bodies that are read while they arrive.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{Body, BoxFuture, Client, Error, Meta, TimeLimit, TransportError};

/// The body of a response, read while it arrives: a [`Stream`] of chunks. Data is fetched only as
/// you ask for it, so a slow reader slows the server down instead of filling the memory.
///
/// With the feature `tokio`, which `reqwest` enables, it is also an `AsyncRead` and `AsyncBufRead` of tokio, so that
/// `tokio::io::copy` writes it to a file.
///
/// The call's time limits apply until the response headers arrive. After that, only the wait for
/// the next chunk is limited, by the client's `idle_timeout` (default 120 s).
#[must_use = "nothing is read until you ask for chunks"]
pub struct ByteStream {
    body: Body,
    /// What a reader left of the last chunk.
    pub(super) rest: Bytes,
    client: Client,
    meta: &'static Meta,
    /// The idle timeout, while waiting for a chunk.
    clock: Option<BoxFuture<'static, ()>>,
}

impl ByteStream {
    pub(crate) fn new(body: Body, client: Client, meta: &'static Meta) -> Self {
        Self {
            body,
            rest: Bytes::new(),
            client,
            meta,
            clock: None,
        }
    }

    /// Returns the next chunk, or `None` at the end.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Collects the rest of the body. It is an error if there are more than `most` bytes.
    pub async fn collect(mut self, most: usize) -> Result<Bytes, Error> {
        let mut all = Vec::new();
        while let Some(chunk) = self.try_next().await? {
            all.extend_from_slice(&chunk);
            if all.len() > most {
                return Err(Error::too_large(most, "the given").of(self.meta));
            }
        }
        Ok(all.into())
    }

    /// Ready after the idle timeout.
    fn poll_clock(&mut self, limit: Duration, context: &mut Context<'_>) -> Poll<()> {
        let client = &self.client;
        let clock = self.clock.get_or_insert_with(|| {
            let client = client.clone();
            Box::pin(async move { client.transport().sleep(limit).await })
        });
        clock.as_mut().poll(context)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.rest))));
        }
        let error = match Pin::new(&mut self.body).poll_next(context) {
            Poll::Ready(Some(Err(error))) => error,
            Poll::Ready(other) => {
                self.clock = None;
                return Poll::Ready(other.map(|chunk| chunk.map_err(Error::transport)));
            }
            Poll::Pending => {
                let Some(limit) = self.client.config().idle_timeout else {
                    return Poll::Pending;
                };
                ready!(self.poll_clock(limit, context));
                TransportError::timeout(format!("no data for {}", TimeLimit(limit)))
            }
        };
        self.body = Body::empty();
        self.clock = None;
        Poll::Ready(Some(Err(Error::transport(error).of(self.meta))))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ByteStream({})", self.meta.name)
    }
}
