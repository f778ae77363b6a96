//! Variants whose type is only a part of the JSON object: what is beside the tag, or the value of one property.

use serde::de;
use serde::ser::{self, Serializer};
use serde_json::{Error, Map, Value};

use super::super::default_value::DefaultValue;
use super::convert::{Read, WithCodec, Write};
use super::undeclared::{self, Before};
use super::{fidelity, path, required_error, supplied};

/// Reads a variant whose type doesn't declare the tag.
pub fn decode_beside<C: Read<T>, T>(mut value: Value, tag: &str) -> Result<T, Error> {
    if let Value::Object(properties) = &mut value {
        properties.remove(tag);
    }
    C::read(value)
}

/// Reads a variant that is the value of one property. Other properties than the tag are skipped.
pub fn decode_property<C: Read<T>, T: DefaultValue>(
    value: Value,
    tag: Option<&str>,
    name: &'static str,
) -> Result<T, Error> {
    let is_supplied = supplied::has(&value, name);
    let mut properties = properties_beside(value, tag)?;
    let content = properties.remove(name);
    let mut before = Before::new();
    let content = match content {
        Some(content) => C::read(content).map_err(|error| path::at_key(name, error))?,
        None if is_supplied => T::default_value(),
        None => return Err(required_error::missing(None, name)),
    };
    before.within_key(name);
    skip(properties);
    Ok(content)
}

/// Reads a variant that has only the tag. Other properties are skipped.
pub fn decode_nothing<T>(value: Value, tag: &str, variant: T) -> Result<T, Error> {
    properties_beside(value, Some(tag)).map(skip)?;
    Ok(variant)
}

/// The properties of an object without the tag.
fn properties_beside(value: Value, tag: Option<&str>) -> Result<Map<String, Value>, Error> {
    let Value::Object(mut properties) = value else {
        return Err(de::Error::custom("expected an object"));
    };
    if let Some(tag) = tag {
        properties.remove(tag);
    }
    Ok(properties)
}

/// Notes properties that no variant has.
fn skip(properties: Map<String, Value>) {
    for (name, value) in properties {
        if supplied::is_list(&name) {
            continue;
        }
        fidelity::note_skipped_property();
        if undeclared::is_collecting() {
            let mut before = Before::new();
            undeclared::add(Some(value));
            before.within_key(&name);
        }
    }
}

/// Writes a variant that is the value of one property, and the tag.
pub fn write_property<C: Write<T>, T, S: Serializer>(
    tag: Option<(&'static str, &'static str)>,
    name: &'static str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let value = serde_json::to_value(WithCodec::<C, T>::new(value)).map_err(ser::Error::custom)?;
    let tag = tag.map(|(tag, name)| (tag, Value::from(name)));
    serializer.collect_map(tag.into_iter().chain([(name, value)]))
}

/// Writes a variant that has only the tag.
pub fn write_nothing<S: Serializer>(
    tag: &'static str,
    name: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map([(tag, name)])
}
