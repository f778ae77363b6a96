//! The sources of streaming bodies.

use std::error::Error as StdError;
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
