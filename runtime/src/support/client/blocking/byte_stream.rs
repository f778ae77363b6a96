//! The body of a response, as it comes.

use std::fmt;
use std::io::{self, Read};

use super::{Body, BodyReader, Error, Meta, TransportError};

/// The body of a response, as it comes: a [`Read`]. What isn't read stays with the server, so that
/// a slow reader slows the server down instead of filling the memory.
///
/// The time limits of the call bound the wait for the response; from then on, only the silence
/// between two chunks is bounded (`idle_timeout` of the client).
#[must_use = "nothing is read until it is asked for"]
pub struct ByteStream {
    body: BodyReader,
    meta: &'static Meta,
}

impl ByteStream {
    pub(crate) fn new(body: Body, meta: &'static Meta) -> Self {
        Self {
            body: BodyReader::new(body),
            meta,
        }
    }
}

/// Errors hold the client's own.
impl Read for ByteStream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.body.read(into).map_err(|error| {
            let error = TransportError::from_any(error.into());
            Error::transport(error).of(self.meta.name).into()
        })
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ByteStream({})", self.meta.name)
    }
}
