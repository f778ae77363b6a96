//! Deserializes YAML or JSON into a tree.
//!
//! Input: a serde deserializer. Output: a [`Node`]. Depth and size are bounded. Duplicate keys are recorded in [`Map`],
//! unknown tags in [`ReadState`]; YAML merge keys are applied.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::node_path::NodePath;
use super::{Map, Node, Number};
use crate::source::Pointer;
use crate::source::yaml::NODE_SIZE;

/// How deep arrays and objects may nest. Both parsers stop at 128 themselves, with less helpful errors.
pub(super) const MAX_DEPTH: usize = 120;

/// The key under which serde_json passes numbers if another crate enables its `arbitrary_precision` feature.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

/// The syntax of the file. Only YAML has merge keys (`<<`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

/// The limit that stopped deserialization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    Depth,
    Size,
}

/// State shared by all nodes of one file.
#[derive(Debug)]
pub(super) struct ReadState {
    syntax: Syntax,
    /// How many more nodes may be read: aliases can expand a short file without end.
    budget: Cell<usize>,
    /// How many more bytes the nodes may have, each counted with [`NODE_SIZE`].
    size: Cell<usize>,
    limit: Cell<Option<Limit>>,
    tags: RefCell<Vec<(Pointer, String)>>,
}

impl ReadState {
    pub(super) fn new(syntax: Syntax, budget: usize, size: usize) -> Self {
        Self {
            syntax,
            budget: Cell::new(budget),
            size: Cell::new(size),
            limit: Cell::new(None),
            tags: RefCell::default(),
        }
    }

    /// The limit that was exceeded, if any.
    pub(super) fn limit(&self) -> Option<Limit> {
        self.limit.get()
    }

    /// The unknown YAML tags, with their positions.
    pub(super) fn into_tags(self) -> Vec<(Pointer, String)> {
        self.tags.into_inner()
    }

    fn count<E: Error>(&self, text: &str) -> Result<(), E> {
        self.spend(&self.size, text.len())
    }

    fn spend<E: Error>(&self, budget: &Cell<usize>, amount: usize) -> Result<(), E> {
        match budget.get().checked_sub(amount) {
            Some(left) => {
                budget.set(left);
                Ok(())
            }
            None => Err(self.exceed(Limit::Size)),
        }
    }

    fn exceed<E: Error>(&self, limit: Limit) -> E {
        self.limit.set(Some(limit));
        E::custom("limit exceeded")
    }
}

/// Deserializes one node.
#[derive(Clone, Copy)]
pub(super) struct NodeSeed<'r> {
    state: &'r ReadState,
    path: &'r NodePath<'r>,
    depth: usize,
}

impl<'r> NodeSeed<'r> {
    pub(super) fn new(state: &'r ReadState, root: &'r NodePath<'r>) -> Self {
        Self {
            state,
            path: root,
            depth: 0,
        }
    }

    fn inside<E: Error>(self, path: &'r NodePath<'r>) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            return Err(self.state.exceed(Limit::Depth));
        }
        Ok(Self {
            path,
            depth: self.depth + 1,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.state.spend(&self.state.budget, 1)?;
        self.state.spend(&self.state.size, NODE_SIZE)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number::Int(value.into())))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(Number::Int(value.into())))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Number(Number::Int(value)))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Node, E> {
        let float = Number::Float(value as f64);
        Ok(Node::Number(
            i128::try_from(value).map_or(float, Number::Int),
        ))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(Number::Float(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.state.count(value)?;
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        self.state.count(&value)?;
        Ok(Node::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        loop {
            let path = self.path.index(items.len());
            let Some(item) = access.next_element_seed(self.inside(&path)?)? else {
                return Ok(Node::Array(items));
            };
            items.push(item);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut map = Map::default();
        let mut merged = HashSet::new();
        while let Some(key) = access.next_key_seed(Key)? {
            self.state.count(&key)?;
            let path = self.path.key(&key);
            let value = access.next_value_seed(self.inside(&path)?)?;
            if self.state.syntax == Syntax::Json && key == EXACT_NUMBER {
                return Ok(exact_number(value));
            }
            if self.state.syntax == Syntax::Yaml && key == "<<" && is_mergeable(&value) {
                merge(&mut map, value, &mut merged);
            } else if !merged.is_empty() && merged.remove(key.as_str()) {
                map.replace(key, value);
            } else {
                map.add(key, value);
            }
        }
        Ok(Node::Object(map))
    }

    /// The YAML parser handles the standard tags itself: this is an application-specific one.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let (tag, content) = access.variant::<String>()?;
        let tags = &self.state.tags;
        tags.borrow_mut().push((self.path.pointer(), tag));
        content.newtype_variant_seed(self)
    }
}

/// Parses a number that serde_json passes as a string.
fn exact_number(value: Node) -> Node {
    match value {
        Node::String(text) => match (text.parse::<i128>(), text.parse::<f64>()) {
            (Ok(int), _) => Node::Number(Number::Int(int)),
            (Err(_), Ok(float)) => Node::Number(Number::Float(float)),
            (Err(_), Err(_)) => Node::String(text),
        },
        other => other,
    }
}

/// Whether a value is valid for a merge key: an object or an array of objects.
fn is_mergeable(value: &Node) -> bool {
    match value {
        Node::Object(_) => true,
        Node::Array(items) => items.iter().all(|item| matches!(item, Node::Object(_))),
        _ => false,
    }
}

/// Merges entries into a map. Own keys win over merged ones, earlier merged ones over later ones.
fn merge(map: &mut Map, value: Node, merged: &mut HashSet<String>) {
    let maps = match value {
        Node::Object(one) => vec![Node::Object(one)],
        Node::Array(several) => several,
        _ => return,
    };
    for (key, value) in maps.into_iter().flat_map(Node::into_entries) {
        if !map.contains(&key) {
            merged.insert(key.clone());
            map.add(key, value);
        }
    }
}

/// Deserializes a key as the string that is written, so that `200` and `1.0` are not changed.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string as a key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }
}
