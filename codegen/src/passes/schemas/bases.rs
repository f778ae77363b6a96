//! A base with a discriminator, where it is referred to, is a union of the schemas that are built on it.
//!
//! The base keeps its name as the union; its own members become a type of their own (`PetBase`), the variant for
//! values that are of the base alone. A schema that is added on top of the base is a variant added.

use crate::diag::Diagnostics;
use crate::ir::{
    Api, Discriminator, Kind, Null, Origin, Probe, Ref, Shape, Tagging, Type, TypeId, Union,
    Variant,
};
use crate::passes::Context;
use crate::source::Pointer;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let found: Vec<(TypeId, Discriminator, Vec<TypeId>)> = api
        .ids()
        .filter_map(|id| {
            let discriminator = discriminator(api, id)?.clone();
            let heirs = heirs(api, id);
            (!heirs.is_empty()).then_some((id, discriminator, heirs))
        })
        .collect();
    for (id, discriminator, heirs) in found {
        unite(api, id, discriminator, &heirs);
    }
}

fn discriminator(api: &Api, id: TypeId) -> Option<&Discriminator> {
    match &api.ty(id).kind {
        Kind::Struct(object) => object.discriminator.as_ref(),
        _ => None,
    }
}

/// The components built on a base, directly or by way of others; one with a discriminator of its own stands for
/// those that are built on it.
fn heirs(api: &Api, base: TypeId) -> Vec<TypeId> {
    let mut bases = vec![base];
    let mut heirs: Vec<TypeId> = Vec::new();
    while let Some(base) = bases.pop() {
        for id in api.ids() {
            let ty = api.ty(id);
            let is_heir = ty.parents.contains(&base)
                && matches!(ty.origin, Origin::Component(_))
                && matches!(ty.kind, Kind::Struct(_));
            if is_heir && !heirs.contains(&id) {
                heirs.push(id);
                if discriminator(api, id).is_none() {
                    bases.push(id);
                }
            }
        }
    }
    heirs.retain(|id| *id != base);
    heirs.sort_unstable();
    heirs
}

fn unite(api: &mut Api, id: TypeId, discriminator: Discriminator, heirs: &[TypeId]) {
    let own = own_type(api, id, &discriminator.at);
    let mut variants: Vec<Variant> = Vec::new();
    for heir in heirs.iter().copied().chain([own]) {
        let at = discriminator.at.child(&name(api, heir));
        variants.push(Variant {
            ty: Ref::new(Shape::Named(heir), at.clone()),
            at,
            tags: Vec::new(),
            probe: Probe::Any,
            generality: 0,
        });
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

/// The members of the base, as a type of their own.
fn own_type(api: &mut Api, id: TypeId, at: &Pointer) -> TypeId {
    let own = TypeId::new(api.types.len());
    let base = api.ty(id);
    let ty = Type {
        at: at.clone(),
        origin: Origin::Nested {
            owner: id,
            step: "base".to_owned(),
        },
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
