//! Where a node is, and where it was.

use crate::source::Pointer;

/// Where a node is, and where it was written.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub now: Pointer,
    pub before: Pointer,
}

impl Place {
    /// The whole document.
    pub(super) fn root(at: Pointer) -> Self {
        Self {
            now: at.clone(),
            before: at,
        }
    }

    /// The value under a key, in both places.
    pub(super) fn key(&self, key: &str) -> Self {
        Self {
            now: self.now.child(key),
            before: self.before.child(key),
        }
    }

    /// An item of a list, in both places.
    pub(super) fn index(&self, index: usize) -> Self {
        self.key(&index.to_string())
    }

    /// This place, for what was written there.
    pub(super) fn from(&self, written: &Place) -> Self {
        Self {
            now: self.now.clone(),
            before: written.before.clone(),
        }
    }
}
