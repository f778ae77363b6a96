//! The variant of a tagged union, read from the rest of an object whose first properties are recorded.
//!
//! Most objects have the tag before anything large. The union records the properties up to the tag, and the variant then
//! reads these and the rest of the text. So nested unions read their text once, at whatever depth they are.

use std::fmt;
use std::ops::ControlFlow;

use serde::Deserializer;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};

use super::super::default_value::DefaultValue;
use super::tape::{Entries, Node};

/// An object: recorded properties, and the rest of the map that they are from.
#[doc(hidden)]
pub struct InPlace<'p, A> {
    recorded: Entries<'p>,
    value: Option<Node<'p>>,
    map: A,
    tag: &'static str,
}

impl<'p, A> InPlace<'p, A> {
    pub(super) fn new(recorded: Node<'p>, map: A, tag: &'static str) -> Self {
        Self {
            recorded: recorded.entries(),
            value: None,
            map,
            tag,
        }
    }

    /// Removes the tag.
    pub fn without_tag(self) -> Self {
        Self {
            recorded: self.recorded.without(self.tag),
            ..self
        }
    }

    /// Returns the rest of the map.
    pub fn into_map(self) -> A {
        self.map
    }
}

/// Reads the value of a variant. Returns the map if its type isn't a struct.
pub fn read_in_place<'de, T: DefaultValue, U, A: MapAccess<'de>>(
    map: InPlace<'_, A>,
    variant: fn(T) -> U,
) -> ControlFlow<Result<U, A::Error>, A> {
    match T::read_in_place(map) {
        ControlFlow::Break(value) => ControlFlow::Break(value.map(variant)),
        ControlFlow::Continue(map) => ControlFlow::Continue(map.into_map()),
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for InPlace<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        if let Some((name, value)) = self.recorded.next() {
            self.value = Some(value);
            return seed.deserialize(StrDeserializer::new(name)).map(Some);
        }
        let seed = KeySeed {
            seed,
            tag: self.tag,
        };
        self.map.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.map.next_value_seed(seed),
        }
    }
}

/// Reads the name of a property after the tag. A second tag is an error: it would be unclear which one counts.
struct KeySeed<S> {
    seed: S,
    tag: &'static str,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for KeySeed<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for KeySeed<S> {
    type Value = S::Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a property name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<S::Value, E> {
        match name == self.tag {
            false => self.seed.deserialize(BorrowedStrDeserializer::new(name)),
            true => Err(E::duplicate_field(self.tag)),
        }
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<S::Value, E> {
        match name == self.tag {
            false => self.seed.deserialize(StrDeserializer::new(name)),
            true => Err(E::duplicate_field(self.tag)),
        }
    }
}
