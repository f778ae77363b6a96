//! `composed!`: the table of a struct that contains unions whose properties are in the same JSON object as its own.

use serde::de::MapAccess;
use serde::de::value::MapDeserializer;
use serde::ser::Error as _;
use serde::{Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::additional::{ReadAdditional, WriteAdditional};
use super::convert::{Read, WithCodec, Write as WriteValue};
use super::fidelity::{self, Deviations};
use super::object::Object;
use super::skipped_by_parts::SkippedByParts;
use super::tape::{Node, with_node};
use super::write::write_rest_of;
use super::{part, path, read, supplied, write};

/// A struct with parts that read and write properties of the same object. Only implemented by `composed!`.
#[doc(hidden)]
pub trait Composed: Object {
    /// Whether properties that neither the struct nor its parts declare are collected.
    const HAS_REST: bool = false;

    /// Reads the parts.
    fn read_parts(
        &mut self,
        object: Node<'_>,
        skipped: &mut SkippedByParts,
    ) -> Result<(), serde_json::Error>;

    /// Writes the parts.
    fn write_parts(&self, parts: &mut Parts);

    /// Reads the properties that neither the struct nor its parts declare.
    fn read_rest(&mut self, _: &[(&str, Node<'_>)]) -> Result<(), serde_json::Error> {
        Ok(())
    }

    /// Writes the properties that neither the struct nor its parts declare.
    fn write_rest(&self, _: &mut Parts) {}
}

/// Implements `Deserialize` and `Serialize` for a struct, from a table of its properties and parts.
macro_rules! composed {
    ($name:ident $(@ $schema:literal)? {
        $($field:ident: $key:literal => $presence:ident<$codec:ty>,)*
        $(&$part:ident => $part_codec:ty,)+
        $(..$rest:ident => Rest<$rest_codec:ty>,)?
    }) => {
        impl wire::DefaultValue for $name {
            const PROPERTIES: &'static [wire::FieldInfo] = <Self as wire::Object>::FIELDS;

            fn default_value() -> Self {
                Self {
                    $($field: wire::default_value(),)*
                    $($part: wire::default_value(),)+
                    $($rest: wire::default_value(),)?
                }
            }
        }

        wire::fields! { $name $(@ $schema)? { $($field: $key => $presence<$codec>,)* } }

        impl wire::Composed for $name {
            fn read_parts(
                &mut self,
                object: wire::Node<'_>,
                skipped: &mut wire::SkippedByParts,
            ) -> ::core::result::Result<(), wire::JsonError> {
                use wire::codec::*;
                $(self.$part = wire::read_part::<$part_codec, _>(object, skipped)?;)+
                ::core::result::Result::Ok(())
            }

            fn write_parts(&self, parts: &mut wire::Parts) {
                use wire::codec::*;
                $(parts.write::<$part_codec, _>(&self.$part);)+
            }

            $(
                const HAS_REST: bool = true;

                fn read_rest(
                    &mut self,
                    properties: &[(&str, wire::Node<'_>)],
                ) -> ::core::result::Result<(), wire::JsonError> {
                    use wire::codec::*;
                    wire::read_rest::<$rest_codec, _>(&mut self.$rest, properties)
                }

                fn write_rest(&self, parts: &mut wire::Parts) {
                    use wire::codec::*;
                    parts.write_rest::<Self, $rest_codec, _>(&self.$rest);
                }
            )?
        }

        impl<'de> wire::Deserialize<'de> for $name {
            fn deserialize<D: wire::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                wire::read_composed(deserializer)
            }
        }

        impl wire::Serialize for $name {
            fn serialize<S: wire::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_composed(self, serializer)
            }
        }
    };
}
pub(crate) use composed;

/// Collects the properties of the parts.
#[doc(hidden)]
#[derive(Default)]
pub struct Parts {
    properties: Map<String, Value>,
    error: Option<serde_json::Error>,
}

impl Parts {
    /// Adds the properties of a part. A part that isn't an object has none.
    pub fn write<C: WriteValue<T>, T>(&mut self, part: &T) {
        self.add(serde_json::to_value(WithCodec::<C, T>::new(part)));
    }

    /// Adds the properties that no part and no field of the struct `S` declares.
    pub fn write_rest<S: Object, C, T: WriteAdditional<C>>(&mut self, rest: &T) {
        let serializer = serde_json::value::Serializer;
        self.add(write_rest_of::<C, T, _>(rest, S::FIELDS, serializer));
    }

    fn add(&mut self, part: Result<Value, serde_json::Error>) {
        match part {
            Ok(Value::Object(properties)) => self.properties.extend(properties),
            Ok(_) => {}
            Err(error) => self.error = Some(error),
        }
    }

    fn finish(self) -> Result<Map<String, Value>, serde_json::Error> {
        match self.error {
            None => Ok(self.properties),
            Some(error) => Err(error),
        }
    }
}

/// Reads a part from the object.
pub fn read_part<C: Read<T>, T>(
    object: Node<'_>,
    skipped: &mut SkippedByParts,
) -> Result<T, serde_json::Error> {
    skipped.reading(|| C::read(object))
}

/// Reads the properties that neither the struct nor its parts declare.
pub fn read_rest<C, T: ReadAdditional<C>>(
    rest: &mut T,
    properties: &[(&str, Node<'_>)],
) -> Result<(), serde_json::Error> {
    let mut map = MapDeserializer::new(properties.iter().copied());
    while let Some(name) = map.next_key::<String>()? {
        if let Err(error) = rest.read_additional(&name, &mut map) {
            return Err(path::at_key(&name, error));
        }
    }
    Ok(())
}

/// Reads the object: the declared properties, then each part, then what is left.
pub fn read_composed<'de, T: Composed, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    with_node(deserializer, read_recorded)
}

fn read_recorded<T: Composed>(object: Node<'_>) -> Result<T, serde_json::Error> {
    let (value, found) = fidelity::count(|| {
        let mut skipped = SkippedByParts::default();
        let mut value: T = skipped.reading(|| read(object))?;
        let has_rest = T::HAS_REST && !part::is_being_read(object);
        match T::HAS_REST {
            true => part::reading(object, || value.read_parts(object, &mut skipped))?,
            false => value.read_parts(object, &mut skipped)?,
        }
        skipped.finish(has_rest);
        if has_rest {
            let rest = undeclared(&value, object)?;
            value.read_rest(&rest)?;
        }
        Ok(value)
    });
    // What the struct skips is for its parts, and what they skip is for the struct.
    fidelity::note(Deviations {
        skipped: 0,
        ..found
    });
    value
}

/// Returns the properties that no field of the struct and none of its parts contains.
fn undeclared<'t, T: Composed>(
    value: &T,
    object: Node<'t>,
) -> Result<Vec<(&'t str, Node<'t>)>, serde_json::Error> {
    let mut parts = Parts::default();
    value.write_parts(&mut parts);
    let of_parts = parts.finish()?;
    let is_declared = |name: &str| {
        let mut fields = T::FIELDS.iter();
        of_parts.contains_key(name) || fields.any(|field| field.0 == name)
    };
    let rest = object.entries();
    Ok(rest
        .filter(|(name, _)| !is_declared(name) && !supplied::is_list(name))
        .collect())
}

/// Writes the object: additional properties, then the parts, then the declared properties, which override those of the
/// parts.
pub fn write_composed<T: Composed, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut parts = Parts::default();
    value.write_rest(&mut parts);
    value.write_parts(&mut parts);
    let mut object = parts.finish().map_err(S::Error::custom)?;
    let own = write(value, serde_json::value::Serializer).map_err(S::Error::custom)?;
    if let Value::Object(own) = own {
        object.extend(own);
    }
    object.serialize(serializer)
}
