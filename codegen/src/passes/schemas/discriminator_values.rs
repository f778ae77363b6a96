//! Which values of a discriminator mean which variant.
//!
//! In: a union of objects and its discriminator. Out: the values of each variant. Guaranteed: no value means two.

use super::discriminating_keys::constants_of;
use crate::ir::{Api, Discriminator, Kind, Literal, Origin, Shape, TypeId, Union, Variant};

/// Unions that hold unions: those further in are known by their names alone.
const DEEPEST: usize = 8;

/// The values of each variant; none where they all mean an earlier one, or nothing stands for it.
pub(super) fn of_variants(
    api: &Api,
    id: TypeId,
    union: &Union,
    discriminator: &Discriminator,
    base: Option<usize>,
) -> Vec<Vec<String>> {
    let mut all = found(api, id, union, discriminator, base, DEEPEST);
    let mut given: Vec<String> = Vec::new();
    for tags in &mut all {
        tags.retain(|tag| {
            let new = !given.contains(tag);
            given.push(tag.clone());
            new
        });
    }
    all
}

fn found(
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
            return named(api, &[id], discriminator);
        }
        let inner = nested(api, variant, discriminator, depth);
        let own: Vec<TypeId> = [variant.ty.named(), behind(api, variant)]
            .into_iter()
            .flatten()
            .collect();
        let mut tags = mapped(&own, discriminator);
        if tags.is_empty() && inner.is_empty() && stands_alone(&allowed, index) {
            tags.clone_from(&allowed[index]);
        }
        if tags.is_empty() && inner.is_empty() {
            tags = own
                .first()
                .map_or_else(Vec::new, |id| named(api, &[*id], discriminator));
        }
        tags.extend(inner);
        tags
    });
    tags.collect()
}

/// The values of a variant that is a union by the same member.
fn nested(
    api: &Api,
    variant: &Variant,
    discriminator: &Discriminator,
    depth: usize,
) -> Vec<String> {
    let Some(id) = behind(api, variant).filter(|_| depth > 0) else {
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
            let tags = found(
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

fn behind(api: &Api, variant: &Variant) -> Option<TypeId> {
    match api.behind(&variant.ty) {
        Shape::Named(id) => Some(*id),
        _ => None,
    }
}

/// The values that the mapping gives to a schema, else its name (OpenAPI 3.0.4, section 4.8.25.3).
fn named(api: &Api, ids: &[TypeId], discriminator: &Discriminator) -> Vec<String> {
    let mut tags = mapped(ids, discriminator);
    if tags.is_empty() {
        tags.extend(ids.iter().find_map(|id| match &api.ty(*id).origin {
            Origin::Component(name) => Some(name.clone()),
            Origin::Nested { .. } | Origin::Operation { .. } => None,
        }));
    }
    tags
}

fn mapped(ids: &[TypeId], discriminator: &Discriminator) -> Vec<String> {
    let mapping = discriminator.mapping.iter();
    let mapped = mapping.filter(|(_, to)| ids.contains(to));
    mapped.map(|(value, _)| value.clone()).collect()
}

/// The values that the schema itself allows for the member.
fn allowed(api: &Api, variant: &Variant, discriminator: &Discriminator) -> Vec<String> {
    let values = constants_of(api, &variant.ty, &discriminator.property);
    let values = values.unwrap_or_default();
    values.iter().map(Literal::to_string).collect()
}

/// Whether no other variant has any of these values.
fn stands_alone(allowed: &[Vec<String>], index: usize) -> bool {
    let others = allowed.iter().enumerate().filter(|(at, _)| *at != index);
    let mut values = others.flat_map(|(_, values)| values);
    !allowed[index].is_empty() && values.all(|value| !allowed[index].contains(value))
}
