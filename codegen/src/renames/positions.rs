//! Replaces positions in lists by what is there: the lock has `oneOf/kind=created` where the document has `oneOf/0`.
//!
//! An alternative that is added in front of others must not get their names. Inside of the generator, types are known by
//! their pointers, so the keys of the lock are translated when it is read and when it is written.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::ir::{Api, Kind};
use crate::lock::CrateLock;
use crate::source::{Pointer, escape};

/// The slashes of a pointer before the end of its container: `#/components/schemas/Pet`, `#/paths/~1pets/get`.
const CONTAINER_SLASHES: usize = 3;

/// The members of lists in the document, by their pointers and by their keys in the lock.
pub(crate) struct Positions {
    /// Pointer → key.
    keys: Table,
    /// Key → pointer.
    pointers: Table,
}

/// New names of nodes, which apply to all nodes inside them.
#[derive(Default)]
struct Table {
    new: HashMap<String, String>,
    /// The schemas and operations that contain the nodes. Most keys are in none, so one look is enough for them.
    containers: HashSet<String>,
    /// Whether a node contains schemas, so that `containers` does not tell which keys are in it.
    has_outer: bool,
}

impl Table {
    fn insert(&mut self, old: String, new: String) {
        match container(&old) {
            Some(container) => drop(self.containers.insert(container.to_owned())),
            None => self.has_outer = true,
        }
        self.new.insert(old, new);
    }

    fn contains(&self, key: &str) -> bool {
        self.new.contains_key(key)
    }

    /// Replaces the longest part from the start that is in the table.
    fn replace_prefix(&self, key: &str) -> Option<String> {
        let is_inside = container(key).is_some_and(|it| self.containers.contains(it));
        if !is_inside && !self.has_outer {
            return None;
        }
        let mut owner = key;
        loop {
            if let Some(new) = self.new.get(owner) {
                return Some(format!("{new}{}", &key[owner.len()..]));
            }
            (owner, _) = owner.rsplit_once('/')?;
        }
    }
}

/// The schema or operation that contains a node. `None` if the node is not inside of one.
fn container(key: &str) -> Option<&str> {
    let (end, _) = key.match_indices('/').nth(CONTAINER_SLASHES)?;
    Some(&key[..end])
}

impl Positions {
    pub fn of(api: &Api) -> Self {
        let mut positions = Self {
            keys: Table::default(),
            pointers: Table::default(),
        };
        let mut members: Vec<&(Pointer, String)> = api.list_members.iter().collect();
        // A list inside of another one comes after it. The sort is stable, so equal members keep their order.
        members.sort_by_key(|(at, _)| at.depth());
        for (at, name) in members {
            let at_text = at.to_string();
            let Some(list) = at.parent().filter(|_| !positions.keys.contains(&at_text)) else {
                continue;
            };
            let list = positions.key(&list.to_string());
            let mut key = format!("{list}/{}", escape(name));
            while positions.pointers.contains(&key) {
                key.push('+');
            }
            positions.pointers.insert(key.clone(), at_text.clone());
            positions.keys.insert(at_text, key);
        }
        positions
    }

    /// The key of a pointer in the lock.
    fn key(&self, pointer: &str) -> String {
        let key = self.keys.replace_prefix(pointer);
        key.unwrap_or_else(|| pointer.to_owned())
    }

    /// The pointer of a key in the lock. A key of something that the document doesn't have remains.
    pub fn pointer(&self, key: &str) -> String {
        let pointer = self.pointers.replace_prefix(key);
        pointer.unwrap_or_else(|| key.to_owned())
    }

    /// The lock with pointers as keys. A lock that was written with positions is translated by the properties that it
    /// records.
    pub fn with_pointers(&self, api: &Api, lock: CrateLock) -> CrateLock {
        let moved = self.moved(api, &lock);
        map_keys(lock, |key| {
            let pointer = self.pointers.replace_prefix(key);
            pointer.or_else(|| moved.replace_prefix(key))
        })
    }

    /// The same for entries that a rename has moved to a key of the document.
    pub fn with_renamed(&self, lock: CrateLock) -> CrateLock {
        map_keys(lock, |key| self.pointers.replace_prefix(key))
    }

    /// The lock with the keys that are written.
    pub fn with_keys(&self, lock: CrateLock) -> CrateLock {
        map_keys(lock, |pointer| self.keys.replace_prefix(pointer))
    }

    /// The members of lists that a lock records by a position where the document now has another member: the recorded
    /// pointer → the pointer of the only member with the recorded properties, or a pointer that is nowhere.
    fn moved(&self, api: &Api, lock: &CrateLock) -> Table {
        let mut recorded: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for key in lock.properties.keys() {
            if let Some((owner, name)) = key.rsplit_once('/')
                && self.keys.contains(owner)
            {
                recorded.entry(owner).or_default().insert(name);
            }
        }
        if recorded.is_empty() {
            return Table::default();
        }
        let declared = declared(api);
        let mut moved = Table::default();
        for (pointer, names) in recorded {
            let declares = |at: &str| declared.get(at).is_some_and(|declared| *declared == names);
            if declares(pointer) {
                continue;
            }
            let list = pointer.rsplit_once('/').map(|(list, _)| list);
            let same_list = |at: &&String| at.rsplit_once('/').map(|(list, _)| list) == list;
            let mut others = self
                .keys
                .new
                .keys()
                .filter(same_list)
                .filter(|at| declares(at));
            match (others.next(), others.next()) {
                (Some(only), None) => moved.insert(pointer.to_owned(), only.clone()),
                _ if declared
                    .get(pointer)
                    .is_some_and(|all| names.is_subset(all)) => {}
                _ => moved.insert(pointer.to_owned(), format!("{pointer}/gone")),
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

fn map_keys(mut lock: CrateLock, new: impl Fn(&str) -> Option<String>) -> CrateLock {
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
