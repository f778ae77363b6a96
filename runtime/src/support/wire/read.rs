//! Reading an object: one blank value, filled member by member.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};

use super::convert::Slot;
use super::object::Object;
use super::path;
use super::seen::Seen;
use super::undeclared::Take;

/// Reads an object.
pub fn read<'de, T: Object, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    source.deserialize_map(ObjectVisitor(PhantomData))
}

/// Where a member's value comes from.
///
/// It hides the map, its lifetime and its error from the tables, and remembers the error: what a
/// table's row must not mention, the compiler need not look at once per row.
#[doc(hidden)]
pub trait Source {
    /// Reads the value into its place.
    fn put<S: Slot<T>, T>(&mut self, place: &mut T);

    /// Reads the value of a member that has no row of its own.
    fn rest<C, T: Take<C>>(&mut self, rest: &mut T, key: &str);

    /// Passes over the value of a member that nobody declared.
    fn skip(&mut self);
}

struct MapSource<'a, 'de, A: MapAccess<'de>> {
    map: &'a mut A,
    required: bool,
    result: Result<(), A::Error>,
}

impl<'de, A: MapAccess<'de>> Source for MapSource<'_, 'de, A> {
    fn put<S: Slot<T>, T>(&mut self, place: &mut T) {
        self.required = S::REQUIRED;
        self.result = S::put(place, self.map);
    }

    fn rest<C, T: Take<C>>(&mut self, rest: &mut T, key: &str) {
        self.result = rest.take(key, self.map);
    }

    fn skip(&mut self) {
        self.result = self.map.next_value::<IgnoredAny>().map(drop);
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut value = T::blank();
        let mut seen = Seen::new(T::ROWS);
        let mut buffer = String::new();
        while let Some(key) = map.next_key_seed(KeySeed(&mut buffer))? {
            let key = match key {
                Key::Borrowed(key) => key,
                Key::Buffered => buffer.as_str(),
            };
            let mut source = MapSource {
                map: &mut map,
                required: false,
                result: Ok(()),
            };
            value.put(key, &mut source);
            if let Err(error) = source.result {
                return Err(path::at_member(key, error));
            }
            if source.required {
                seen.mark(key);
            }
        }
        match seen.missing() {
            None => Ok(value),
            Some(name) => Err(A::Error::missing_field(name)),
        }
    }
}

/// A member's name: a slice of the input where it can be one.
enum Key<'de> {
    Borrowed(&'de str),
    Buffered,
}

/// Reads a name without allocating for each: what can't be borrowed goes into one buffer.
struct KeySeed<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Key<'de>, D::Error> {
        source.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a member name")
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
