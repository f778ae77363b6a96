//! Decoding of an object: an initial value is overwritten field by field.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, Visitor};

use super::additional::ReadAdditional;
use super::convert::ReadField;
use super::fidelity;
use super::object::Object;
use super::undeclared::{self, Before};
use super::visited::Visited;
use super::{part, path, required_error, supplied};

/// Reads an object.
pub fn read<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// Reads an object whose properties a map has.
pub fn read_map<'de, T: Object, A: MapAccess<'de>>(map: A) -> Result<T, A::Error> {
    ObjectVisitor(PhantomData).visit_map(map)
}

/// Reads the values of properties.
///
/// This trait hides the map, its lifetime and its error type from the tables and stores the error. That makes the code
/// that a macro expands to for each row faster to compile.
#[doc(hidden)]
pub trait PropertyReader {
    /// Reads the value into the field.
    fn read_field<P: ReadField<T>, T>(&mut self, field: &mut T);

    /// Reads the value of an additional property.
    fn read_rest<C, T: ReadAdditional<C>>(&mut self, rest: &mut T, key: &str);

    /// Skips the value of a property that isn't declared.
    fn skip(&mut self);
}

struct MapReader<'a, 'de, A: MapAccess<'de>> {
    map: &'a mut A,
    /// Whether undeclared properties belong to the object around.
    is_part: bool,
    required: bool,
    result: Result<(), A::Error>,
}

impl<'de, A: MapAccess<'de>> PropertyReader for MapReader<'_, 'de, A> {
    fn read_field<P: ReadField<T>, T>(&mut self, field: &mut T) {
        self.required = P::REQUIRED;
        self.result = P::read_field(field, self.map);
    }

    fn read_rest<C, T: ReadAdditional<C>>(&mut self, rest: &mut T, key: &str) {
        if self.is_part {
            return self.skip();
        }
        self.result = rest.read_additional(key, self.map);
    }

    fn skip(&mut self) {
        fidelity::note_skipped_property();
        self.result = undeclared::skip_value(self.map);
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let is_part = part::take_request();
        let mut value = T::default_value();
        let mut visited = Visited::new(T::FIELDS);
        let mut buffer = String::new();
        let mut before = Before::new();
        while let Some(key) = map.next_key_seed(KeySeed(&mut buffer))? {
            let key = match key {
                Key::Borrowed(key) => key,
                Key::Buffered => buffer.as_str(),
            };
            if supplied::is_list(key) {
                let names: Vec<String> = map.next_value()?;
                names.iter().for_each(|name| visited.mark(name));
                continue;
            }
            let mut reader = MapReader {
                map: &mut map,
                is_part,
                required: false,
                result: Ok(()),
            };
            value.read_property(key, &mut reader);
            if let Err(error) = reader.result {
                return Err(match reader.required {
                    true => required_error::at_required_key(T::SCHEMA, key, error),
                    false => path::at_key(key, error),
                });
            }
            if reader.required {
                visited.mark(key);
            }
            before.within_key(key);
        }
        match visited.missing() {
            None => Ok(value),
            Some(name) => Err(required_error::missing(T::SCHEMA, name)),
        }
    }
}

/// The name of a property, borrowed from the input if possible.
enum Key<'de> {
    Borrowed(&'de str),
    Buffered,
}

/// Reads a name. One that can't be borrowed is copied to a buffer that all names share.
struct KeySeed<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a property name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
        Ok(Key::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
        self.0.clear();
        self.0.push_str(name);
        Ok(Key::Buffered)
    }

    fn visit_string<E>(self, name: String) -> Result<Key<'de>, E> {
        *self.0 = name;
        Ok(Key::Buffered)
    }
}
