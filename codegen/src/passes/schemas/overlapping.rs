//! Keeps the properties of values that match several alternatives of an `anyOf`.
//!
//! A value is decoded as one variant. If it can match another alternative as well, the properties of that one are
//! collected as additional properties, so that they are not lost when the value is sent back.

use std::collections::BTreeSet;

use crate::ir::{
    AdditionalProperties, Api, Kind, Literal, Probe, Ref, Shape, Struct, TypeId, Union, Variant,
};

/// Makes the variants of all `anyOf`s collect the properties that only other alternatives declare. If such a union is part
/// of an object, the object collects them, since its own properties are undeclared in the variants.
pub(super) fn collect_properties(api: &mut Api) {
    let (mut flattened, mut losing) = (BTreeSet::new(), BTreeSet::new());
    for id in api.ids() {
        let Kind::Struct(object) = &api.ty(id).kind else {
            continue;
        };
        let parts = object.flattened.iter().map(|part| api.behind(&part.ty));
        let unions = parts.filter_map(|shape| match shape {
            Shape::Named(id) => Some(*id),
            _ => None,
        });
        let unions: Vec<TypeId> = unions.collect();
        let loses = |id: &TypeId| match &api.ty(*id).kind {
            Kind::Union(union) => !losing_variants(api, union).is_empty(),
            _ => false,
        };
        if unions.iter().any(loses) {
            losing.insert(id);
        }
        flattened.extend(unions);
    }
    for id in api.ids().filter(|id| !flattened.contains(id)) {
        if let Kind::Union(union) = &api.ty(id).kind {
            losing.extend(losing_variants(api, union));
        }
    }
    for id in losing {
        let ty = api.ty_mut(id);
        let any = Ref::new(Shape::Any, ty.at.child("additionalProperties"));
        if let Kind::Struct(object) = &mut ty.kind
            && matches!(object.additional_properties, AdditionalProperties::Ignored)
        {
            object.additional_properties = AdditionalProperties::Collected(any);
        }
    }
}

/// The variants that do not declare all properties of another variant that can match the same value.
fn losing_variants(api: &Api, union: &Union) -> Vec<TypeId> {
    let is_any_of = |variant: &&Variant| {
        let keyword = variant.at.parent();
        keyword.is_some_and(|keyword| keyword.last().as_deref() == Some("anyOf"))
    };
    let objects: Vec<_> = union
        .variants
        .iter()
        .filter(is_any_of)
        .filter_map(|variant| {
            let Shape::Named(id) = *api.behind(&variant.ty) else {
                return None;
            };
            Some((id, api.object(&variant.ty)?, &variant.probe))
        })
        .collect();
    let loses = |(_, object, probe): &&(TypeId, &Struct, &Probe)| {
        let collects = matches!(object.additional_properties, AdditionalProperties::Ignored);
        let others = || {
            objects
                .iter()
                .filter(|(_, _, other)| can_both_match(probe, other))
        };
        collects
            && object.flattened.is_empty()
            && others().any(|(_, other, _)| !declares_all(object, other))
    };
    objects.iter().filter(loses).map(|(id, ..)| *id).collect()
}

fn declares_all(object: &Struct, other: &Struct) -> bool {
    let declares = |name: &str| object.fields.iter().any(|field| field.wire == name);
    other.fields.iter().all(|field| declares(&field.wire))
}

/// Whether no constant distinguishes two variants. A property that may be missing doesn't: a value without it can match
/// both.
fn can_both_match(one: &Probe, other: &Probe) -> bool {
    let (
        Probe::Object {
            constants: ones,
            required,
            ..
        },
        Probe::Object {
            constants: others,
            required: required_by_other,
            ..
        },
    ) = (one, other)
    else {
        return false;
    };
    let values = |all: &[(String, Vec<Literal>)], property: &str| {
        let found = all.iter().find(|(name, _)| name == property);
        found.map(|(_, values)| values.clone())
    };
    let is_required =
        |property: &String| required.contains(property) || required_by_other.contains(property);
    let distinguishes = |own: &(String, Vec<Literal>), all: &[(String, Vec<Literal>)]| {
        let (property, own) = own;
        let is_other = match values(all, property) {
            Some(other) => !own.iter().any(|value| other.contains(value)),
            None => own.len() == 1,
        };
        is_other && is_required(property)
    };
    let is_distinguished = ones.iter().any(|own| distinguishes(own, others))
        || others.iter().any(|own| distinguishes(own, ones));
    !is_distinguished
}
