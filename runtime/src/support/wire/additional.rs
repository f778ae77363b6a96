//! Additional properties: those that an object's table doesn't list.

use std::collections::BTreeMap;

use serde::de::MapAccess;

use super::convert::{Read, Seed, WithCodec, Write};
use super::write::PropertyWriter;

/// A collection that additional properties are decoded into.
pub trait ReadAdditional<C> {
    /// Reads the value of a property.
    fn read_additional<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error>;
}

/// A collection that additional properties are encoded from.
pub trait WriteAdditional<C> {
    /// Writes all properties.
    fn write_additional<S: PropertyWriter>(&self, writer: &mut S);
}

impl<C: Read<T>, T> ReadAdditional<C> for BTreeMap<String, T> {
    fn read_additional<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = read_additional_value::<C, T, A>(map)?;
        self.insert(key.to_owned(), value);
        Ok(())
    }
}

/// Reads the value of an additional property.
pub fn read_additional_value<'de, C: Read<T>, T, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<T, A::Error> {
    map.next_value_seed(Seed::<C, T>::new())
}

impl<C: Write<T>, T> WriteAdditional<C> for BTreeMap<String, T> {
    fn write_additional<S: PropertyWriter>(&self, writer: &mut S) {
        for (key, value) in self {
            writer.write_additional(key, &WithCodec::<C, T>::new(value));
        }
    }
}
