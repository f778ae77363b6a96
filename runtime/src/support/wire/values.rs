//! Codecs: the JSON representation of a value.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserializer, Serialize, Serializer};

use super::super::default_value::DefaultValue;
use super::convert::{Read, Seed, WithCodec, Write};
use super::undeclared::Before;
use super::{fidelity, path, supplied};

/// The maximum capacity that is reserved because of a length in the input.
const MAX_CAPACITY: usize = 1024;

/// The representation of the type's own `Deserialize` and `Serialize`.
pub struct Plain;

impl<T: DeserializeOwned> Read<T> for Plain {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

impl<T: Serialize> Write<T> for Plain {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

/// A value in a `Box`.
pub struct Boxed<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<Box<T>> for Boxed<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<T>, D::Error> {
        C::read(deserializer).map(Box::new)
    }
}

impl<C: Write<T>, T> Write<Box<T>> for Boxed<C> {
    fn write<S: Serializer>(value: &Box<T>, serializer: S) -> Result<S::Ok, S::Error> {
        C::write(value, serializer)
    }
}

/// A value or null.
pub struct Null<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<Option<T>> for Null<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(NullVisitor::<C, T>(PhantomData))
    }
}

impl<C: Write<T>, T> Write<Option<T>> for Null<C> {
    fn write<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => C::write(value, serializer),
            None => serializer.serialize_unit(),
        }
    }
}

struct NullVisitor<C, T>(PhantomData<(C, T)>);

impl<'de, C: Read<T>, T> Visitor<'de> for NullVisitor<C, T> {
    type Value = Option<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        C::read(deserializer).map(Some)
    }
}

/// A value, or its initial value for null.
pub struct OrDefault<C>(PhantomData<C>);

impl<C: Read<T>, T: DefaultValue> Read<T> for OrDefault<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let value = Null::<C>::read(deserializer)?;
        Ok(value.unwrap_or_else(|| {
            fidelity::note_skipped_property();
            T::default_value()
        }))
    }
}

/// A list.
pub struct List<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<Vec<T>> for List<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(ListVisitor::<C, T>(PhantomData))
    }
}

impl<C: Write<T>, T> Write<Vec<T>> for List<C> {
    fn write<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(value.len()))?;
        for item in value {
            list.serialize_element(&WithCodec::<C, T>::new(item))?;
        }
        list.end()
    }
}

struct ListVisitor<C, T>(PhantomData<(C, T)>);

impl<'de, C: Read<T>, T> Visitor<'de> for ListVisitor<C, T> {
    type Value = Vec<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(list.size_hint().unwrap_or(0).min(MAX_CAPACITY));
        let mut before = Before::new();
        loop {
            match list.next_element_seed(Seed::<C, T>::new()) {
                Ok(Some(item)) => {
                    before.within_index(items.len());
                    items.push(item);
                }
                Ok(None) => return Ok(items),
                Err(error) => return Err(path::at_index(items.len(), error)),
            }
        }
    }
}

/// A map with string keys.
pub struct Map<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<BTreeMap<String, T>> for Map<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error> {
        read_entries::<C, T, _, D>(deserializer)
    }
}

impl<C: Write<T>, T> Write<BTreeMap<String, T>> for Map<C> {
    fn write<S: Serializer>(value: &BTreeMap<String, T>, serializer: S) -> Result<S::Ok, S::Error> {
        write_entries::<C, T, S>(value.iter(), serializer)
    }
}

/// Reads a map of any type.
pub fn read_entries<'de, C: Read<T>, T, M: Default + Extend<(String, T)>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M, D::Error> {
    deserializer.deserialize_map(MapVisitor::<C, T, M>(PhantomData))
}

/// Writes the entries of a map.
pub fn write_entries<'v, C: Write<T>, T: 'v, S: Serializer>(
    entries: impl ExactSizeIterator<Item = (&'v String, &'v T)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, &WithCodec::<C, T>::new(value))?;
    }
    map.end()
}

struct MapVisitor<C, T, M>(PhantomData<(C, T, M)>);

impl<'de, C: Read<T>, T, M: Default + Extend<(String, T)>> Visitor<'de> for MapVisitor<C, T, M> {
    type Value = M;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<M, A::Error> {
        let mut entries = M::default();
        let mut before = Before::new();
        while let Some(key) = map.next_key::<String>()? {
            if supplied::is_list(&key) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            match map.next_value_seed(Seed::<C, T>::new()) {
                Ok(value) => {
                    before.within_key(&key);
                    entries.extend([(key, value)]);
                }
                Err(error) => return Err(path::at_key(&key, error)),
            }
        }
        Ok(entries)
    }
}
