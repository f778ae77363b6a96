//! Schemas that have another name or place: recognised by their members.

use std::collections::{BTreeMap, BTreeSet};

use super::{Keys, pairs};
use crate::ir::{Api, Kind, Type};
use crate::lock::CrateLock;

/// A type that was called otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    /// Where it stands now.
    pub at: String,
    /// What it was called.
    pub name: String,
}

/// Fewer members tell nothing: many a schema has an `id` and nothing else.
const TELLING: usize = 2;

/// The types that are called otherwise, and the lock with their members under the places that they have now.
pub(crate) fn renamed(api: &Api, lock: &CrateLock) -> (Vec<Renamed>, CrateLock) {
    let mut lock = lock.clone();
    let types: BTreeMap<String, &Type> = api
        .types
        .iter()
        .filter(|ty| !matches!(ty.kind, Kind::Dropped))
        .map(|ty| (ty.at.to_string(), ty))
        .collect();
    let gone: BTreeSet<&String> = lock
        .types
        .keys()
        .filter(|at| !types.contains_key(*at))
        .collect();
    if gone.is_empty() {
        return (Vec::new(), lock);
    }
    let mut shapes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (owner, member) in lock.members.keys().filter_map(|key| key.rsplit_once('/')) {
        shapes.entry(owner).or_default().insert(member);
    }
    let gone = gone.into_iter().filter_map(|at| {
        let shape = shapes.get(at.as_str())?;
        let shape = shape.iter().map(|member| (*member).to_owned()).collect();
        telling(shape).map(|shape| (shape, at.clone()))
    });
    let new = types.iter().filter_map(|(at, ty)| {
        let is_new = !lock.types.contains_key(at);
        telling(members(ty))
            .filter(|_| is_new)
            .map(|shape| (shape, at.clone()))
    });
    let mut keys = Keys::default();
    for (old, now) in pairs(gone, new) {
        keys.below.insert(old, now);
    }
    let mut renamed = Vec::new();
    for (old, name) in &lock.types {
        if let Some(at) = keys.now(old).filter(|at| types.contains_key(at)) {
            let name = name.clone();
            renamed.push(Renamed { at, name });
        }
    }
    let names = std::mem::take(&mut lock.types);
    keys.apply(&mut lock);
    lock.types = names;
    (renamed, lock)
}

fn telling(shape: BTreeSet<String>) -> Option<BTreeSet<String>> {
    (shape.len() >= TELLING).then_some(shape)
}

/// The members as the lock has them: names of properties, values of enums.
fn members(ty: &Type) -> BTreeSet<String> {
    let keys: Vec<String> = match &ty.kind {
        Kind::Struct(object) => {
            let fields = object.fields.iter();
            fields.map(|field| ty.member_key(&field.wire)).collect()
        }
        Kind::Enum(values) => {
            let values = values.values.iter();
            values
                .map(|value| ty.member_key(&value.literal.to_string()))
                .collect()
        }
        Kind::Union(_) | Kind::Alias(_) | Kind::AllOf(_) | Kind::Dropped => Vec::new(),
    };
    let last = |key: &String| key.rsplit_once('/').map(|(_, member)| member.to_owned());
    keys.iter().filter_map(last).collect()
}
