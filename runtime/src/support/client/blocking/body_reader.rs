//! A body as a reader.

use std::io::{self, Read};

use bytes::{Buf, Bytes};

use super::{Body, block_on};

/// A body as a reader; reading waits for the next chunk. For transports of your own.
#[derive(Debug)]
pub struct BodyReader {
    body: Body,
    /// What is left of the chunk that came last.
    chunk: Bytes,
}

impl BodyReader {
    /// Reads this body.
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
