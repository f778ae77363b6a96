//! Variants whose type is only a part of the JSON object: what is beside the tag, or the value of one property.

use serde::de::Error as _;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Error;

use super::super::default_value::DefaultValue;
use super::convert::{Read, WithCodec, Write};
use super::tape::Node;
use super::undeclared::{self, Before};
use super::{fidelity, path, required_error, supplied};

/// Reads a variant whose type doesn't declare the tag.
pub fn decode_beside<C: Read<T>, T>(value: Node<'_>, tag: &'static str) -> Result<T, Error> {
    C::read(value.without(tag))
}

/// Reads a variant that is the value of one property. Other properties than the tag are skipped.
pub fn decode_property<C: Read<T>, T: DefaultValue>(
    value: Node<'_>,
    tag: Option<&str>,
    name: &'static str,
) -> Result<T, Error> {
    check_object(value)?;
    let mut before = Before::new();
    let content = match value.get(name) {
        Some(content) => C::read(content).map_err(|error| path::at_key(name, error))?,
        None if supplied::has(value, name) => T::default_value(),
        None => return Err(required_error::missing(None, name)),
    };
    before.within_key(name);
    skip(value, &[tag, Some(name)]);
    Ok(content)
}

/// Reads a variant that has only the tag. Other properties are skipped.
pub fn decode_nothing<T>(value: Node<'_>, tag: &str, variant: T) -> Result<T, Error> {
    check_object(value)?;
    skip(value, &[Some(tag)]);
    Ok(variant)
}

fn check_object(value: Node<'_>) -> Result<(), Error> {
    match value.is_object() {
        true => Ok(()),
        false => Err(Error::custom("expected an object")),
    }
}

/// Notes the properties that no variant has.
fn skip(object: Node<'_>, declared: &[Option<&str>]) {
    for (name, value) in object.entries() {
        if declared.contains(&Some(name)) || supplied::is_list(name) {
            continue;
        }
        fidelity::note_skipped_property();
        if undeclared::is_collecting() {
            let mut before = Before::new();
            undeclared::add(Some(value.to_value()));
            before.within_key(name);
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
    let mut map = serializer.serialize_map(None)?;
    if let Some((tag, name)) = tag {
        map.serialize_entry(tag, name)?;
    }
    map.serialize_entry(name, &WithCodec::<C, T>::new(value))?;
    map.end()
}

/// Writes a variant that has only the tag.
pub fn write_nothing<S: Serializer>(
    tag: &'static str,
    name: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map([(tag, name)])
}
