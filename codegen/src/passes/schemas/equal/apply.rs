//! Replaces types by the equal ones.

use std::collections::HashMap;

use super::Same;
use crate::ir::{Api, Kind, Origin, Shape, TypeId};

pub(super) fn apply(api: &mut Api, same: &Same) {
    for (id, title) in &same.titles {
        api.ty_mut(*id).origin = Origin::Component(title.clone());
    }
    if same.into.is_empty() {
        return;
    }
    let target = |id: TypeId| same.into.get(&id).copied().unwrap_or(id);
    api.each_edge_mut(&mut |edge| {
        if let Shape::Named(id) = &mut edge.shape {
            *id = target(*id);
        }
    });
    api.webhook_payloads
        .iter_mut()
        .for_each(|id| *id = target(*id));
    for ty in &mut api.types {
        ty.parents.iter_mut().for_each(|id| *id = target(*id));
        if let Kind::Union(union) = &mut ty.kind
            && let Some(discriminator) = &mut union.discriminator
        {
            let mapping = discriminator.mapping.iter_mut();
            mapping.for_each(|(_, id)| *id = target(*id));
        }
    }
    let nested = nested(api, &same.into);
    for (id, target) in same.pairs() {
        let kind = std::mem::replace(&mut api.ty_mut(id).kind, Kind::Dropped);
        if let Kind::Union(union) = kind {
            let alternatives = union.variants.into_iter().map(|variant| variant.at);
            // The type that is equal has a variant for each.
            api.represented.extend(alternatives);
        }
        api.replaced.push((id, target));
    }
    drop_unused(api, nested);
}

/// The types that are declared inside the replaced ones.
fn nested(api: &Api, into: &HashMap<TypeId, TypeId>) -> Vec<TypeId> {
    let is_inside = |id: &TypeId| {
        let mut current = *id;
        while let Origin::Nested { owner, .. } = &api.ty(current).origin {
            if into.contains_key(owner) {
                return true;
            }
            current = *owner;
        }
        false
    };
    api.ids().filter(is_inside).collect()
}

/// Drops those of these types that nothing else refers to.
fn drop_unused(api: &mut Api, nested: Vec<TypeId>) {
    let mut is_nested = vec![false; api.types.len()];
    for id in &nested {
        is_nested[id.index()] = true;
    }
    let mut used: Vec<TypeId> = api.ids().filter(|id| !is_nested[id.index()]).collect();
    used.extend(&api.webhook_payloads);
    for operation in &api.operations {
        operation
            .sent()
            .chain(operation.received())
            .for_each(|edge| edge.all_named(&mut used));
    }
    let mut is_used = vec![false; api.types.len()];
    for id in api.reach(used) {
        is_used[id.index()] = true;
    }
    for id in nested {
        if !is_used[id.index()] {
            api.ty_mut(id).kind = Kind::Dropped;
        }
    }
}
