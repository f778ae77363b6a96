//! Finds the tag of a union without a discriminator: a required property with another constant string in each alternative.

use crate::ir::{Api, Kind, Literal, Null, Presence, Struct, Tagging, Union, Variant};
use crate::passes::schemas::discriminating_keys::constants;

/// The usual names of tags, which are preferred.
const USUAL: [&str; 2] = ["type", "kind"];

pub(super) fn infer(api: &Api, union: &mut Union) {
    if union.tagging != Tagging::Probed || union.discriminator.is_some() || union.variants.len() < 2
    {
        return;
    }
    let objects = union.variants.iter().map(|variant| object(api, variant));
    let Some(objects) = objects.collect::<Option<Vec<&Struct>>>() else {
        return;
    };
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    for field in &objects[0].fields {
        let tags = objects
            .iter()
            .map(|object| constant(api, object, &field.wire));
        if let Some(tags) = tags.collect::<Option<Vec<String>>>()
            && is_distinct(&tags)
        {
            found.push((&field.wire, tags));
        }
    }
    let rank = |name: &str| USUAL.iter().position(|usual| *usual == name);
    found.sort_by_key(|(name, _)| (rank(name).unwrap_or(USUAL.len()), *name));
    let Some((property, tags)) = found.into_iter().next() else {
        return;
    };
    let property = property.to_owned();
    for (variant, tag) in union.variants.iter_mut().zip(tags) {
        variant.tags = vec![tag];
    }
    union.tagging = Tagging::Tagged {
        property,
        untagged: None,
    };
}

/// The struct that a variant refers to itself.
fn object<'a>(api: &'a Api, variant: &Variant) -> Option<&'a Struct> {
    let id = variant.ty.named().filter(|_| variant.ty.null == Null::No)?;
    match &api.ty(id).kind {
        Kind::Struct(object) if variant.unit.is_none() => Some(object),
        _ => None,
    }
}

/// The only string that a required property can be.
fn constant(api: &Api, object: &Struct, property: &str) -> Option<String> {
    let mut fields = object.fields.iter();
    let field = fields.find(|field| field.wire == property)?;
    let is_required = field.presence == Presence::Required && field.ty.null == Null::No;
    match constants(api, &field.ty)
        .filter(|_| is_required)?
        .as_slice()
    {
        [Literal::String(only)] => Some(only.clone()),
        _ => None,
    }
}

fn is_distinct(tags: &[String]) -> bool {
    let mut tags = tags.iter().enumerate();
    let all = tags.clone();
    !tags.any(|(index, tag)| all.clone().any(|(at, other)| at < index && other == tag))
}
