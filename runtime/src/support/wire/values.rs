//! Codecs: how a value travels.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserializer, Serialize, Serializer};

use super::super::blank::Blank;
use super::convert::{Out, Read, Seed, Write};
use super::path;

/// No more places than these are made ready on the word of the input.
const MAX_CAPACITY: usize = 1024;

/// The type's own way.
pub struct Plain;

impl<T: DeserializeOwned> Read<T> for Plain {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
        T::deserialize(source)
    }
}

impl<T: Serialize> Write<T> for Plain {
    fn write<S: Serializer>(value: &T, sink: S) -> Result<S::Ok, S::Error> {
        value.serialize(sink)
    }
}

/// A value on the heap.
pub struct Boxed<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<Box<T>> for Boxed<C> {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<Box<T>, D::Error> {
        C::read(source).map(Box::new)
    }
}

impl<C: Write<T>, T> Write<Box<T>> for Boxed<C> {
    fn write<S: Serializer>(value: &Box<T>, sink: S) -> Result<S::Ok, S::Error> {
        C::write(value, sink)
    }
}

/// A value or null.
pub struct Null<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<Option<T>> for Null<C> {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<Option<T>, D::Error> {
        source.deserialize_option(NullVisitor::<C, T>(PhantomData))
    }
}

impl<C: Write<T>, T> Write<Option<T>> for Null<C> {
    fn write<S: Serializer>(value: &Option<T>, sink: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => C::write(value, sink),
            None => sink.serialize_unit(),
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

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<Option<T>, D::Error> {
        C::read(source).map(Some)
    }
}

/// A value, blank where null came.
pub struct OrBlank<C>(PhantomData<C>);

impl<C: Read<T>, T: Blank> Read<T> for OrBlank<C> {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
        Null::<C>::read(source).map(|value| value.unwrap_or_else(T::blank))
    }
}

/// A list.
pub struct List<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<Vec<T>> for List<C> {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<T>, D::Error> {
        source.deserialize_seq(ListVisitor::<C, T>(PhantomData))
    }
}

impl<C: Write<T>, T> Write<Vec<T>> for List<C> {
    fn write<S: Serializer>(value: &Vec<T>, sink: S) -> Result<S::Ok, S::Error> {
        let mut list = sink.serialize_seq(Some(value.len()))?;
        for item in value {
            list.serialize_element(&Out::<C, T>::new(item))?;
        }
        list.end()
    }
}

struct ListVisitor<C, T>(PhantomData<(C, T)>);

impl<'de, C: Read<T>, T> Visitor<'de> for ListVisitor<C, T> {
    type Value = Vec<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(list.size_hint().unwrap_or(0).min(MAX_CAPACITY));
        loop {
            match list.next_element_seed(Seed::<C, T>::new()) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => return Err(path::at_item(items.len(), error)),
            }
        }
    }
}

/// A map with text for keys.
pub struct Map<C>(PhantomData<C>);

impl<C: Read<T>, T> Read<BTreeMap<String, T>> for Map<C> {
    fn read<'de, D: Deserializer<'de>>(source: D) -> Result<BTreeMap<String, T>, D::Error> {
        source.deserialize_map(MapVisitor::<C, T>(PhantomData))
    }
}

impl<C: Write<T>, T> Write<BTreeMap<String, T>> for Map<C> {
    fn write<S: Serializer>(value: &BTreeMap<String, T>, sink: S) -> Result<S::Ok, S::Error> {
        let mut map = sink.serialize_map(Some(value.len()))?;
        for (key, value) in value {
            map.serialize_entry(key, &Out::<C, T>::new(value))?;
        }
        map.end()
    }
}

struct MapVisitor<C, T>(PhantomData<(C, T)>);

impl<'de, C: Read<T>, T> Visitor<'de> for MapVisitor<C, T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            match map.next_value_seed(Seed::<C, T>::new()) {
                Ok(value) => drop(entries.insert(key, value)),
                Err(error) => return Err(path::at_member(&key, error)),
            }
        }
        Ok(entries)
    }
}
