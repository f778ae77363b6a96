//! Replaces trivial compositions: a union or `allOf` of one schema becomes that schema, and so does a union whose
//! alternatives all have the same Rust type.

use std::collections::{HashMap, HashSet};

use super::equal_variants::{has_equal_variants, merge_equal_variants};
use super::merged_alternatives::represent;
use super::only_alternatives::OnlyAlternatives;
use crate::diag::Diagnostics;
use crate::ir::{
    AdditionalProperties, Api, Kind, Null, Origin, OtherStrings, Ref, Scalar, Shape, Struct,
    TypeId, Union, Variant,
};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    simplify(api, context, diags);
    // Lists of types that are replaced now may be lists of one type. Each round removes a variant.
    while api.ids().any(|id| has_equal_variants(api, id)) {
        simplify(api, context, diags);
    }
}

fn simplify(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let mut inlined: HashMap<TypeId, Ref> = HashMap::new();
    let mut only_alternatives = OnlyAlternatives::default();
    for id in api.ids() {
        merge_equal_variants(api, id, context, diags);
        while only_alternatives.take_over(api, id, context, &mut inlined) {
            merge_equal_variants(api, id, context, diags);
        }
        let only = only_schema(api, id, context);
        let Some(only) = only.or_else(|| enum_or_string(api, id, diags)) else {
            continue;
        };
        only_alternatives.add(api, id);
        let ty = api.ty_mut(id);
        if matches!(ty.origin, Origin::Component(_)) {
            ty.kind = Kind::Alias(only);
        } else if !reaches(&only, id, &inlined) {
            ty.kind = Kind::Dropped;
            inlined.insert(id, only);
        }
    }
    only_alternatives.apply(api);
    take_over_members(api, &mut inlined);
    replace_edges(api, &inlined);
}

/// Makes components that are one schema declared inside them this schema: it has no name of its own.
fn take_over_members(api: &mut Api, inlined: &mut HashMap<TypeId, Ref>) {
    for id in api.ids() {
        let Kind::Alias(only) = &api.ty(id).kind else {
            continue;
        };
        let Some(member) = only.named().filter(|_| only.rules.is_empty()) else {
            continue;
        };
        let is_plain = only.null == Null::No && only.other_strings == OtherStrings::Undeclared;
        let ty = api.ty(member);
        let is_inside = matches!(ty.origin, Origin::Nested { owner, .. } if owner == id);
        if !is_plain || !is_inside || matches!(ty.kind, Kind::Alias(_) | Kind::Dropped) {
            continue;
        }
        let docs = ty.docs.clone();
        let null = ty.null;
        let kind = std::mem::replace(&mut api.ty_mut(member).kind, Kind::Dropped);
        let edge = Ref::new(Shape::Named(id), api.ty(id).at.clone());
        inlined.insert(member, edge);
        let ty = api.ty_mut(id);
        ty.kind = kind;
        ty.null = ty.null.or(null);
        if ty.docs.text().is_empty() {
            ty.docs = docs;
        }
    }
}

/// Inlines aliases that are not components: their names would only repeat the path to them.
pub(super) fn inline_aliases(api: &mut Api) {
    let mut inlined: HashMap<TypeId, Ref> = HashMap::new();
    for id in api.ids() {
        let ty = api.ty_mut(id);
        if let (Kind::Alias(target), Origin::Nested { .. } | Origin::Operation { .. }) =
            (&ty.kind, &ty.origin)
            && !reaches(target, id, &inlined)
        {
            inlined.insert(id, target.clone());
            ty.kind = Kind::Dropped;
        }
    }
    replace_edges(api, &inlined);
}

/// Whether a schema contains a type, after inlining. Such a type can't be inlined: it would contain itself without end.
fn reaches(schema: &Ref, id: TypeId, inlined: &HashMap<TypeId, Ref>) -> bool {
    let mut pending = vec![schema];
    let mut visited = HashSet::new();
    while let Some(schema) = pending.pop() {
        match &schema.shape {
            Shape::Named(named) if *named == id => return true,
            Shape::Named(named) if visited.insert(*named) => pending.extend(inlined.get(named)),
            Shape::List(inner) | Shape::Map(inner) => pending.push(inner),
            Shape::Tuple(items) => pending.extend(items),
            Shape::Named(_) | Shape::Scalar(_) | Shape::Any => {}
        }
    }
    false
}

fn replace_edges(api: &mut Api, inlined: &HashMap<TypeId, Ref>) {
    let mut replace = |edge: &mut Ref| {
        // The replacement may be inlined itself; the nesting of the document limits the loop.
        while let Shape::Named(id) = edge.shape
            && let Some(only) = inlined.get(&id)
        {
            edge.shape = only.shape.clone();
            edge.null = edge.null.or(only.null);
            edge.formats.clone_from(&only.formats);
            edge.rules.extend(only.rules.iter().cloned());
            if only.other_strings == OtherStrings::Declared {
                edge.other_strings = OtherStrings::Declared;
            }
        }
    };
    api.each_edge_mut(&mut replace);
}

/// The schema that a type is equivalent to. Returns `None` if it is a composition of several.
fn only_schema(api: &Api, id: TypeId, context: &Context<'_>) -> Option<Ref> {
    match &api.ty(id).kind {
        Kind::AllOf(all) => match all.only_member() {
            Some(member)
                if is_empty(&all.own)
                    && !has_discriminator(api, member)
                    && adds_nothing(api, all.beside.as_ref(), member) =>
            {
                let mut member = member.clone();
                member.rules.extend(all.rules.iter().cloned());
                Some(member)
            }
            _ => None,
        },
        Kind::Union(union) => match union.variants.as_slice() {
            [_] if is_tagged(api, id, union, context) => None,
            [variant] => Some(variant.ty.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a component with one alternative names it by a discriminator: more will be added. One that the lock has as an
/// alias remains one.
fn is_tagged(api: &Api, id: TypeId, union: &Union, context: &Context<'_>) -> bool {
    let ty = api.ty(id);
    let is_component = matches!(ty.origin, Origin::Component(_));
    let mapping = union.discriminator.iter().flat_map(|it| &it.mapping);
    let mut mapped = mapping.map(|(_, id)| *id);
    let is_alias = || context.lock.targets.contains_key(&ty.at.to_string());
    let is_mapped = |variant: &Variant| {
        let named = variant.ty.named();
        api.is_object(&variant.ty) && named.is_some_and(|id| mapped.any(|mapped| mapped == id))
    };
    is_component && union.variants.iter().all(is_mapped) && !is_alias()
}

/// Whether the type beside a schema adds nothing to it: `type: object` beside a schema of objects.
fn adds_nothing(api: &Api, beside: Option<&Ref>, member: &Ref) -> bool {
    let Some(beside) = beside else { return true };
    let is_all_of = || {
        member
            .named()
            .is_some_and(|id| matches!(api.ty(id).kind, Kind::AllOf(_)))
    };
    beside.is_untyped_map() && (api.is_object(member) || is_all_of())
}

/// Whether the variants of a union are types without a name, as in a list of types.
pub(super) fn is_of_types(union: &Union) -> bool {
    let is_plain = |ty: &Ref| match &ty.shape {
        Shape::Named(_) | Shape::Any => false,
        Shape::Map(_) => ty.is_untyped_map(),
        Shape::Scalar(_) | Shape::List(_) | Shape::Tuple(_) => true,
    };
    union.variants.iter().all(|variant| is_plain(&variant.ty))
}

fn is_empty(own: &Struct) -> bool {
    own.fields.is_empty()
        && own.required_elsewhere.is_empty()
        && own.discriminator.is_none()
        && matches!(own.additional_properties, AdditionalProperties::Ignored)
}

/// Whether a schema is a base with a discriminator. Then an `allOf` of it alone is one of the schemas that extend it.
fn has_discriminator(api: &Api, member: &Ref) -> bool {
    let Shape::Named(id) = api.behind(member) else {
        return false;
    };
    match &api.ty(*id).kind {
        Kind::Struct(object) => object.discriminator.is_some(),
        Kind::AllOf(all) => all.own.discriminator.is_some(),
        _ => false,
    }
}

/// The enum of a union of an enum and strings: enums accept other strings anyway. Returns `None` for other unions.
fn enum_or_string(api: &mut Api, id: TypeId, diags: &mut Diagnostics) -> Option<Ref> {
    let Kind::Union(union) = &api.ty(id).kind else {
        return None;
    };
    let mut only = None;
    let mut strings = Vec::new();
    for variant in &union.variants {
        match api.behind(&variant.ty) {
            Shape::Scalar(Scalar::String | Scalar::Binary) => strings.push(variant.clone()),
            Shape::Named(id) => match &api.ty(*id).kind {
                Kind::Enum(values) if values.is_string() && only.is_none() => {
                    only = Some(variant.clone());
                }
                _ => return None,
            },
            _ => return None,
        }
    }
    let mut only = only.filter(|_| !strings.is_empty())?;
    represent(api, &only.ty, &only.at, &only.ty.rules, diags);
    for string in strings {
        represent(api, &string.ty, &string.at, &[], diags);
    }
    only.ty.other_strings = OtherStrings::Declared;
    Some(only.ty)
}
