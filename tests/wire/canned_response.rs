//! The response of the test server to one request.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::thread;
use std::time::Duration;

/// The response of the test server to one request.
#[derive(Clone, Debug)]
pub struct CannedResponse {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    delay: Duration,
    framing: Framing,
}

/// How the body is framed.
#[derive(Clone, Copy, Debug)]
enum Framing {
    /// With `Content-Length`.
    ContentLength,
    /// In chunks of this many bytes, with a pause between them.
    Chunked(usize),
    /// With `Content-Length`, but the connection closes after this many bytes.
    CutAt(usize),
    /// No response: the connection closes.
    Hangup,
}

/// What happens to the connection afterwards.
pub enum End {
    Keep,
    Close,
}

impl CannedResponse {
    /// A status and a JSON body.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::bytes(status, "application/json", body.into())
    }

    /// A status and a body with a content type.
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type", content_type.to_owned())],
            body: body.into(),
            delay: Duration::ZERO,
            framing: Framing::ContentLength,
        }
    }

    /// Closes the connection without a response.
    pub fn hangup() -> Self {
        Self {
            framing: Framing::Hangup,
            ..Self::json(200, "")
        }
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// After a while.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// In chunks of so many bytes.
    pub fn chunked(mut self, bytes: usize) -> Self {
        self.framing = Framing::Chunked(bytes);
        self
    }

    /// Sends only this many bytes of the body that `Content-Length` announces.
    pub fn cut_at(mut self, bytes: usize) -> Self {
        self.framing = Framing::CutAt(bytes);
        self
    }

    /// Writes the response.
    pub fn write(&self, out: &mut impl Write) -> io::Result<End> {
        thread::sleep(self.delay);
        match self.framing {
            Framing::ContentLength => {
                out.write_all(&self.head(&format!("content-length: {}", self.body.len())))?;
                out.write_all(&self.body)?;
                Ok(End::Keep)
            }
            Framing::Chunked(size) => {
                out.write_all(&self.head("transfer-encoding: chunked"))?;
                for chunk in self.body.chunks(size) {
                    write!(out, "{:x}\r\n", chunk.len())?;
                    out.write_all(chunk)?;
                    out.write_all(b"\r\n")?;
                    // Otherwise the chunks may arrive as one.
                    thread::sleep(Duration::from_millis(1));
                }
                out.write_all(b"0\r\n\r\n")?;
                Ok(End::Keep)
            }
            Framing::CutAt(bytes) => {
                out.write_all(&self.head(&format!("content-length: {}", self.body.len())))?;
                out.write_all(self.body.get(..bytes).unwrap_or(&self.body))?;
                Ok(End::Close)
            }
            Framing::Hangup => Ok(End::Close),
        }
    }

    fn head(&self, extent: &str) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} -\r\n{extent}\r\n", self.status);
        for (name, value) in &self.headers {
            // Writing to a `String` can't fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}
