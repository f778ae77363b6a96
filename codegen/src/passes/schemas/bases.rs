//! Replaces base schemas with a discriminator into unions of the schemas that extend them with `allOf`.
//!
//! The union keeps the name of the base. The fields of the base move to a new type (`PetBase`), which is the variant
//! for values that match no extending schema. A new schema that extends the base becomes a new variant.

use std::collections::{BTreeSet, HashMap};

use crate::diag::Diagnostics;
use crate::ir::{
    Api, Discriminator, Kind, Null, Origin, Ref, Shape, Tagging, Type, TypeId, Union, Variant,
};
use crate::passes::Context;
use crate::source::Pointer;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let children = children(api);
    let found: Vec<(TypeId, Discriminator, Vec<TypeId>)> = api
        .ids()
        .filter_map(|id| {
            let discriminator = discriminator(api, id)?.clone();
            let subtypes = subtypes(api, id, &children);
            (!subtypes.is_empty()).then_some((id, discriminator, subtypes))
        })
        .collect();
    for (id, discriminator, subtypes) in found {
        base_to_union(api, id, discriminator, &subtypes);
    }
}

fn discriminator(api: &Api, id: TypeId) -> Option<&Discriminator> {
    match &api.ty(id).kind {
        Kind::Struct(object) => object.discriminator.as_ref(),
        _ => None,
    }
}

/// The components that extend each type directly.
fn children(api: &Api) -> HashMap<TypeId, Vec<TypeId>> {
    let mut children: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    for id in api.ids() {
        let ty = api.ty(id);
        if matches!(ty.origin, Origin::Component(_)) && matches!(ty.kind, Kind::Struct(_)) {
            for parent in &ty.parents {
                children.entry(*parent).or_default().push(id);
            }
        }
    }
    children
}

/// The components that extend a base, directly or through others. A subtype with a discriminator of its own is a union
/// of those that extend it, so they are not included.
fn subtypes(api: &Api, base: TypeId, children: &HashMap<TypeId, Vec<TypeId>>) -> Vec<TypeId> {
    let mut pending = vec![base];
    let mut subtypes: BTreeSet<TypeId> = BTreeSet::new();
    while let Some(base) = pending.pop() {
        for id in children.get(&base).into_iter().flatten() {
            if subtypes.insert(*id) && discriminator(api, *id).is_none() {
                pending.push(*id);
            }
        }
    }
    subtypes.remove(&base);
    subtypes.into_iter().collect()
}

fn base_to_union(api: &mut Api, id: TypeId, discriminator: Discriminator, subtypes: &[TypeId]) {
    let is_taken = |at: &Pointer| api.types.iter().any(|ty| ty.at == *at);
    // A reference can lead to the discriminator as if it were a schema. Each type has a key of its own in the lock.
    let key = match is_taken(&discriminator.at) {
        true => discriminator.at.child("base"),
        false => discriminator.at.clone(),
    };
    let own = add_base_type(api, id, &key);
    let mut variants: Vec<Variant> = Vec::new();
    for variant in subtypes.iter().copied().chain([own]) {
        let at = discriminator.at.child(&name(api, variant));
        let ty = Ref::new(Shape::Named(variant), at.clone());
        variants.push(Variant::new(ty, at));
    }
    let untagged = Some(variants.len() - 1);
    let property = discriminator.property.clone();
    api.ty_mut(id).kind = Kind::Union(Union {
        variants,
        discriminator: Some(discriminator),
        tagging: Tagging::Tagged { property, untagged },
    });
}

fn name(api: &Api, id: TypeId) -> String {
    match &api.ty(id).origin {
        Origin::Component(name) => name.clone(),
        Origin::Nested { step, .. } | Origin::Operation { step, .. } => step.clone(),
    }
}

/// Adds a type with the fields of the base.
fn add_base_type(api: &mut Api, id: TypeId, at: &Pointer) -> TypeId {
    let own = TypeId::new(api.types.len());
    let base = api.ty(id);
    let ty = Type {
        at: at.clone(),
        origin: Origin::Nested {
            owner: id,
            step: "base".to_owned(),
        },
        title: String::new(),
        name: Vec::new(),
        docs: base.docs.clone(),
        null: Null::No,
        kind: base.kind.clone(),
        parents: Vec::new(),
        usage: base.usage,
    };
    api.types.push(ty);
    own
}
