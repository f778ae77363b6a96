//! What is called otherwise in the document than it was: the lock follows.
//!
//! In: the lock and the API as it is now. Out: the lock with its entries under the keys that they have now.
//! Guaranteed: an entry is moved only where what it was about is gone and one thing alone can be meant.

mod operations;
mod types;

pub(crate) use operations::moved;
pub(crate) use types::{Called, Renamed, Shape, TELLING, renamed};

use std::collections::{BTreeMap, BTreeSet};

use crate::lock::CrateLock;

/// Old keys of the lock → new ones, with all that lies below them.
#[derive(Default)]
struct Keys {
    exact: BTreeMap<String, String>,
    below: BTreeMap<String, String>,
}

impl Keys {
    /// Where an entry is now.
    fn now(&self, key: &str) -> Option<String> {
        if let Some(now) = self.exact.get(key) {
            return Some(now.clone());
        }
        // The nearest owner that has moved.
        let mut owner = key;
        loop {
            if let Some(now) = self.below.get(owner) {
                return Some(format!("{now}{}", &key[owner.len()..]));
            }
            (owner, _) = owner.rsplit_once('/')?;
        }
    }

    fn table(&self, table: &mut BTreeMap<String, String>) {
        let mut moved = BTreeMap::new();
        for (owner, now) in &self.below {
            let keys = table.range(owner.clone()..).map(|(key, _)| key);
            for key in keys.take_while(|key| key.starts_with(owner)) {
                let rest = &key[owner.len()..];
                // Longer owners come later, and the nearest one counts.
                if rest.is_empty() || rest.starts_with('/') {
                    moved.insert(key.clone(), format!("{now}{rest}"));
                }
            }
        }
        for (key, now) in &self.exact {
            if table.contains_key(key) {
                moved.insert(key.clone(), now.clone());
            }
        }
        for (old, now) in moved {
            if let Some(name) = table.remove(&old) {
                table.entry(now).or_insert(name);
            }
        }
    }

    /// Moves what hangs on places in the document.
    fn apply(&self, lock: &mut CrateLock) {
        for table in [
            &mut lock.types,
            &mut lock.targets,
            &mut lock.members,
            &mut lock.constants,
        ] {
            self.table(table);
        }
        let boxes = std::mem::take(&mut lock.boxes);
        let now = |key: String| self.now(&key).unwrap_or(key);
        lock.boxes = boxes.into_iter().map(now).collect::<BTreeSet<_>>();
    }
}

/// Those that have this and nobody else: pairs of one on each side.
fn pairs<K: Ord, L, R>(
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
