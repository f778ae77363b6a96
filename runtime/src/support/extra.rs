//! Members of one type that no description names.

use std::collections::{BTreeMap, btree_map};
use std::ops::{Deref, DerefMut};

use serde_json::Value;

use super::blank::Blank;

/// Members that the API does not declare by name, but by type: a map of those that are of that type, and, beside
/// it, those that are not, kept as they came and sent back so.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra<T> {
    members: BTreeMap<String, T>,
    others: BTreeMap<String, Value>,
}

impl<T> Extra<T> {
    /// No members.
    pub fn new() -> Self {
        Self::default()
    }

    /// The members of another type.
    pub fn others(&self) -> &BTreeMap<String, Value> {
        &self.others
    }

    /// The members of another type, to be changed.
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
    fn from(members: BTreeMap<String, T>) -> Self {
        Self {
            members,
            others: BTreeMap::new(),
        }
    }
}

impl<T> FromIterator<(String, T)> for Extra<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(members: I) -> Self {
        Self::from(BTreeMap::from_iter(members))
    }
}

impl<T> Deref for Extra<T> {
    type Target = BTreeMap<String, T>;

    fn deref(&self) -> &BTreeMap<String, T> {
        &self.members
    }
}

impl<T> DerefMut for Extra<T> {
    fn deref_mut(&mut self) -> &mut BTreeMap<String, T> {
        &mut self.members
    }
}

impl<T> IntoIterator for Extra<T> {
    type Item = (String, T);
    type IntoIter = btree_map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Extra<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = btree_map::Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

impl<T> Blank for Extra<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn is_known(&self) -> bool {
        self.others.is_empty()
    }
}
