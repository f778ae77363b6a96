//! Strict and lenient decoding of responses.

use super::{Decode, Lenient, Received, read_lenient};

/// Strict and lenient decoding of responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decoding {
    /// The response is an error.
    #[default]
    Strict,
    /// The values are rejected, and the rest is decoded.
    Lenient,
}

/// Decodes a response without the values that don't match. Returns `None` if nothing is left.
#[cold]
pub(crate) fn read_leniently<T>(received: &Received, decode: Decode<T>) -> Option<Lenient<T>> {
    let mut part = received.clone();
    read_lenient(&received.json_text(), |json| {
        part.set_body(json);
        decode(&part)
    })
}
