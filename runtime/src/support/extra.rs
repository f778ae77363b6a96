//! `additionalProperties` with a type.

use std::collections::{BTreeMap, btree_map};
use std::ops::{Deref, DerefMut};

use serde_json::Value;

use super::default_value::DefaultValue;

/// The properties of an object that the API declares by type but not by name (`additionalProperties`).
///
/// `Extra<T>` dereferences to a map of the properties whose value is a `T`. A property with another value doesn't
/// make decoding fail: it is stored as JSON in [`others`](Self::others) and is sent back unchanged.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra<T> {
    properties: BTreeMap<String, T>,
    others: BTreeMap<String, Value>,
}

impl<T> Extra<T> {
    /// Creates an empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the properties whose value isn't a `T`.
    pub fn others(&self) -> &BTreeMap<String, Value> {
        &self.others
    }

    /// Returns the properties whose value isn't a `T`, for changes.
    pub fn others_mut(&mut self) -> &mut BTreeMap<String, Value> {
        &mut self.others
    }
}

impl<T> Default for Extra<T> {
    fn default() -> Self {
        Self::from(BTreeMap::new())
    }
}

impl<T> From<BTreeMap<String, T>> for Extra<T> {
    fn from(properties: BTreeMap<String, T>) -> Self {
        Self {
            properties,
            others: BTreeMap::new(),
        }
    }
}

impl<T> FromIterator<(String, T)> for Extra<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(properties: I) -> Self {
        Self::from(BTreeMap::from_iter(properties))
    }
}

impl<T> Deref for Extra<T> {
    type Target = BTreeMap<String, T>;

    fn deref(&self) -> &BTreeMap<String, T> {
        &self.properties
    }
}

impl<T> DerefMut for Extra<T> {
    fn deref_mut(&mut self) -> &mut BTreeMap<String, T> {
        &mut self.properties
    }
}

impl<T> IntoIterator for Extra<T> {
    type Item = (String, T);
    type IntoIter = btree_map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.properties.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Extra<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = btree_map::Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.properties.iter()
    }
}

impl<T> DefaultValue for Extra<T> {
    fn default_value() -> Self {
        Self::new()
    }
}
