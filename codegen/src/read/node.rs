//! The tree of a JSON or YAML file.
//!
//! Entries keep the order of the file, integers are exact, keys are strings, and duplicate keys are recorded.

use std::fmt;

use foldhash::quality::RandomState;
use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::source::Pointer;

/// A value of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array. In a [`Document`](super::Document), `null` replaces each removed item, so that the indices of the
    /// other items are the same as in the file.
    Array(Vec<Node>),
    /// An object.
    Object(Map),
}

/// A number of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer, exact.
    Int(i128),
    /// Any other number.
    Float(f64),
}

/// An object of a document, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    entries: IndexMap<String, Node, RandomState>,
    duplicates: Vec<String>,
}

/// What an entry of an object needs besides its value and the text of its key, in bytes.
const ENTRY_SIZE: usize = 48;

impl Node {
    /// Returns the value under a key, or `None` if this is not an object or does not have the key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// Returns the string, or `None` if this is not a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the boolean, or `None` if this is not a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Node::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the number, or `None` if this is not a number.
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Node::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the number, or `None` if this is not an integer that fits in 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// Returns the number, or `None` if this is not an unsigned integer that fits in 64 bits.
    pub fn as_u64(&self) -> Option<u64> {
        match self.as_number()? {
            Number::Int(value) => u64::try_from(value).ok(),
            Number::Float(_) => None,
        }
    }

    /// Returns the number, or `None` if this is not a number. Large integers are rounded.
    pub fn as_f64(&self) -> Option<f64> {
        Some(self.as_number()?.as_f64())
    }

    /// Returns the items, or `None` if this is not an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Node::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the entries, or `None` if this is not an object.
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Node::Object(map) => Some(map),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Node::Null)
    }

    /// Whether this is a boolean, a number or a string.
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self, Node::Bool(_) | Node::Number(_) | Node::String(_))
    }

    /// Describes the value for a message: ``the string `on` ``, `an array`.
    pub fn describe(&self) -> String {
        match self {
            Node::Null => "null".to_owned(),
            Node::Bool(value) => format!("`{value}`"),
            Node::Number(number) => format!("the number {number}"),
            Node::String(text) if text.is_empty() => "an empty string".to_owned(),
            Node::String(text) if text.chars().count() > 40 || text.contains('\n') => {
                "a string".to_owned()
            }
            Node::String(text) => format!("the string `{text}`"),
            Node::Array(_) => "an array".to_owned(),
            Node::Object(_) => "an object".to_owned(),
        }
    }

    /// Returns the node at a pointer below this root, or `None` if it does not exist.
    pub(crate) fn at(&self, at: &Pointer) -> Option<&Node> {
        at.segments().try_fold(self, |node, step| match node {
            Node::Object(map) => map.get(&step),
            Node::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// Like [`Node::at`], mutable.
    pub(super) fn at_mut(&mut self, at: &Pointer) -> Option<&mut Node> {
        at.segments().try_fold(self, |node, step| match node {
            Node::Object(map) => map.get_mut(&step),
            Node::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The memory that a copy of the tree needs, in bytes, approximately.
    pub(super) fn size(&self) -> usize {
        let content = match self {
            Node::Array(items) => items.iter().map(Node::size).sum(),
            Node::Object(map) => {
                let entries = map.entries.iter();
                entries
                    .map(|(key, value)| ENTRY_SIZE + key.len() + value.size())
                    .sum()
            }
            Node::String(text) => text.len(),
            Node::Null | Node::Bool(_) | Node::Number(_) => 0,
        };
        size_of::<Node>() + content
    }

    pub(super) fn into_entries(self) -> impl Iterator<Item = (String, Node)> {
        let map = match self {
            Node::Object(map) => map,
            _ => Map::default(),
        };
        map.entries.into_iter()
    }
}

impl FromIterator<(String, Node)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Node)>>(entries: I) -> Self {
        let mut map = Map::default();
        for (key, node) in entries {
            map.add(key, node);
        }
        map
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Int(value) => value.fmt(f),
            Number::Float(value) => value.fmt(f),
        }
    }
}

impl Number {
    /// Returns the number, or `None` if it is not an integer that fits in 64 bits.
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Number::Int(value) => i64::try_from(value).ok(),
            Number::Float(_) => None,
        }
    }

    /// The number; large integers are rounded.
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Int(value) => value as f64,
            Number::Float(value) => value,
        }
    }
}

/// Up to this size, comparing all keys is faster than hashing one. Most objects are this small.
const FEW: usize = 8;

impl Map {
    /// Returns the value under a key, or `None` if the key does not exist.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self.len() {
            0..=FEW => self
                .iter()
                .find(|(known, _)| *known == key)
                .map(|(_, node)| node),
            _ => self.entries.get(key),
        }
    }

    /// Whether the key exists.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The entries in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Node)> {
        self.entries.iter().map(|(key, node)| (key.as_str(), node))
    }

    /// The keys in the order of the file.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The keys that the file has more than once. The map contains the last value of each.
    pub fn duplicates(&self) -> &[String] {
        &self.duplicates
    }

    /// Clears the list of duplicate keys after they were reported.
    pub(super) fn forget_duplicates(&mut self) {
        self.duplicates.clear();
    }

    /// The entry of a key, with the stored key.
    pub(super) fn entry(&self, key: &str) -> Option<(&str, &Node)> {
        let (key, node) = self.entries.get_key_value(key)?;
        Some((key, node))
    }

    /// Adds an entry. If the key exists, it is recorded as a duplicate and the new value replaces the old one.
    pub(super) fn add(&mut self, key: String, value: Node) {
        match self.entries.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(mut entry) => {
                self.duplicates.push(entry.key().clone());
                entry.insert(value);
            }
        }
    }

    /// Sets an entry. An existing key keeps its position.
    pub(crate) fn replace(&mut self, key: String, value: Node) {
        self.entries.insert(key, value);
    }

    /// Inserts an entry after another one, or at the end if that one does not exist.
    pub(super) fn insert_after(&mut self, before: Option<&str>, key: String, value: Node) {
        let index = before.and_then(|before| self.entries.get_index_of(before));
        match index {
            Some(index) if !self.entries.contains_key(&key) => {
                self.entries.shift_insert(index + 1, key, value);
            }
            _ => self.replace(key, value),
        }
    }

    /// Like [`Map::get`], mutable.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.get_mut(key)
    }

    /// Removes an entry and returns its value. The others keep their order.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        self.entries.shift_remove(key)
    }

    /// Removes an entry. The others keep their order.
    pub(super) fn remove(&mut self, key: &str) {
        self.entries.shift_remove(key);
    }

    /// Renames a key. The entry keeps its position.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some(index) = self.entries.get_index_of(from) {
            // Fails if the new key exists, which the callers check first.
            let _ = self.entries.replace_index(index, to.to_owned());
        }
    }

    /// Passes every entry to `keep`, which may change it, and removes those for which it returns `false`.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&str, &mut Node) -> bool) {
        self.entries.retain(|key, node| keep(key, node));
    }
}
