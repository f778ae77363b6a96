//! A pointer together with where its node came from.

use crate::source::Pointer;

/// Where a node is, and where it was before.
#[derive(Clone, Debug)]
pub(super) struct PointerPair {
    pub now: Pointer,
    pub before: Pointer,
}

impl PointerPair {
    /// A node that was not moved.
    pub(super) fn unmoved(at: Pointer) -> Self {
        Self {
            now: at.clone(),
            before: at,
        }
    }

    /// The value under a key, on both sides.
    pub(super) fn child(&self, key: &str) -> Self {
        Self {
            now: self.now.child(key),
            before: self.before.child(key),
        }
    }

    /// An item of an array, on both sides.
    pub(super) fn index(&self, index: usize) -> Self {
        Self {
            now: self.now.index(index),
            before: self.before.index(index),
        }
    }

    /// The value under several nested keys, on both sides.
    pub(super) fn path(&self, keys: &[&str]) -> Self {
        keys.iter().fold(self.clone(), |pair, key| pair.child(key))
    }

    /// The same node, with the origin of another one.
    pub(super) fn with_origin(&self, origin: &PointerPair) -> Self {
        Self {
            now: self.now.clone(),
            before: origin.before.clone(),
        }
    }
}
