//! Nodes as deserializers. They behave like those of [`Value`](serde_json::Value).
//!
//! Nothing is borrowed from a node, so that a node can be a part of any other input.

use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Error as JsonError, Number};

use super::super::part;
use super::{Entries, Items, Kind, Node, TOKEN, Tape};

impl IntoDeserializer<'_, JsonError> for Node<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Reads a number, which may be text.
macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
            match self.kind() {
                Kind::Number(text) => text.parse::<Number>()?.$method(visitor),
                _ => self.deserialize_any(visitor),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = JsonError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        match self.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool(flag) => visitor.visit_bool(flag),
            Kind::Unsigned(number) => visitor.visit_u64(number),
            Kind::Signed(number) => visitor.visit_i64(number),
            Kind::Float(number) => visitor.visit_f64(number),
            Kind::Number(text) => text.parse::<Number>()?.deserialize_any(visitor),
            Kind::String(text) => visitor.visit_str(text),
            Kind::Array(items) => {
                let mut list = ItemAccess(items);
                let value = visitor.visit_seq(&mut list)?;
                match list.0.count() {
                    0 => Ok(value),
                    rest => Err(JsonError::invalid_length(
                        items.count() - rest,
                        &"fewer elements in array",
                    )),
                }
            }
            Kind::Object(entries) => {
                part::note_request(self);
                let mut map = EntryAccess {
                    entries,
                    value: None,
                };
                let value = visitor.visit_map(&mut map)?;
                match map.entries.count() {
                    0 => Ok(value),
                    rest => Err(JsonError::invalid_length(
                        entries.count() - rest,
                        &"fewer elements in map",
                    )),
                }
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        match self.is_null() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, JsonError> {
        match (name == TOKEN, self.hidden) {
            (false, _) => visitor.visit_newtype_struct(self),
            (true, None) => visitor.visit_bytes(self.bytes),
            // The bytes have all properties.
            (true, Some(_)) => {
                let tape = Tape::record(|visitor| self.deserialize_any(visitor))?;
                visitor.visit_bytes(tape.root().bytes)
            }
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, JsonError> {
        // Only types of users have such enums.
        self.to_value().deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_unit()
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
    }

    serde::forward_to_deserialize_any! {
        bool char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier
    }
}

struct ItemAccess<'t>(Items<'t>);

impl<'de> SeqAccess<'de> for &mut ItemAccess<'_> {
    type Error = JsonError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, JsonError> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

struct EntryAccess<'t> {
    entries: Entries<'t>,
    value: Option<Node<'t>>,
}

impl<'de> MapAccess<'de> for &mut EntryAccess<'_> {
    type Error = JsonError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, JsonError> {
        let Some((name, value)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, JsonError> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(JsonError::custom("value is missing")),
        }
    }
}
