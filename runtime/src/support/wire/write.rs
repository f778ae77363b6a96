//! Encoding of an object, property by property.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

#[cfg(feature = "tagged")]
use super::super::default_value::DefaultValue;
use super::additional::WriteAdditional;
#[cfg(feature = "untagged")]
use super::convert::Write;
use super::convert::WriteField;
use super::object::{FieldInfo, Object};

/// Writes an object.
pub fn write<T: Object, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut writer = MapWriter {
        map: &mut map,
        fields: T::FIELDS,
        tag: None,
        result: Ok(()),
    };
    value.write_properties(&mut writer);
    writer.result?;
    map.end()
}

/// Writes the properties of a struct that doesn't declare the tag, which the map has.
#[cfg(feature = "tagged")]
pub fn write_beside<T: DefaultValue, M: SerializeMap>(
    value: &T,
    tag: &'static str,
    map: &mut M,
) -> Result<(), M::Error> {
    let mut writer = MapWriter {
        map,
        fields: T::PROPERTIES,
        tag: Some(tag),
        result: Ok(()),
    };
    value.write_in_place(&mut writer);
    writer.result
}

/// Writes properties.
///
/// This trait hides the map and its error type from the tables and stores the first error. That makes the code that a
/// macro expands to for each row faster to compile.
#[doc(hidden)]
pub trait PropertyWriter: Sized {
    /// Writes a property.
    fn write_property<T: Serialize>(&mut self, key: &str, value: &T);

    /// Writes a property as its presence type requires.
    fn write_field<P: WriteField<T>, T>(&mut self, key: &'static str, value: &T) {
        P::write_field(key, value, self);
    }

    /// Writes the additional properties.
    fn write_rest<C, T: WriteAdditional<C>>(&mut self, rest: &T) {
        rest.write_additional(self);
    }

    /// Writes an additional property, unless a declared one has its name.
    fn write_additional<T: Serialize>(&mut self, key: &str, value: &T);
}

struct MapWriter<'a, M: SerializeMap> {
    map: &'a mut M,
    fields: &'static [FieldInfo],
    /// A property that the map has.
    tag: Option<&'static str>,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> PropertyWriter for MapWriter<'_, M> {
    fn write_property<T: Serialize>(&mut self, key: &str, value: &T) {
        if self.result.is_ok() {
            self.result = self.map.serialize_entry(key, value);
        }
    }

    fn write_additional<T: Serialize>(&mut self, key: &str, value: &T) {
        if self.tag != Some(key) && !self.fields.iter().any(|field| field.0 == key) {
            self.write_property(key, value);
        }
    }
}

/// Writes the additional properties that are none of these fields, as an object.
#[cfg(feature = "composed")]
pub fn write_rest_of<C, T: WriteAdditional<C>, S: Serializer>(
    rest: &T,
    fields: &'static [FieldInfo],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut writer = MapWriter {
        map: &mut map,
        fields,
        tag: None,
        result: Ok(()),
    };
    rest.write_additional(&mut writer);
    writer.result?;
    map.end()
}

/// Writes the value of a variant.
#[cfg(feature = "untagged")]
pub fn encode<C: Write<T>, T, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    C::write(value, serializer)
}
