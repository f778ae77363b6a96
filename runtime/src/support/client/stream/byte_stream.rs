//! Response bodies that are read while they arrive.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

#[cfg(feature = "transfers")]
use super::Resumption;
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
    /// How the body continues after an error.
    #[cfg(feature = "transfers")]
    resumption: Option<Box<Resumption>>,
    #[cfg(feature = "transfers")]
    reopening: Option<Reopening>,
}

#[cfg(feature = "transfers")]
type Reopening = BoxFuture<'static, Result<(Body, Box<Resumption>), Error>>;

impl ByteStream {
    pub(crate) fn new(body: Body, client: Client, meta: &'static Meta) -> Self {
        Self {
            body,
            rest: Bytes::new(),
            client,
            meta,
            clock: None,
            #[cfg(feature = "transfers")]
            resumption: None,
            #[cfg(feature = "transfers")]
            reopening: None,
        }
    }

    #[cfg(feature = "transfers")]
    pub(crate) fn resuming(mut self, resumption: Option<Resumption>) -> Self {
        self.resumption = resumption.map(Box::new);
        self
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
        #[cfg(feature = "transfers")]
        if let Err(error) = ready!(self.poll_reopening(context)) {
            return Poll::Ready(Some(Err(error)));
        }
        match ready!(self.poll_body(context)) {
            Some(Err(error)) => {
                self.body = Body::empty();
                self.clock = None;
                #[cfg(feature = "transfers")]
                if let Some(reopening) = self.reopen() {
                    self.reopening = Some(reopening);
                    return self.poll_next(context);
                }
                let error = Error::transport(error).of(self.meta);
                Poll::Ready(Some(Err(error)))
            }
            Some(Ok(chunk)) => {
                #[cfg(feature = "transfers")]
                if let Some(resumption) = &mut self.resumption {
                    resumption.advance(chunk.len());
                }
                Poll::Ready(Some(Ok(chunk)))
            }
            None => Poll::Ready(None),
        }
    }
}

impl ByteStream {
    /// The next chunk of the body, within the idle timeout.
    fn poll_body(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        if let Poll::Ready(polled) = Pin::new(&mut self.body).poll_next(context) {
            self.clock = None;
            return Poll::Ready(polled);
        }
        let Some(limit) = self.client.config().idle_timeout else {
            return Poll::Pending;
        };
        ready!(self.poll_clock(limit, context));
        let message = format!("no data for {}", TimeLimit(limit));
        Poll::Ready(Some(Err(TransportError::timeout(message))))
    }

    /// Ready when the rest of the body was requested, if it had to be.
    #[cfg(feature = "transfers")]
    fn poll_reopening(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let Some(reopening) = &mut self.reopening else {
            return Poll::Ready(Ok(()));
        };
        let reopened = ready!(reopening.as_mut().poll(context));
        self.reopening = None;
        let (body, resumption) = reopened?;
        self.body = body;
        self.resumption = Some(resumption);
        Poll::Ready(Ok(()))
    }

    /// Requests the rest of the body, if the call wants that and may.
    #[cfg(feature = "transfers")]
    fn reopen(&mut self) -> Option<Reopening> {
        let mut resumption = self.resumption.take()?;
        let delay = resumption.delay()?;
        let may = self.client.config().retry_budget.take();
        may.then(|| self.client.reopen(resumption, delay))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ByteStream({})", self.meta.name)
    }
}
