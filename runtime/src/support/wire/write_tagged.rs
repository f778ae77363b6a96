//! Encoding of the variants of tagged unions: a struct is written in place, with the tag.

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::super::default_value::DefaultValue;
use super::convert::{WithCodec, Write};
use super::object::FieldInfo;
use super::write::{PropertyWriter, write_beside};

/// Writes a variant whose type doesn't declare the tag.
pub fn write_beside_tag<C: Write<T>, T: DefaultValue, S: Serializer>(
    tag: &'static str,
    name: &'static str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if !T::IS_STRUCT {
        return write_converted::<C, T, S>(tag, name, value, serializer);
    }
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(tag, name)?;
    write_beside(value, tag, &mut map)?;
    map.end()
}

/// Writes a variant. Adds the tag if the value doesn't have one.
pub fn write_tagged<C: Write<T>, T: DefaultValue, S: Serializer>(
    tag: &'static str,
    name: &'static str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if !T::IS_STRUCT {
        return write_converted::<C, T, S>(tag, name, value, serializer);
    }
    let mut writer = TaggedWriter {
        map: serializer.serialize_map(None)?,
        tag,
        has_tag: false,
        fields: T::PROPERTIES,
        result: Ok(()),
    };
    value.write_in_place(&mut writer);
    if !writer.has_tag {
        writer.write_property(tag, &name);
    }
    writer.result?;
    writer.map.end()
}

/// Writes a variant that isn't a struct, such as another union.
fn write_converted<C: Write<T>, T, S: Serializer>(
    tag: &'static str,
    name: &'static str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value =
        serde_json::to_value(WithCodec::<C, T>::new(value)).map_err(S::Error::custom)?;
    if let Value::Object(properties) = &mut value {
        let property = properties.entry(tag).or_insert(Value::Null);
        if property.is_null() {
            *property = Value::from(name);
        }
    }
    value.serialize(serializer)
}

/// Writes the properties of a struct, and notes whether the tag is one of them.
struct TaggedWriter<M: SerializeMap> {
    map: M,
    tag: &'static str,
    has_tag: bool,
    fields: &'static [FieldInfo],
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> TaggedWriter<M> {
    /// Writes the tag of the value, unless it is null or there is one.
    #[cold]
    fn write_tag<T: Serialize>(&mut self, tag: &T) -> Result<(), M::Error> {
        let tag = serde_json::to_value(tag).map_err(M::Error::custom)?;
        if tag.is_null() || std::mem::replace(&mut self.has_tag, true) {
            return Ok(());
        }
        self.map.serialize_entry(self.tag, &tag)
    }
}

impl<M: SerializeMap> PropertyWriter for TaggedWriter<M> {
    fn write_property<T: Serialize>(&mut self, key: &str, value: &T) {
        if self.result.is_err() {
            return;
        }
        self.result = match key == self.tag {
            true => self.write_tag(value),
            false => self.map.serialize_entry(key, value),
        };
    }

    fn write_additional<T: Serialize>(&mut self, key: &str, value: &T) {
        if !self.fields.iter().any(|field| field.0 == key) {
            self.write_property(key, value);
        }
    }
}
