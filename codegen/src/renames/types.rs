//! Schemas that have another name or place: recognised by what they consist of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Keys, pairs};
use crate::ir::{Api, Kind, TypeId};
use crate::lock::CrateLock;

/// A type that was called otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    /// Where it stood.
    pub from: String,
    /// Where it stands now.
    pub at: String,
    /// What it was called.
    pub name: String,
}

/// What tells a type from others, whatever it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// The members, values or alternatives, as the lock has them.
    Members(BTreeSet<String>),
    /// What an alias stands for, as the lock has it.
    Target(String),
    /// What many a type looks like.
    Common,
}

/// Fewer members tell nothing: many a schema has an `id` and nothing else.
pub(crate) const TELLING: usize = 2;

/// The shapes of some types, where all go by the names that they have so far.
pub(crate) type Shapes = fn(&Api, &Called<'_>, &[TypeId]) -> Vec<Shape>;

/// The names of types before they are settled: those of the lock, by which the members of a union are found there.
pub(crate) struct Called<'a> {
    api: &'a Api,
    lock: &'a CrateLock,
    /// Where types stood that are renamed, by where they stand now.
    before: BTreeMap<String, String>,
}

impl Called<'_> {
    /// What the lock calls a type; none where it does not know it.
    pub fn name(&self, id: TypeId) -> Option<&str> {
        let at = self.api.ty(id).at.to_string();
        let at = self.before.get(&at).unwrap_or(&at);
        self.lock.types.get(at).map(String::as_str)
    }
}

/// The types that are called otherwise, and the lock with their members under the places that they have now.
pub(crate) fn renamed(api: &Api, lock: &CrateLock, shapes: Shapes) -> (Vec<Renamed>, CrateLock) {
    let types: BTreeMap<String, TypeId> = api
        .ids()
        .filter(|id| !matches!(api.ty(*id).kind, Kind::Dropped))
        .map(|id| (api.ty(id).at.to_string(), id))
        .collect();
    let mut gone = locked(lock);
    gone.retain(|at, _| !types.contains_key(at));
    if gone.is_empty() {
        return (Vec::new(), lock.clone());
    }
    let mut keys = Keys::default();
    let mut called = Called {
        api,
        lock,
        before: BTreeMap::new(),
    };
    let new = types.iter().filter(|(at, _)| !lock.types.contains_key(*at));
    let new: Vec<TypeId> = new.map(|(_, id)| *id).collect();
    let is_made_of_types = |id: &&TypeId| {
        let kind = &api.ty(**id).kind;
        matches!(kind, Kind::Union(_) | Kind::Alias(_))
    };
    // First what consists of members; then what consists of types, which may have been renamed themselves.
    let (of_types, of_members): (Vec<&TypeId>, Vec<&TypeId>) =
        new.iter().partition(is_made_of_types);
    for ids in [of_members, of_types] {
        let ids: Vec<TypeId> = ids.into_iter().copied().collect();
        let shapes = shapes(api, &called, &ids).into_iter().zip(&ids);
        let telling = shapes.filter(|(shape, _)| *shape != Shape::Common);
        let new = telling.map(|(shape, id)| (shape, api.ty(*id).at.to_string()));
        let known = gone.iter().map(|(at, shape)| (shape.clone(), at.clone()));
        for (old, now) in pairs(known, new) {
            gone.remove(&old);
            called.before.insert(now.clone(), old.clone());
            keys.below.insert(old, now);
        }
    }
    let mut renamed = Vec::new();
    for (old, name) in &lock.types {
        if let Some(at) = keys.now(old).filter(|at| types.contains_key(at)) {
            let name = name.clone();
            let from = old.clone();
            renamed.push(Renamed { from, at, name });
        }
    }
    let mut lock = lock.clone();
    let names = std::mem::take(&mut lock.types);
    keys.apply(&mut lock);
    lock.types = names;
    (renamed, lock)
}

/// The shapes of the types in the lock, by their places.
fn locked(lock: &CrateLock) -> BTreeMap<String, Shape> {
    let mut members: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (owner, member) in lock.members.keys().filter_map(|key| key.rsplit_once('/')) {
        members.entry(owner).or_default().insert(member.to_owned());
    }
    let shape = |at: &String| {
        let target = lock.targets.get(at).cloned().map(Shape::Target);
        let members = members.get(at.as_str()).cloned();
        let members = members.filter(|members| members.len() >= TELLING);
        target.or(members.map(Shape::Members))
    };
    let types = lock.types.keys();
    types
        .filter_map(|at| Some((at.clone(), shape(at)?)))
        .collect()
}
