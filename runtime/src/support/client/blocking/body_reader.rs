//! Reads a body with `std::io::Read`.

use std::io::{self, Read};

use bytes::{Buf, Bytes};

use super::{Body, block_on};

/// Reads a [`Body`] with [`Read`], blocking until the next chunk arrives. For your own transports.
#[derive(Debug)]
pub struct BodyReader {
    body: Body,
    /// The unread rest of the last chunk.
    chunk: Bytes,
}

impl BodyReader {
    /// Creates a reader for a body.
    pub fn new(body: Body) -> Self {
        Self {
            body,
            chunk: Bytes::new(),
        }
    }
}

impl Read for BodyReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match block_on(self.body.chunk()).map_err(io::Error::other)? {
                Some(chunk) => self.chunk = chunk,
                None => return Ok(0),
            }
        }
        let count = self.chunk.len().min(into.len());
        self.chunk.copy_to_slice(&mut into[..count]);
        Ok(count)
    }
}
