//! Values as trees that preserve the order of properties, for styles and forms.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use super::Param;

/// An object, or a list of values other than scalars, as a parameter.
pub struct Tree(Result<Node, String>);

/// A JSON value that preserves the order of object properties.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Tree {
    /// Creates a tree from a value, as serialized to JSON.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        Self::read(serde_json::to_vec(value))
    }

    fn read(json: Result<Vec<u8>, serde_json::Error>) -> Self {
        let node = json.and_then(|json| serde_json::from_slice(&json));
        Self(node.map_err(|error| error.to_string()))
    }

    pub(super) fn node(&self) -> Result<&Node, &str> {
        self.0.as_ref().map_err(String::as_str)
    }
}

impl Param for Tree {
    fn each(&self, emit: &mut dyn FnMut(&str)) {
        match &self.0 {
            Ok(Node::Array(items)) => items
                .iter()
                .filter_map(Node::text)
                .for_each(|text| emit(&text)),
            Ok(node) => node.text().iter().for_each(|text| emit(text)),
            Err(_) => {}
        }
    }

    fn tree(&self) -> Option<&Tree> {
        Some(self)
    }
}

impl Node {
    /// The value of a parameter.
    pub(super) fn of(value: &dyn Param) -> Result<Self, String> {
        if let Some(tree) = value.tree() {
            return tree.node().cloned().map_err(str::to_owned);
        }
        // Most parameters are a single string, which needs no list.
        let mut first = None;
        let mut strings = Vec::new();
        value.each(&mut |text| {
            let string = Self::String(text.to_owned());
            match (&first, strings.is_empty()) {
                (None, true) => first = Some(string),
                _ => {
                    strings.extend(first.take());
                    strings.push(string);
                }
            }
        });
        Ok(match first {
            Some(only) => only,
            None if strings.is_empty() => Self::Null,
            None => Self::Array(strings),
        })
    }

    /// The value as a single string: arrays and objects as JSON. Returns `None` for `null`.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Bool(value) => Some(value.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::String(text) => Some(text.clone()),
            Self::Array(_) | Self::Object(_) => Some(self.json()),
        }
    }

    /// The value as compact JSON.
    pub(super) fn json(&self) -> String {
        // All keys are strings, so this can't fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn is_composite(&self) -> bool {
        matches!(self, Self::Array(_) | Self::Object(_))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(properties) => {
                serializer.collect_map(properties.iter().map(|(key, property)| (key, property)))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Node, E> {
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(property) = properties.next_entry()? {
            object.push(property);
        }
        Ok(Node::Object(object))
    }
}
