//! The traits of codecs and of the presence types.

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, MapAccess};
use serde::{Deserializer, Serialize, Serializer};

use super::write::PropertyWriter;

/// A codec that decodes a `T`.
pub trait Read<T> {
    /// Reads a value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// A codec that encodes a `T`.
pub trait Write<T> {
    /// Writes a value.
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A presence type that decodes a field of type `T`.
pub trait ReadField<T> {
    /// Whether the property is required.
    const REQUIRED: bool;

    /// Reads the value of the property into the field.
    fn read_field<'de, A: MapAccess<'de>>(field: &mut T, map: &mut A) -> Result<(), A::Error>;
}

/// A presence type that encodes a field of type `T`.
pub trait WriteField<T> {
    /// Writes the property, unless the field is empty and the property is optional.
    fn write_field<W: PropertyWriter>(key: &'static str, value: &T, writer: &mut W);
}

/// Adapts a codec to [`DeserializeSeed`].
pub struct Seed<C, T>(PhantomData<(C, T)>);

impl<C, T> Seed<C, T> {
    /// Creates a seed.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, C: Read<T>, T> DeserializeSeed<'de> for Seed<C, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        C::read(deserializer)
    }
}

/// Adapts a value and its codec to [`Serialize`].
pub struct WithCodec<'a, C, T>(&'a T, PhantomData<C>);

impl<'a, C, T> WithCodec<'a, C, T> {
    /// Wraps a value.
    pub fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Write<T>, T> Serialize for WithCodec<'_, C, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::write(self.0, serializer)
    }
}
