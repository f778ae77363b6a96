//! Replaces positions in lists by what is there: the lock has `oneOf/kind=created` where the document has `oneOf/0`.
//!
//! An alternative that is added in front of others must not get their names. Inside of the generator, types are known by
//! their pointers, so the keys of the lock are translated when it is read and when it is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ir::{Api, Kind};
use crate::lock::CrateLock;
use crate::source::{Pointer, escape};

/// The members of lists in the document, by their pointers and by their keys in the lock.
pub(crate) struct Positions {
    /// Pointer → key.
    keys: HashMap<String, String>,
    /// Key → pointer.
    pointers: HashMap<String, String>,
}

impl Positions {
    pub fn of(api: &Api) -> Self {
        let mut positions = Self {
            keys: HashMap::new(),
            pointers: HashMap::new(),
        };
        let mut members: Vec<&(Pointer, String)> = api.list_members.iter().collect();
        // A list inside of another one comes after it. The sort is stable, so equal members keep their order.
        members.sort_by_key(|(at, _)| at.segments().count());
        for (at, name) in members {
            let at_text = at.to_string();
            let Some(list) = at
                .parent()
                .filter(|_| !positions.keys.contains_key(&at_text))
            else {
                continue;
            };
            let list = positions.key(&list.to_string());
            let mut key = format!("{list}/{}", escape(name));
            while positions.pointers.contains_key(&key) {
                key.push('+');
            }
            positions.pointers.insert(key.clone(), at_text.clone());
            positions.keys.insert(at_text, key);
        }
        positions
    }

    /// The key of a pointer in the lock.
    fn key(&self, pointer: &str) -> String {
        replace_prefix(&self.keys, pointer).unwrap_or_else(|| pointer.to_owned())
    }

    /// The pointer of a key in the lock. A key of something that the document doesn't have remains.
    pub fn pointer(&self, key: &str) -> String {
        replace_prefix(&self.pointers, key).unwrap_or_else(|| key.to_owned())
    }

    /// The lock with pointers as keys. A lock that was written with positions is translated by the properties that it
    /// records.
    pub fn with_pointers(&self, api: &Api, lock: &CrateLock) -> CrateLock {
        let moved = self.moved(api, lock);
        map_keys(lock, |key| {
            let pointer = replace_prefix(&self.pointers, key);
            pointer.or_else(|| replace_prefix(&moved, key))
        })
    }

    /// The same for entries that a rename has moved to a key of the document.
    pub fn with_renamed(&self, lock: &CrateLock) -> CrateLock {
        map_keys(lock, |key| replace_prefix(&self.pointers, key))
    }

    /// The lock with the keys that are written.
    pub fn with_keys(&self, lock: &CrateLock) -> CrateLock {
        map_keys(lock, |pointer| replace_prefix(&self.keys, pointer))
    }

    /// The members of lists that a lock records by a position where the document now has another member: the recorded
    /// pointer → the pointer of the only member with the recorded properties, or a pointer that is nowhere.
    fn moved(&self, api: &Api, lock: &CrateLock) -> HashMap<String, String> {
        let mut recorded: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for key in lock.properties.keys() {
            if let Some((owner, name)) = key.rsplit_once('/')
                && self.keys.contains_key(owner)
            {
                recorded.entry(owner).or_default().insert(name);
            }
        }
        if recorded.is_empty() {
            return HashMap::new();
        }
        let declared = declared(api);
        let mut moved = HashMap::new();
        for (pointer, names) in recorded {
            let declares = |at: &str| declared.get(at).is_some_and(|declared| *declared == names);
            if declares(pointer) {
                continue;
            }
            let list = pointer.rsplit_once('/').map(|(list, _)| list);
            let same_list = |at: &&String| at.rsplit_once('/').map(|(list, _)| list) == list;
            let mut others = self.keys.keys().filter(same_list).filter(|at| declares(at));
            match (others.next(), others.next()) {
                (Some(only), None) => drop(moved.insert(pointer.to_owned(), only.clone())),
                _ if declared
                    .get(pointer)
                    .is_some_and(|all| names.is_subset(all)) => {}
                _ => drop(moved.insert(pointer.to_owned(), format!("{pointer}/gone"))),
            }
        }
        moved
    }
}

/// The properties of each object, by pointer.
fn declared(api: &Api) -> HashMap<String, BTreeSet<&str>> {
    let types = api.types.iter().filter_map(|ty| {
        let object = match &ty.kind {
            Kind::Struct(object) => object,
            Kind::AllOf(all) => &all.own,
            _ => return None,
        };
        let fields = object.fields.iter().map(|field| field.wire.as_str());
        Some((ty.at.to_string(), fields.collect()))
    });
    types.collect()
}

/// Replaces the longest part from the start that is in the table.
fn replace_prefix(table: &HashMap<String, String>, key: &str) -> Option<String> {
    let mut owner = key;
    loop {
        if let Some(new) = table.get(owner) {
            return Some(format!("{new}{}", &key[owner.len()..]));
        }
        (owner, _) = owner.rsplit_once('/')?;
    }
}

fn map_keys(lock: &CrateLock, new: impl Fn(&str) -> Option<String>) -> CrateLock {
    let mut lock = lock.clone();
    for table in lock.tables_by_location() {
        let entries = std::mem::take(table).into_iter();
        *table = entries
            .map(|(key, value)| (new(&key).unwrap_or(key), value))
            .collect();
    }
    let boxes = std::mem::take(&mut lock.boxes).into_iter();
    lock.boxes = boxes.map(|key| new(&key).unwrap_or(key)).collect();
    lock
}
