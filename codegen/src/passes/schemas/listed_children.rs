//! Breaks the cycle of a schema whose `oneOf` lists schemas that extend it with `allOf`.
//!
//! The children extend the properties of the parent, not its `oneOf`. If all alternatives extend the parent, they have
//! its properties, so the parent is the union of them.

use crate::diag::Diagnostics;
use crate::ir::{AllOf, Api, Kind, Null, Origin, Shape, Type, TypeId, Union, Usage};
use crate::passes::Context;
use crate::source::Pointer;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    for id in api.ids() {
        match &api.ty(id).kind {
            Kind::Union(union) => {
                for child in children(api, id, union) {
                    extend(api, child, id, None);
                }
            }
            Kind::AllOf(all) => {
                let all = all.clone();
                split(api, id, &all);
            }
            _ => {}
        }
    }
}

/// Moves the properties of a parent to a type of their own, which the children extend.
fn split(api: &mut Api, id: TypeId, all: &AllOf) {
    let unions: Vec<(TypeId, Union)> = all
        .members
        .iter()
        .filter_map(|member| {
            let union = member.named()?;
            match &api.ty(union).kind {
                Kind::Union(found) => Some((union, found.clone())),
                _ => None,
            }
        })
        .collect();
    let mut listed = unions.iter();
    let Some((union_id, union, children)) = listed.find_map(|(union_id, union)| {
        let children = children(api, id, union);
        (!children.is_empty()).then_some((*union_id, union, children))
    }) else {
        return;
    };
    let mut base = all.clone();
    base.members.retain(|member| {
        unions
            .iter()
            .all(|(union, _)| member.named() != Some(*union))
    });
    let base = add_base_type(api, id, base);
    for child in &children {
        extend(api, *child, id, Some(base));
    }
    if children.len() == union.variants.len() && unions.len() == 1 {
        api.ty_mut(id).kind = Kind::Union(union.clone());
        api.ty_mut(union_id).kind = Kind::Dropped;
    }
}

/// The alternatives of a union that extend a type.
fn children(api: &Api, parent: TypeId, union: &Union) -> Vec<TypeId> {
    let extends = |all: &AllOf| {
        let mut members = all.members.iter();
        members.any(|member| *api.behind(member) == Shape::Named(parent))
    };
    let variants = union
        .variants
        .iter()
        .filter_map(|variant| match *api.behind(&variant.ty) {
            Shape::Named(child) if child != parent => Some(child),
            _ => None,
        });
    let is_child = |child: &TypeId| match &api.ty(*child).kind {
        Kind::AllOf(all) => extends(all),
        _ => false,
    };
    variants.filter(is_child).collect()
}

/// Lets a child extend the base instead of the parent, or nothing.
fn extend(api: &mut Api, child: TypeId, parent: TypeId, base: Option<TypeId>) {
    let Kind::AllOf(mut all) = api.ty(child).kind.clone() else {
        return;
    };
    all.members.retain_mut(|member| {
        if *api.behind(member) != Shape::Named(parent) {
            return true;
        }
        if let Some(base) = base {
            member.shape = Shape::Named(base);
        }
        base.is_some()
    });
    api.ty_mut(child).kind = Kind::AllOf(all);
}

fn add_base_type(api: &mut Api, id: TypeId, all: AllOf) -> TypeId {
    let parent = api.ty(id);
    let is_taken = |at: &Pointer| api.types.iter().any(|ty| ty.at == *at);
    // Each type has a key of its own in the lock.
    let mut at = parent.at.child("properties");
    while is_taken(&at) {
        at = at.child("base");
    }
    let base = TypeId::new(api.types.len());
    api.types.push(Type {
        at,
        origin: Origin::Nested {
            owner: id,
            step: "base".to_owned(),
        },
        title: String::new(),
        name: Vec::new(),
        docs: parent.docs.clone(),
        null: Null::No,
        kind: Kind::AllOf(all),
        parents: Vec::new(),
        usage: Usage::default(),
    });
    base
}
