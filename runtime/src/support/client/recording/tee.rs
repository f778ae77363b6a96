//! Bodies that are recorded while the caller reads them.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::{Body, TransportError};

/// Passes a body on, and calls `done` with what was read: at its end, after an error, or when the
/// caller stops to read.
pub(super) struct Tee<F: FnOnce(&[u8]) + Unpin> {
    body: Body,
    read: Vec<u8>,
    done: Option<F>,
}

impl<F: FnOnce(&[u8]) + Unpin> Tee<F> {
    pub(super) fn new(body: Body, done: F) -> Self {
        Self {
            body,
            read: Vec::new(),
            done: Some(done),
        }
    }

    fn finish(&mut self) {
        if let Some(done) = self.done.take() {
            done(&self.read);
        }
    }
}

impl<F: FnOnce(&[u8]) + Unpin> Stream for Tee<F> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.body).poll_next(context);
        match &polled {
            Poll::Ready(Some(Ok(chunk))) => self.read.extend_from_slice(chunk),
            Poll::Ready(_) => self.finish(),
            Poll::Pending => {}
        }
        polled
    }
}

impl<F: FnOnce(&[u8]) + Unpin> Drop for Tee<F> {
    fn drop(&mut self) {
        self.finish();
    }
}
