//! `[crate.types]`: Rust types of your own.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The key of `[crate.types]` for maps.
pub(crate) const MAP: &str = "map";

/// A Rust type that stands for schemas instead of a generated one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OwnType {
    /// The full path: `uuid::Uuid`.
    pub path: String,
    /// A value of the type, as a Rust expression, which decoding replaces. Default: that of the trait `Default`.
    pub default: Option<String>,
    /// A module with the functions `serialize` and `deserialize`, as in serde's attribute `with`. Default: the type's own
    /// implementation of serde's traits.
    pub with: Option<String>,
    /// The traits of the standard library that the type implements besides `Clone`, `Debug` and `PartialEq`, so that models
    /// with it can derive them. Types of well-known crates need none.
    pub traits: Vec<String>,
}

impl OwnType {
    /// The type with this path: `uuid::Uuid`.
    pub fn new(path: impl Into<String>) -> Self {
        OwnType {
            path: path.into(),
            default: None,
            with: None,
            traits: Vec::new(),
        }
    }

    /// Sets a value of the type, as a Rust expression, for types that don't implement `Default`.
    #[must_use]
    pub fn default(mut self, expression: impl Into<String>) -> Self {
        self.default = Some(expression.into());
        self
    }

    /// Sets a module with the functions `serialize` and `deserialize`: `time::serde::rfc3339`.
    #[must_use]
    pub fn with(mut self, module: impl Into<String>) -> Self {
        self.with = Some(module.into());
        self
    }

    /// Adds a trait of the standard library that the type implements: `Hash`.
    #[must_use]
    pub fn implements(mut self, name: impl Into<String>) -> Self {
        self.traits.push(name.into());
        self
    }
}

impl From<&str> for OwnType {
    fn from(path: &str) -> Self {
        OwnType::new(path)
    }
}

impl From<String> for OwnType {
    fn from(path: String) -> Self {
        OwnType::new(path)
    }
}

/// Reads an entry: the path alone, or a table.
struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = OwnType;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the path of a type, or a table with `type`")
    }

    fn visit_str<E>(self, path: &str) -> Result<OwnType, E> {
        Ok(OwnType::new(path))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OwnType, A::Error> {
        let table = OwnTypeTable::deserialize(MapAccessDeserializer::new(map))?;
        let OwnTypeTable {
            path,
            default,
            with,
            traits,
        } = table;
        Ok(OwnType {
            path,
            default,
            with,
            traits,
        })
    }
}

/// An untagged enum would hide which key of a table is wrong.
impl<'de> Deserialize<'de> for OwnType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EntryVisitor)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnTypeTable {
    #[serde(rename = "type")]
    path: String,
    default: Option<String>,
    with: Option<String>,
    #[serde(default)]
    traits: Vec<String>,
}
