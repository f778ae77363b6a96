//! Detects renamed schemas and moved operations, so that they keep their names in the lock.
//!
//! In: the lock and the current API. Out: the lock with its entries under the current keys. Guaranteed: an entry moves
//! only if its old item is gone and exactly one new item matches.

mod operations;
mod positions;
mod types;

pub(crate) use operations::moved;
pub(crate) use positions::Positions;
pub(crate) use types::{KnownNames, MIN_SHAPE_LEN, Renamed, Shape, renamed};

use std::collections::{BTreeMap, BTreeSet};

use crate::lock::CrateLock;

/// Maps old keys of the lock to new ones.
#[derive(Default)]
struct KeyMap {
    /// Single keys.
    exact: BTreeMap<String, String>,
    /// Keys with all keys below them.
    prefixes: BTreeMap<String, String>,
}

impl KeyMap {
    /// The new key of an entry. Returns `None` if it has not moved.
    fn new_key(&self, key: &str) -> Option<String> {
        if let Some(new) = self.exact.get(key) {
            return Some(new.clone());
        }
        // The longest prefix applies.
        let mut owner = key;
        loop {
            if let Some(new) = self.prefixes.get(owner) {
                return Some(format!("{new}{}", &key[owner.len()..]));
            }
            (owner, _) = owner.rsplit_once('/')?;
        }
    }

    fn apply_to_table(&self, table: &mut BTreeMap<String, String>) {
        let mut moved = BTreeMap::new();
        for (owner, new) in &self.prefixes {
            let keys = table.range(owner.clone()..).map(|(key, _)| key);
            for key in keys.take_while(|key| key.starts_with(owner)) {
                let rest = &key[owner.len()..];
                // Longer prefixes come later and override shorter ones.
                if rest.is_empty() || rest.starts_with('/') {
                    moved.insert(key.clone(), format!("{new}{rest}"));
                }
            }
        }
        for (key, new) in &self.exact {
            if table.contains_key(key) {
                moved.insert(key.clone(), new.clone());
            }
        }
        for (old, new) in moved {
            if let Some(name) = table.remove(&old) {
                table.entry(new).or_insert(name);
            }
        }
    }

    /// Moves all entries of the lock whose keys are locations in the document.
    fn apply(&self, lock: &mut CrateLock) {
        for table in lock.tables_by_location() {
            self.apply_to_table(table);
        }
        let boxes = std::mem::take(&mut lock.boxes);
        let new_key = |key: String| self.new_key(&key).unwrap_or(key);
        lock.boxes = boxes.into_iter().map(new_key).collect::<BTreeSet<_>>();
    }
}

/// Pairs the items on both sides that have the same key, if the key is unique on each side.
fn unique_pairs<K: Ord, L, R>(
    left: impl Iterator<Item = (K, L)>,
    right: impl Iterator<Item = (K, R)>,
) -> Vec<(L, R)> {
    let mut sides: BTreeMap<K, (Vec<L>, Vec<R>)> = BTreeMap::new();
    for (key, one) in left {
        sides.entry(key).or_default().0.push(one);
    }
    for (key, one) in right {
        sides.entry(key).or_default().1.push(one);
    }
    let mut pairs = Vec::new();
    for (mut left, mut right) in sides.into_values() {
        if let (1, 1) = (left.len(), right.len()) {
            pairs.extend(left.pop().zip(right.pop()));
        }
    }
    pairs
}
