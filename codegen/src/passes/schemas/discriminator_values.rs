//! The discriminator values of each variant.
//!
//! In: a union of objects and its discriminator. Out: the values of each variant. Guaranteed: no value selects two
//! variants.

use super::discriminating_keys::constants_of;
use crate::ir::{Api, Discriminator, Kind, Literal, Shape, TypeId, Union, Variant};

/// How deep unions of unions are examined. Deeper ones are only known by their schema names.
const MAX_UNION_DEPTH: usize = 8;

/// The values of each variant. A variant has none if earlier variants have all of its values, or if it is an inline
/// schema without constants. `base` is the variant for the fields of the base schema.
pub(super) fn of_variants(
    api: &Api,
    id: TypeId,
    union: &Union,
    discriminator: &Discriminator,
    base: Option<usize>,
) -> Vec<Vec<String>> {
    let mut all = candidates(api, id, union, discriminator, base, MAX_UNION_DEPTH);
    let mut assigned: Vec<String> = Vec::new();
    for tags in &mut all {
        tags.retain(|tag| {
            let is_new = !assigned.contains(tag);
            assigned.push(tag.clone());
            is_new
        });
    }
    all
}

/// The values that could select each variant.
fn candidates(
    api: &Api,
    id: TypeId,
    union: &Union,
    discriminator: &Discriminator,
    base: Option<usize>,
    depth: usize,
) -> Vec<Vec<String>> {
    let allowed: Vec<Vec<String>> = union
        .variants
        .iter()
        .map(|variant| allowed(api, variant, discriminator))
        .collect();
    let variants = union.variants.iter().enumerate();
    let tags = variants.map(|(index, variant)| {
        if base == Some(index) {
            return mapped_or_name(api, &[id], discriminator);
        }
        let inner = nested(api, variant, discriminator, depth);
        let own: Vec<TypeId> = [variant.ty.named(), resolved_id(api, variant)]
            .into_iter()
            .flatten()
            .collect();
        let mut tags = mapped(&own, discriminator);
        if tags.is_empty() && inner.is_empty() && is_unambiguous(&allowed, index) {
            tags.clone_from(&allowed[index]);
        }
        if tags.is_empty() && inner.is_empty() {
            tags = own
                .first()
                .map_or_else(Vec::new, |id| mapped_or_name(api, &[*id], discriminator));
        }
        tags.extend(inner);
        tags
    });
    tags.collect()
}

/// The values of a variant that is a union itself.
fn nested(
    api: &Api,
    variant: &Variant,
    discriminator: &Discriminator,
    depth: usize,
) -> Vec<String> {
    let Some(id) = resolved_id(api, variant).filter(|_| depth > 0) else {
        return Vec::new();
    };
    match &api.ty(id).kind {
        Kind::Union(union) => {
            let own = union.discriminator.as_ref();
            let same = own.filter(|own| own.property == discriminator.property);
            let base = match union.tagging {
                crate::ir::Tagging::Tagged { untagged, .. } => untagged,
                _ => None,
            };
            let tags = candidates(
                api,
                id,
                union,
                same.unwrap_or(discriminator),
                base,
                depth - 1,
            );
            tags.into_iter().flatten().collect()
        }
        _ => Vec::new(),
    }
}

fn resolved_id(api: &Api, variant: &Variant) -> Option<TypeId> {
    match api.behind(&variant.ty) {
        Shape::Named(id) => Some(*id),
        _ => None,
    }
}

/// The values that the mapping assigns to a schema, or else its name (OpenAPI 3.0.4, section 4.8.25.3).
fn mapped_or_name(api: &Api, ids: &[TypeId], discriminator: &Discriminator) -> Vec<String> {
    let mut tags = mapped(ids, discriminator);
    if tags.is_empty() {
        let names = ids.iter().map(|id| api.ty(*id).component_name());
        tags.extend(
            names
                .filter(|name| !name.is_empty())
                .take(1)
                .map(str::to_owned),
        );
    }
    tags
}

fn mapped(ids: &[TypeId], discriminator: &Discriminator) -> Vec<String> {
    let mapping = discriminator.mapping.iter();
    let mapped = mapping.filter(|(_, to)| ids.contains(to));
    mapped.map(|(value, _)| value.clone()).collect()
}

/// The constant values that the schema itself allows for the discriminator property.
fn allowed(api: &Api, variant: &Variant, discriminator: &Discriminator) -> Vec<String> {
    let values = constants_of(api, &variant.ty, &discriminator.property);
    let values = values.unwrap_or_default();
    values.iter().map(Literal::to_string).collect()
}

/// Whether no other variant has any of these values.
fn is_unambiguous(allowed: &[Vec<String>], index: usize) -> bool {
    let others = allowed.iter().enumerate().filter(|(at, _)| *at != index);
    let mut values = others.flat_map(|(_, values)| values);
    !allowed[index].is_empty() && values.all(|value| !allowed[index].contains(value))
}
