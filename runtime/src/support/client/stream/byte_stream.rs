//! The body of a response, as it comes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{Body, BoxFuture, Client, Error, Limit, Meta, TransportError};

/// The body of a response, as it comes: a [`Stream`] of chunks. What isn't asked for isn't read, so
/// that a slow reader slows the server down instead of filling the memory.
///
/// The time limits of the call bound the wait for the response; from then on, only the silence
/// between two chunks is bounded (`idle_timeout` of the client).
#[must_use = "nothing is read until chunks are asked for"]
pub struct ByteStream {
    body: Body,
    client: Client,
    meta: &'static Meta,
    /// Runs while a chunk is waited for.
    clock: Option<BoxFuture<'static, ()>>,
}

impl ByteStream {
    pub(crate) fn new(body: Body, client: Client, meta: &'static Meta) -> Self {
        Self {
            body,
            client,
            meta,
            clock: None,
        }
    }

    /// The next chunk; `None` at the end.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// All that is left; an error if it is more than `most` bytes.
    pub async fn collect(mut self, most: usize) -> Result<Bytes, Error> {
        let mut all = Vec::new();
        while let Some(chunk) = self.try_next().await? {
            all.extend_from_slice(&chunk);
            if all.len() > most {
                return Err(Error::too_large(most, "the given").of(self.meta.name));
            }
        }
        Ok(all.into())
    }

    /// Whether there was silence for too long.
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
        let error = match Pin::new(&mut self.body).poll_next(context) {
            Poll::Ready(Some(Err(error))) => error,
            Poll::Ready(other) => {
                self.clock = None;
                return Poll::Ready(other.map(|chunk| chunk.map_err(Error::transport)));
            }
            Poll::Pending => {
                let Some(limit) = self.client.shared().idle_timeout else {
                    return Poll::Pending;
                };
                ready!(self.poll_clock(limit, context));
                TransportError::timeout(format!("no data for {}", Limit(limit)))
            }
        };
        self.body = Body::empty();
        self.clock = None;
        Poll::Ready(Some(Err(Error::transport(error).of(self.meta.name))))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ByteStream({})", self.meta.name)
    }
}
