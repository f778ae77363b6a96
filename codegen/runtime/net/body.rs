//! Bodies of requests and responses.

use std::fmt;

use bytes::Bytes;

use super::{BoxFuture, MaybeSend, TransportError};

/// The body of a request or of a response: all of its bytes, or a source of chunks.
pub struct Body(Kind);

enum Kind {
    Full(Bytes),
    Chunks(Box<dyn Chunks>),
}

/// A source of the chunks of a body.
pub trait Chunks: MaybeSend + 'static {
    /// The next chunk; `None` at the end.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

impl Body {
    /// A body of no bytes.
    pub const fn empty() -> Self {
        Self(Kind::Full(Bytes::new()))
    }

    /// A body that comes in chunks.
    pub fn from_chunks(chunks: impl Chunks) -> Self {
        Self(Kind::Chunks(Box::new(chunks)))
    }

    /// The bytes, if they are all there. Those of a request always are.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Full(bytes) => Some(bytes),
            Kind::Chunks(_) => None,
        }
    }

    /// All the bytes, read as they come.
    pub async fn into_bytes(self) -> Result<Bytes, TransportError> {
        let (bytes, _) = self.read(usize::MAX).await?;
        Ok(bytes)
    }

    /// The bytes up to `limit`, and whether that was all.
    pub(super) async fn read(self, limit: usize) -> Result<(Bytes, Extent), TransportError> {
        let mut source = match self.0 {
            Kind::Full(bytes) if bytes.len() > limit => {
                return Ok((bytes.slice(..limit), Extent::Cut));
            }
            Kind::Full(bytes) => return Ok((bytes, Extent::Whole)),
            Kind::Chunks(source) => source,
        };
        // Most bodies are one chunk, which is then not copied.
        let first = source.next().await?.unwrap_or_default();
        let Some(second) = source.next().await? else {
            let cut = first.len() > limit;
            return Ok(if cut {
                (first.slice(..limit), Extent::Cut)
            } else {
                (first, Extent::Whole)
            });
        };
        let mut all = Vec::from(first);
        let mut chunk = Some(second);
        while let Some(bytes) = chunk {
            all.extend_from_slice(&bytes);
            if all.len() > limit {
                all.truncate(limit);
                return Ok((all.into(), Extent::Cut));
            }
            chunk = source.next().await?;
        }
        Ok((all.into(), Extent::Whole))
    }
}

/// How much of a body was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    Cut,
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Full(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Kind::Full(bytes.into()))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(Kind::Full(text.into()))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self(Kind::Full(Bytes::from_static(text.as_bytes())))
    }
}

/// Only how long it is: a body can hold anything, secrets too.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Full(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Kind::Chunks(_) => f.write_str("Body(chunks)"),
        }
    }
}
