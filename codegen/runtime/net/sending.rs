//! A call under way.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{BoxFuture, DecodeError, Error, Meta, Received, Response};

/// A call under way: await it.
///
/// One type for all operations with the same output, and no state machine of its own: what is
/// compiled for each operation stays small.
#[must_use = "nothing is sent until this is awaited"]
pub struct Sending<T> {
    exchange: BoxFuture<'static, Result<Received, Error>>,
    decode: Decode<T>,
    meta: &'static Meta,
}

pub(super) type Decode<T> = fn(&Received) -> Result<T, DecodeError>;

impl<T> Sending<T> {
    pub(super) fn new(
        exchange: BoxFuture<'static, Result<Received, Error>>,
        decode: Decode<T>,
        meta: &'static Meta,
    ) -> Self {
        Self {
            exchange,
            decode,
            meta,
        }
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let result = ready!(self.exchange.as_mut().poll(context));
        Poll::Ready(result.and_then(|received| read(received, self.decode, self.meta)))
    }
}

/// The response with its value.
pub(super) fn read<T>(
    received: Received,
    decode: Decode<T>,
    meta: &'static Meta,
) -> Result<Response<T>, Error> {
    match decode(&received) {
        Ok(value) => {
            let (status, headers, _) = received.into_parts();
            Ok(Response::new(value, status, headers))
        }
        Err(error) => Err(Error::decode(error, received).of(meta.name)),
    }
}
