//! Types that were one type in the run before: the lock has several schemas with one name.

use std::collections::BTreeMap;

use super::{Same, has_structure, is_inline};
use crate::ir::{Api, TypeId};
use crate::lock::CrateLock;
use crate::passes::Context;

pub(super) fn add(api: &Api, context: &Context<'_>, same: &mut Same) {
    let mut by_name: BTreeMap<&str, Vec<(bool, bool, String, TypeId)>> = BTreeMap::new();
    for id in api.ids() {
        let ty = api.ty(id);
        let at = ty.at.to_string();
        if let Some(name) = context.lock.types.get(&at)
            && has_structure(ty)
        {
            let rank = (is_inline(ty), !has_properties(context.lock, &at), at, id);
            by_name.entry(name).or_default().push(rank);
        }
    }
    for (name, mut group) in by_name {
        group.sort();
        let mut ids = group.into_iter().map(|(.., id)| id);
        let Some(target) = ids.next() else { continue };
        let others: Vec<TypeId> = ids.filter(|id| is_inline(api.ty(*id))).collect();
        if others.is_empty() {
            continue;
        }
        if is_inline(api.ty(target)) {
            same.titles.insert(target, name.to_owned());
        }
        same.into.extend(others.into_iter().map(|id| (id, target)));
    }
}

/// Whether the lock names the properties of a type at this location. It does for one of several equal schemas.
pub(super) fn has_properties(lock: &CrateLock, at: &str) -> bool {
    let below = format!("{at}/");
    let mut keys = lock.properties.range(below.clone()..);
    keys.next().is_some_and(|(key, _)| key.starts_with(&below))
}
