//! Strict and lenient decoding of responses.

use super::{Decode, DecodeError, Lenient, Received, read_complete, read_lenient, with_undeclared};

/// Strict and lenient decoding of responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decoding {
    /// The response is an error.
    #[default]
    Strict,
    /// The values are rejected, and the rest is decoded.
    Lenient,
}

/// Decodes a response without the values that don't match, and lists these and undeclared properties.
pub(crate) fn read_leniently<T>(
    received: &Received,
    decode: Decode<T>,
) -> Result<Lenient<T>, DecodeError> {
    match read_complete(|| decode(received)) {
        Ok((value, none)) if none.is_empty() => Ok(Lenient::complete(value)),
        Ok((value, some)) => Ok(with_undeclared(&received.json_text(), value, some)),
        Err(error) => read_parts(received, decode).ok_or(error),
    }
}

/// Decodes a response without the values that don't match. Returns `None` if nothing is left.
#[cold]
fn read_parts<T>(received: &Received, decode: Decode<T>) -> Option<Lenient<T>> {
    let mut part = received.clone();
    read_lenient(&received.json_text(), |json| {
        part.set_body(json);
        decode(&part)
    })
}
