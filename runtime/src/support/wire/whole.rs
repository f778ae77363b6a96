//! A whole text by a codec, and back.

use serde_json::Error as JsonError;

use super::convert::{Out, Read};

/// Reads all of a JSON text by a codec: for what is no object of its own, such as a list.
pub fn whole<C: Read<T>, T>(text: &[u8]) -> Result<T, JsonError> {
    let mut source = serde_json::Deserializer::from_slice(text);
    let value = C::read(&mut source)?;
    source.end()?;
    Ok(value)
}

/// Writes a whole value by a codec: what serde is given in its place.
pub fn by<C, T>(value: &T) -> Out<'_, C, T> {
    Out::new(value)
}
