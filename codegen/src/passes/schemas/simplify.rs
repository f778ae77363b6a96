//! A choice of one, or an `allOf` of one, is that one; so is a choice of several that are all the same in Rust.

use std::collections::HashMap;

use super::intersection::same_shape;
use crate::diag::Diagnostics;
use crate::ir::{
    AdditionalProperties, Api, Kind, Null, Origin, Ref, Scalar, Shape, Struct, TypeId, Union,
};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let mut folded: HashMap<TypeId, Ref> = HashMap::new();
    for id in api.ids() {
        unite(api, id);
        let Some(only) = only(api, id) else {
            continue;
        };
        let ty = api.ty_mut(id);
        if matches!(ty.origin, Origin::Component(_)) {
            ty.kind = Kind::Alias(only);
        } else {
            ty.kind = Kind::Dropped;
            folded.insert(id, only);
        }
    }
    replace(api, &folded);
}

/// Inline types that are only another name for something: the name says no more than the path to it.
pub(super) fn inline_aliases(api: &mut Api) {
    let mut folded: HashMap<TypeId, Ref> = HashMap::new();
    for id in api.ids() {
        let ty = api.ty_mut(id);
        if let (Kind::Alias(target), Origin::Nested { .. } | Origin::Operation { .. }) =
            (&ty.kind, &ty.origin)
        {
            folded.insert(id, target.clone());
            ty.kind = Kind::Dropped;
        }
    }
    replace(api, &folded);
}

fn replace(api: &mut Api, folded: &HashMap<TypeId, Ref>) {
    let mut replace = |edge: &mut Ref| {
        // An inline choice of one may hold another one: as deep as the document nests.
        while let Shape::Named(id) = edge.shape
            && let Some(only) = folded.get(&id)
        {
            edge.shape = only.shape.clone();
            edge.null = edge.null.or(only.null);
            edge.rules.extend(only.rules.iter().cloned());
        }
    };
    api.each_edge_mut(&mut replace);
}

/// Alternatives that have the same Rust type are one.
fn unite(api: &mut Api, id: TypeId) {
    let Kind::Union(union) = &api.ty(id).kind else {
        return;
    };
    let mut kept: Vec<usize> = Vec::new();
    let mut null = Null::No;
    for (index, variant) in union.variants.iter().enumerate() {
        let same =
            |other: &&usize| same_shape(&union.variants[**other].ty.shape, &variant.ty.shape);
        null = null.or(variant.ty.null);
        if !kept.iter().any(|other| same(&other)) {
            kept.push(index);
        }
    }
    if kept.len() == union.variants.len() {
        return;
    }
    if let Kind::Union(union) = &mut api.ty_mut(id).kind {
        let mut index = 0;
        union.variants.retain_mut(|variant| {
            // What only one of them asks for is asked of none.
            variant.ty.rules.clear();
            index += 1;
            kept.contains(&(index - 1))
        });
        if let [only] = union.variants.as_mut_slice() {
            only.ty.null = null;
        }
    }
}

/// The one schema that this type comes down to.
fn only(api: &Api, id: TypeId) -> Option<Ref> {
    match &api.ty(id).kind {
        Kind::AllOf(all) => match all.only_member() {
            Some(part) if is_bare(&all.own) && !is_base(api, part) => {
                let mut part = part.clone();
                part.rules.extend(all.rules.iter().cloned());
                Some(part)
            }
            _ => None,
        },
        Kind::Union(union) => match union.variants.as_slice() {
            [variant] => Some(variant.ty.clone()),
            _ => open_enum(api, union),
        },
        _ => None,
    }
}

fn is_bare(own: &Struct) -> bool {
    own.fields.is_empty()
        && own.required_elsewhere.is_empty()
        && own.discriminator.is_none()
        && matches!(own.additional_properties, AdditionalProperties::Ignored)
}

/// Whether a schema tells by a discriminator what is built on it: then even an `allOf` of that alone is one of them.
fn is_base(api: &Api, part: &Ref) -> bool {
    let Shape::Named(id) = api.behind(part) else {
        return false;
    };
    match &api.ty(*id).kind {
        Kind::Struct(object) => object.discriminator.is_some(),
        Kind::AllOf(all) => all.own.discriminator.is_some(),
        _ => false,
    }
}

/// An enum beside any text is that enum, since enums are open.
fn open_enum(api: &Api, union: &Union) -> Option<Ref> {
    let mut only = None;
    for variant in &union.variants {
        match api.behind(&variant.ty) {
            Shape::Scalar(Scalar::String | Scalar::Binary) => {}
            Shape::Named(id) => match &api.ty(*id).kind {
                Kind::Enum(values) if values.is_string() && only.is_none() => {
                    only = Some(variant.ty.clone());
                }
                _ => return None,
            },
            _ => return None,
        }
    }
    only
}
