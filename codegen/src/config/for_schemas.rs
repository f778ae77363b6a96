//! Options that apply to all schemas, or to some.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The value of an option for all schemas, or for single ones by their name or pointer (`#/components/schemas/X`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForSchemas<T> {
    /// For all schemas.
    All(T),
    /// For these schemas.
    Each(BTreeMap<String, T>),
}

/// Unlike an untagged enum of serde, it reports the words that are allowed.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for ForSchemas<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ForSchemasVisitor(PhantomData))
    }
}

struct ForSchemasVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ForSchemasVisitor<T> {
    type Value = ForSchemas<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value for all schemas, or a table with a value for some schemas")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Self::Value, E> {
        T::deserialize(word.into_deserializer()).map(ForSchemas::All)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(ForSchemas::All)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(ForSchemas::Each)
    }
}

/// How required properties of responses are declared.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum RequiredProperties {
    /// As the spec declares them: a missing one is an error.
    #[default]
    Strict,
    /// As an `Option`, because the server leaves them out or sends null.
    Lenient,
}

/// What happens to undeclared properties of responses.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownProperties {
    /// They are skipped, unless the schema declares `additionalProperties`.
    #[default]
    Ignore,
    /// They are collected, and sent back.
    Keep,
}

impl<T: Default> Default for ForSchemas<T> {
    fn default() -> Self {
        ForSchemas::All(T::default())
    }
}

impl<T> ForSchemas<T> {
    /// Returns the schemas that have a value of their own.
    pub fn names(&self) -> Vec<&str> {
        match self {
            ForSchemas::All(_) => Vec::new(),
            ForSchemas::Each(values) => values.keys().map(String::as_str).collect(),
        }
    }
}

impl<T: Copy + Default> ForSchemas<T> {
    /// Returns the value for a schema with this name and pointer.
    pub fn of(&self, name: &str, pointer: &str) -> T {
        match self {
            ForSchemas::All(value) => *value,
            ForSchemas::Each(values) => {
                let value = values.get(pointer).or_else(|| values.get(name));
                value.copied().unwrap_or_default()
            }
        }
    }

    /// Sets the value for one schema.
    pub(crate) fn set(&mut self, schema: String, value: T) {
        match self {
            ForSchemas::Each(values) => drop(values.insert(schema, value)),
            ForSchemas::All(_) => *self = ForSchemas::Each(BTreeMap::from([(schema, value)])),
        }
    }
}
