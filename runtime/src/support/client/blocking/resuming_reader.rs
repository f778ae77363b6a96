//! Downloads that continue after a broken connection.

use std::io::{self, Read};

use super::{Body, BodyReader, Client, Error, Resumption};

/// Reads a body, and requests the rest of it if the connection breaks.
pub(super) struct ResumingReader {
    body: BodyReader,
    resumption: Resumption,
    client: Client,
}

impl ResumingReader {
    pub(super) fn new(body: Body, resumption: Resumption, client: Client) -> Self {
        Self {
            body: BodyReader::new(body),
            resumption,
            client,
        }
    }

    /// Replaces the body. Returns false if the connection must not be tried again.
    fn reopen(&mut self) -> Result<bool, Error> {
        let Some(delay) = self.client.resumption_delay(&mut self.resumption) else {
            return Ok(false);
        };
        self.body = BodyReader::new(Body::empty());
        self.client.sleep(delay);
        self.body = BodyReader::new(self.client.reopen(&self.resumption)?);
        Ok(true)
    }
}

impl Read for ResumingReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.body.read(into) {
                Ok(count) => {
                    self.resumption.advance(count);
                    return Ok(count);
                }
                Err(error) => {
                    if !self.reopen().map_err(io::Error::other)? {
                        return Err(error);
                    }
                }
            }
        }
    }
}
