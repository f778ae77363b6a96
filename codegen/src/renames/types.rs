//! Detects renamed and moved schemas by their properties, values or variants.

use std::collections::{BTreeMap, BTreeSet};

use super::{KeyMap, Positions, unique_pairs};
use crate::ir::{Api, Kind, TypeId};
use crate::lock::CrateLock;

/// A schema with a new location that keeps its Rust name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    /// The old location.
    pub from: String,
    /// The current location.
    pub at: String,
    /// The Rust name in the lock.
    pub name: String,
}

/// Identifies a type independently of its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// The properties, values or variants, as recorded in the lock.
    Keys(BTreeSet<String>),
    /// The target of an alias, as recorded in the lock.
    Target(String),
    /// Too little to identify a type.
    Ambiguous,
}

/// The minimum number of keys that identify a type: many schemas have an `id` and nothing else.
pub(crate) const MIN_SHAPE_LEN: usize = 2;

/// Computes the shapes of types, given the names that are known so far.
pub(crate) type Shapes = fn(&Api, &KnownNames<'_>, &[TypeId]) -> Vec<Shape>;

/// The names of types according to the lock, before new names are assigned. The lock records the variants of unions by
/// these names.
pub(crate) struct KnownNames<'a> {
    api: &'a Api,
    lock: &'a CrateLock,
    /// The old locations of renamed types, by their current locations.
    old_locations: BTreeMap<String, String>,
}

impl KnownNames<'_> {
    /// The name of a type in the lock. Returns `None` if the type is new.
    pub fn name(&self, id: TypeId) -> Option<&str> {
        let at = self.api.ty(id).at.to_string();
        let at = self.old_locations.get(&at).unwrap_or(&at);
        self.lock.types.get(at).map(String::as_str)
    }
}

/// The renamed types, and the lock with their properties under the current locations.
pub(crate) fn renamed(api: &Api, lock: &CrateLock, shapes: Shapes) -> (Vec<Renamed>, CrateLock) {
    let types: BTreeMap<String, TypeId> = api
        .ids()
        .filter(|id| !matches!(api.ty(*id).kind, Kind::Dropped))
        .map(|id| (api.ty(id).at.to_string(), id))
        .collect();
    let mut gone = locked_shapes(lock);
    gone.retain(|at, _| !types.contains_key(at));
    if gone.is_empty() {
        return (Vec::new(), lock.clone());
    }
    let mut keys = KeyMap::default();
    let mut known_names = KnownNames {
        api,
        lock,
        old_locations: BTreeMap::new(),
    };
    let new = types.iter().filter(|(at, _)| !lock.types.contains_key(*at));
    let new: Vec<TypeId> = new.map(|(_, id)| *id).collect();
    let is_composed = |id: &&TypeId| {
        let kind = &api.ty(**id).kind;
        matches!(kind, Kind::Union(_) | Kind::Alias(_))
    };
    // Unions and aliases come last: the types that they consist of may be renamed themselves.
    let (composed, plain): (Vec<&TypeId>, Vec<&TypeId>) = new.iter().partition(is_composed);
    for ids in [plain, composed] {
        let ids: Vec<TypeId> = ids.into_iter().copied().collect();
        let shapes = shapes(api, &known_names, &ids).into_iter().zip(&ids);
        let unambiguous = shapes.filter(|(shape, _)| *shape != Shape::Ambiguous);
        let new = unambiguous.map(|(shape, id)| (shape, api.ty(*id).at.to_string()));
        let known = gone.iter().map(|(at, shape)| (shape.clone(), at.clone()));
        for (old, new) in unique_pairs(known, new) {
            gone.remove(&old);
            known_names.old_locations.insert(new.clone(), old.clone());
            keys.prefixes.insert(old, new);
        }
    }
    let positions = Positions::of(api);
    let mut renamed = Vec::new();
    for (old, name) in &lock.types {
        let new_key = keys.new_key(old).map(|at| positions.pointer(&at));
        if let Some(at) = new_key.filter(|at| types.contains_key(at)) {
            let name = name.clone();
            let from = old.clone();
            renamed.push(Renamed { from, at, name });
        }
    }
    let mut lock = lock.clone();
    let names = std::mem::take(&mut lock.types);
    keys.apply(&mut lock);
    lock = positions.with_renamed(lock);
    lock.types = names;
    (renamed, lock)
}

/// The shapes of the types in the lock, by location.
fn locked_shapes(lock: &CrateLock) -> BTreeMap<String, Shape> {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    // Constants include the tags that types don't declare.
    let all = lock.properties.keys().chain(lock.constants.keys());
    for (owner, key) in all.filter_map(|key| key.rsplit_once('/')) {
        keys.entry(owner).or_default().insert(key.to_owned());
    }
    let shape = |at: &String| {
        let target = lock.targets.get(at).cloned().map(Shape::Target);
        let keys = keys.get(at.as_str()).cloned();
        let keys = keys.filter(|keys| keys.len() >= MIN_SHAPE_LEN);
        target.or(keys.map(Shape::Keys))
    };
    let types = lock.types.keys();
    types
        .filter_map(|at| Some((at.clone(), shape(at)?)))
        .collect()
}
