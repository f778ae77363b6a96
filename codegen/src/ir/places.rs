//! Locations of schemas that are lowered in place of a reference.

use std::collections::HashMap;

use crate::source::Pointer;

/// The location of each schema that is lowered in place of a reference, and where it is written. In place, it has a
/// location of its own, since the same schema may become several types.
#[derive(Clone, Debug, Default)]
pub struct Places(HashMap<Pointer, Pointer>);

/// How many places may be inside one another.
const MAX_DEPTH: usize = 256;

impl Places {
    pub(crate) fn insert(&mut self, place: Pointer, written: Pointer) {
        self.0.insert(place, written);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the node at a location is written.
    pub fn written(&self, at: &Pointer) -> Pointer {
        let mut at = at.clone();
        if self.0.is_empty() {
            return at;
        }
        for _ in 0..MAX_DEPTH {
            let mut holders = std::iter::successors(Some(at.clone()), Pointer::parent);
            let found = holders.find_map(|holder| {
                let written = self.0.get(&holder)?;
                Some(written.join(&at.as_str()[holder.as_str().len()..]))
            });
            let Some(written) = found else { break };
            at = written;
        }
        at
    }
}
