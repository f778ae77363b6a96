//! Decoding and encoding of complete JSON texts with a codec, for types such as lists that have no table.

use serde_json::Error as JsonError;

use super::convert::{Read, WithCodec};

/// Decodes a JSON text with a codec.
pub fn from_slice<C: Read<T>, T>(text: &[u8]) -> Result<T, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = C::read(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Returns a value that serializes `value` with a codec.
pub fn with_codec<C, T>(value: &T) -> WithCodec<'_, C, T> {
    WithCodec::new(value)
}
