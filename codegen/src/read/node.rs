//! The tree of a document, before anyone knows what it means.
//!
//! In: YAML or JSON, by way of serde. Out: nodes in the order of the text. Guaranteed: integers are exact, keys are
//! text, and a key that stood twice is on record.

use std::fmt;

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
    /// A list. In a [`Document`](super::Document), `null` stands where an item was left out, so that the indices of
    /// the others stay what they are in the text.
    Array(Vec<Node>),
    /// An object.
    Object(Map),
}

/// A number of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer, exact.
    Int(i128),
    /// Any other.
    Float(f64),
}

/// An object of a document, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    entries: IndexMap<String, Node>,
    duplicates: Vec<String>,
}

impl Node {
    /// The value under a key, where this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The text, where this is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value, where this is `true` or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Node::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, where this is one.
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Node::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, where this is an integer of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number, where this is an integer from 0 up to 64 bits.
    pub fn as_u64(&self) -> Option<u64> {
        match self.as_number()? {
            Number::Int(value) => u64::try_from(value).ok(),
            Number::Float(_) => None,
        }
    }

    /// The number, where this is one; large integers are rounded.
    pub fn as_f64(&self) -> Option<f64> {
        Some(self.as_number()?.as_f64())
    }

    /// The items, where this is a list.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Node::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, where this is an object.
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

    /// What this is, in words: `the text \`on\``, `a list`.
    pub fn describe(&self) -> String {
        match self {
            Node::Null => "null".to_owned(),
            Node::Bool(value) => format!("`{value}`"),
            Node::Number(number) => format!("the number {number}"),
            Node::String(text) if text.is_empty() => "an empty text".to_owned(),
            Node::String(text) if text.chars().count() > 40 || text.contains('\n') => {
                "text".to_owned()
            }
            Node::String(text) => format!("the text `{text}`"),
            Node::Array(_) => "a list".to_owned(),
            Node::Object(_) => "an object".to_owned(),
        }
    }

    /// The node at a place, of which this is the root.
    pub(super) fn at(&self, at: &Pointer) -> Option<&Node> {
        at.segments().try_fold(self, |node, step| match node {
            Node::Object(map) => map.get(&step),
            Node::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The same, to be changed.
    pub(super) fn at_mut(&mut self, at: &Pointer) -> Option<&mut Node> {
        at.segments().try_fold(self, |node, step| match node {
            Node::Object(map) => map.get_mut(&step),
            Node::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// How many nodes there are in it, with itself.
    pub(super) fn size(&self) -> usize {
        match self {
            Node::Array(items) => 1 + items.iter().map(Node::size).sum::<usize>(),
            Node::Object(map) => 1 + map.entries.values().map(Node::size).sum::<usize>(),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => 1,
        }
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
    /// The number, where it is an integer of 64 bits.
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

/// Up to here it takes less to look at all keys than to hash one: most objects are as small as that.
const FEW: usize = 8;

impl Map {
    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self.len() {
            0..=FEW => self
                .iter()
                .find(|(known, _)| *known == key)
                .map(|(_, node)| node),
            _ => self.entries.get(key),
        }
    }

    /// Whether the key is there.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The entries in the order of the text.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Node)> {
        self.entries.iter().map(|(key, node)| (key.as_str(), node))
    }

    /// The keys in the order of the text.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The keys that stood more than once in the text; the value kept is that of the last one.
    pub fn duplicates(&self) -> &[String] {
        &self.duplicates
    }

    /// Lets the record of keys that stood more than once go: they have been told of.
    pub(super) fn forget_duplicates(&mut self) {
        self.duplicates.clear();
    }

    /// The entry of a key, with the key that is kept in it.
    pub(super) fn entry(&self, key: &str) -> Option<(&str, &Node)> {
        let (key, node) = self.entries.get_key_value(key)?;
        Some((key, node))
    }

    /// Adds an entry; a key that is there already is on record from now on, and the new value counts.
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

    /// Sets an entry, at its old place where it has one.
    pub(super) fn replace(&mut self, key: String, value: Node) {
        self.entries.insert(key, value);
    }

    /// Sets an entry behind another one; at the end where that is not there.
    pub(super) fn insert_behind(&mut self, before: Option<&str>, key: String, value: Node) {
        let place = before.and_then(|before| self.entries.get_index_of(before));
        match place {
            Some(place) if !self.entries.contains_key(&key) => {
                self.entries.shift_insert(place + 1, key, value);
            }
            _ => self.replace(key, value),
        }
    }

    /// The value under a key, to be changed.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.get_mut(key)
    }

    /// Takes an entry out, to be put elsewhere.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        self.entries.shift_remove(key)
    }

    /// Takes an entry out; the others keep their order.
    pub(super) fn remove(&mut self, key: &str) {
        self.entries.shift_remove(key);
    }

    /// Gives an entry another key; it stays where it is.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some(index) = self.entries.get_index_of(from) {
            // A key that is there already keeps its value: it was asked for before.
            let _ = self.entries.replace_index(index, to.to_owned());
        }
    }

    /// Lets every entry be changed, and keeps those for which `keep` says so.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&str, &mut Node) -> bool) {
        self.entries.retain(|key, node| keep(key, node));
    }
}
