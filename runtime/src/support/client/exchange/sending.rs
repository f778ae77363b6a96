//! The future of a call.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{
    BoxFuture, DecodeError, Decoding, Error, Lenient, Meta, Received, Response, read_leniently,
    trace,
};

/// The future of a call. Await it to get the response.
///
/// All operations with the same output share one such type, which keeps the code that is compiled
/// for each operation small.
#[must_use = "nothing is sent until you await it"]
pub struct Sending<T> {
    exchange: BoxFuture<'static, Result<Received, Error>>,
    decode: Decode<T>,
    meta: &'static Meta,
}

pub(crate) type Decode<T> = fn(&Received) -> Result<T, DecodeError>;

impl<T> Sending<T> {
    pub(crate) fn new(
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

/// Decodes a response.
pub(crate) fn read<T>(
    received: Received,
    decode: Decode<T>,
    meta: &'static Meta,
) -> Result<Response<T>, Error> {
    let decoded = match received.decoding {
        Decoding::Strict => decode(&received).map(Lenient::complete),
        Decoding::Lenient => read_leniently(&received, decode),
    };
    match decoded {
        Ok(Lenient { value, rejected }) => {
            trace::rejected(meta, &rejected);
            let mut response = response(received, value);
            response.rejected = rejected;
            Ok(response)
        }
        Err(error) => Err(Error::decode(error, received).of(meta)),
    }
}

fn response<T>(received: Received, value: T) -> Response<T> {
    let (status, headers, _) = received.into_parts();
    Response::new(value, status, headers)
}
