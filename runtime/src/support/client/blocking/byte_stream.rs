//! Response bodies that are read while they arrive.

use std::fmt;
use std::io::{self, Read};

use super::{Body, BodyReader, Error, Meta, TransportError};

/// The body of a response, read while it arrives: implements [`Read`]. Data is fetched only as you
/// read it, so a slow reader slows the server down instead of filling the memory.
///
/// The call's time limits apply until the response headers arrive. After that, only the wait for
/// more data is limited, by the client's `idle_timeout` (default 120 s).
#[must_use = "nothing is read until you call `read`"]
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

/// The `io::Error` wraps the client's [`Error`].
impl Read for ByteStream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.body.read(into).map_err(|error| {
            let error = TransportError::from_any(error.into());
            Error::transport(error).of(self.meta).into()
        })
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ByteStream({})", self.meta.name)
    }
}
