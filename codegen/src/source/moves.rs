//! Nodes that no longer stand where their text does.
//!
//! In: for each node that was moved, where it is now and where it was. Out: for any node, where its text is.
//! Guaranteed: what lies within a moved node is found, too; what was never moved is where it is.

use std::collections::HashMap;

use super::Pointer;

/// One rewriting of a tree: where the nodes that it moved came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    origins: HashMap<Pointer, Pointer>,
}

impl Moves {
    /// No node was moved.
    pub fn new() -> Self {
        Self::default()
    }

    /// A node that is here now came from there: a place as it was before this rewriting.
    pub fn add(&mut self, now: Pointer, before: Pointer) {
        self.origins.insert(now, before);
    }

    /// The same, where the place it came from may lie in a node that was moved itself.
    pub fn add_within(&mut self, now: Pointer, before: &Pointer) {
        let before = self.origin(before);
        self.add(now, before);
    }

    /// Where a node was before this rewriting.
    pub fn origin(&self, now: &Pointer) -> Pointer {
        if self.origins.is_empty() {
            return now.clone();
        }
        let mut holder = Some(now.clone());
        while let Some(at) = holder {
            if let Some(before) = self.origins.get(&at) {
                return before.join(&now.as_str()[at.as_str().len()..]);
            }
            holder = at.parent();
        }
        now.clone()
    }

    /// Whether no node was moved.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }
}
