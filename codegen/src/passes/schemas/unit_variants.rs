//! Makes the strings of inline enums variants of the union around them: servers write the variants of a Rust enum without
//! content as strings, beside objects for the others.
//!
//! In: unions with inline string enums. Out: a variant for each string. Guaranteed: enums that the lock has as types stay
//! types, and so do those that are declared under a name or used elsewhere.

use super::uses::uses;
use crate::diag::Diagnostics;
use crate::ir::{Api, Enum, Kind, Literal, Origin, Ref, Scalar, Shape, TypeId, Union, Variant};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, _: &mut Diagnostics) {
    let uses = uses(api);
    for id in api.ids() {
        let Kind::Union(union) = &api.ty(id).kind else {
            continue;
        };
        let is_unit = |variant: &Variant| {
            let inner = variant.ty.named()?;
            let is_free = uses.get(&inner) == Some(&1)
                && !context
                    .lock
                    .types
                    .contains_key(&api.ty(inner).at.to_string());
            let values = inline_strings(api, id, inner).filter(|_| is_free)?;
            Some((inner, values.clone()))
        };
        let units: Vec<_> = union.variants.iter().map(is_unit).collect();
        if units.iter().all(Option::is_none) || union.discriminator.is_some() {
            continue;
        }
        let mut union = union.clone();
        let dropped: Vec<TypeId> = units.iter().flatten().map(|(inner, _)| *inner).collect();
        replace(&mut union, units);
        for inner in dropped {
            api.ty_mut(inner).kind = Kind::Dropped;
        }
        api.ty_mut(id).kind = Kind::Union(union);
    }
}

/// The values of an enum of strings that is declared inside a union.
fn inline_strings(api: &Api, union: TypeId, id: TypeId) -> Option<&Enum> {
    let ty = api.ty(id);
    match (&ty.kind, &ty.origin) {
        (Kind::Enum(values), Origin::Nested { owner, .. }) if *owner == union => {
            values.is_string().then_some(values)
        }
        _ => None,
    }
}

/// Replaces the variants that are enums by those of their values. A value that two enums have is one variant.
fn replace(union: &mut Union, units: Vec<Option<(TypeId, Enum)>>) {
    let mut variants: Vec<Variant> = Vec::new();
    for (variant, unit) in std::mem::take(&mut union.variants).into_iter().zip(units) {
        let Some((_, values)) = unit else {
            variants.push(variant);
            continue;
        };
        for value in values.values {
            let is_known = |known: &Variant| {
                let known = known.unit.as_ref();
                known.is_some_and(|known| known.literal == value.literal)
            };
            let Literal::String(text) = &value.literal else {
                continue;
            };
            if variants.iter().any(is_known) {
                continue;
            }
            let string = Ref::new(Shape::Scalar(Scalar::String), variant.at.clone());
            variants.push(Variant {
                key: text.clone(),
                unit: Some(value),
                ..Variant::new(string, variant.at.clone())
            });
        }
    }
    union.variants = variants;
}
