//! What a slot and a codec can do.

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, MapAccess};
use serde::{Deserializer, Serialize, Serializer};

use super::write::Sink;

/// A codec that reads `T`.
pub trait Read<T> {
    /// Reads a value.
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<T, D::Error>;
}

/// A codec that writes `T`.
pub trait Write<T> {
    /// Writes a value.
    fn write<S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error>;
}

/// A slot whose field is a `T`: reading.
pub trait Slot<T> {
    /// Whether the member has to be there.
    const REQUIRED: bool;

    /// Reads the member's value into its place.
    fn put<'de, A: MapAccess<'de>>(place: &mut T, map: &mut A) -> Result<(), A::Error>;
}

/// A slot whose field is a `T`: writing.
pub trait Entry<T> {
    /// Writes the member, if it is to be written.
    fn entry<S: Sink>(key: &'static str, value: &T, sink: &mut S);
}

/// A codec at work on the reading side.
pub struct Seed<C, T>(PhantomData<(C, T)>);

impl<C, T> Seed<C, T> {
    /// A seed.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, C: Read<T>, T> DeserializeSeed<'de> for Seed<C, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<T, D::Error> {
        C::read(source)
    }
}

/// A codec at work on the writing side.
pub struct Out<'a, C, T>(&'a T, PhantomData<C>);

impl<'a, C, T> Out<'a, C, T> {
    /// The value to be written.
    pub fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Write<T>, T> Serialize for Out<'_, C, T> {
    fn serialize<S: Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
        C::write(self.0, sink)
    }
}
