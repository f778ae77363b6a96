//! Keeps the properties of values that match several alternatives of an `anyOf`.
//!
//! A value is decoded as one variant. If it can match another alternative as well, the properties of that one are
//! collected as additional properties, so that they are not lost when the value is sent back. Unions inside of unions count
//! as their alternatives. If a union is part of an object, the object collects what neither it nor its parts declare.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::discriminating_keys::probe_of;
use crate::ir::{
    AdditionalProperties, Api, Kind, Literal, Probe, Ref, Shape, Struct, Tagging, TypeId, Union,
    Variant,
};

/// How deep the parts of parts are examined.
const MAX_DEPTH: usize = 3;

/// How many properties and pairs of alternatives are examined. After that, all alternatives collect, so that documents
/// with unions inside of unions inside of unions end.
const MAX_EFFORT: usize = 4_000_000;

/// How often objects inside of unions that are parts of objects are looked for. Deeper ones collect for themselves.
const MAX_ROUNDS: usize = 8;

/// Makes the variants of all `anyOf`s, and the objects that have unions as parts, collect undeclared properties where they
/// would be lost.
pub(super) fn collect_properties(api: &mut Api) {
    let losing = losing_variants(api);
    let inline = inline_parts(api);
    let of_others = losing.iter().filter(|(union, _)| !inline.contains(union));
    let collecting: BTreeSet<TypeId> = of_others.flat_map(|(_, ids)| ids.clone()).collect();
    collecting.into_iter().for_each(|id| collect(api, id));
    // An object may be an alternative of a union that is part of another one.
    for _ in 0..MAX_ROUNDS {
        let objects = api.ids().filter(|id| must_collect(api, *id, &losing));
        let objects: Vec<TypeId> = objects.collect();
        if objects.is_empty() {
            return;
        }
        objects.into_iter().for_each(|id| collect(api, id));
    }
}

/// Makes an object collect undeclared properties.
fn collect(api: &mut Api, id: TypeId) {
    let ty = api.ty_mut(id);
    let any = Ref::new(Shape::Any, ty.at.child("additionalProperties"));
    if let Kind::Struct(object) = &mut ty.kind
        && !collects(object)
    {
        object.additional_properties = AdditionalProperties::Collected(any);
    }
}

fn collects(object: &Struct) -> bool {
    matches!(
        object.additional_properties,
        AdditionalProperties::Collected(_)
    )
}

/// Whether an object has a part that loses properties, or that would collect those of the object.
fn must_collect(api: &Api, id: TypeId, losing: &BTreeMap<TypeId, BTreeSet<TypeId>>) -> bool {
    let Kind::Struct(object) = &api.ty(id).kind else {
        return false;
    };
    let mut parts = object.flattened.iter();
    !collects(object)
        && parts.any(|part| {
            let leaves = leaves(api, &part.ty).into_iter();
            let mut objects = leaves.filter_map(|leaf| api.object(leaf));
            let named = named(api, &part.ty);
            named.is_some_and(|id| losing.contains_key(&id)) || objects.any(collects)
        })
}

/// The unions that are declared where they are part of an object, and so are used there only.
fn inline_parts(api: &Api) -> BTreeSet<TypeId> {
    let objects = api.types.iter().filter_map(|ty| match &ty.kind {
        Kind::Struct(object) => Some(object),
        _ => None,
    });
    let parts = objects.flat_map(|object| &object.flattened);
    let unions = parts.filter_map(|part| named(api, &part.ty));
    unions
        .filter(|id| api.ty(*id).component_name().is_empty())
        .collect()
}

fn named(api: &Api, edge: &Ref) -> Option<TypeId> {
    match api.behind(edge) {
        Shape::Named(id) => Some(*id),
        _ => None,
    }
}

/// The alternatives of a union, and of the unions among them, each once.
fn leaves<'a>(api: &'a Api, edge: &'a Ref) -> Vec<&'a Ref> {
    let (mut leaves, mut pending) = (Vec::new(), vec![edge]);
    let mut visited = BTreeSet::new();
    while let Some(edge) = pending.pop() {
        let id = named(api, edge);
        if id.is_some_and(|id| !visited.insert(id)) {
            continue;
        }
        match id.map(|id| &api.ty(id).kind) {
            Some(Kind::Union(union)) => {
                let variants = union.variants.iter().rev();
                pending.extend(variants.map(|variant| &variant.ty));
            }
            _ => leaves.push(edge),
        }
    }
    leaves
}

/// An object among the alternatives of a union.
struct Leaf {
    id: TypeId,
    /// The index of the alternative that it is, or that it is in.
    alternative: usize,
    probe: Probe,
    /// The properties that each of its values declares.
    certain: BTreeSet<String>,
    /// The properties that some of its values declare.
    possible: BTreeSet<String>,
}

/// The variants that do not declare all properties of another variant that can match the same value, by their union.
fn losing_variants(api: &Api) -> BTreeMap<TypeId, BTreeSet<TypeId>> {
    let effort = Effort(Cell::new(MAX_EFFORT));
    let unions = api.ids().filter_map(|id| match &api.ty(id).kind {
        Kind::Union(union) => Some((id, losing_variants_of(api, union, &effort))),
        _ => None,
    });
    unions.filter(|(_, losing)| !losing.is_empty()).collect()
}

/// What is left of [`MAX_EFFORT`].
struct Effort(Cell<usize>);

impl Effort {
    /// Returns `false` if too much was examined.
    fn spend(&self, amount: usize) -> bool {
        self.0.set(self.0.get().saturating_sub(amount.max(1)));
        self.0.get() > 0
    }
}

fn losing_variants_of(api: &Api, union: &Union, effort: &Effort) -> BTreeSet<TypeId> {
    let is_any_of = |variant: &Variant| {
        let keyword = variant.at.parent();
        keyword.is_some_and(|keyword| keyword.last().as_deref() == Some("anyOf"))
    };
    // The tag decides.
    if matches!(union.tagging, Tagging::Tagged { .. }) || !union.variants.iter().any(is_any_of) {
        return BTreeSet::new();
    }
    let mut leaves: Vec<Leaf> = Vec::new();
    for (alternative, variant) in union.variants.iter().enumerate() {
        if is_any_of(variant) {
            leaves.extend(leaves_of(api, alternative, variant, effort));
        }
    }
    let loses = |leaf: &&Leaf| {
        leaves.iter().any(|other| {
            let is_known = effort.spend(1);
            other.alternative != leaf.alternative
                && (!is_known
                    || (!other.possible.is_subset(&leaf.certain)
                        && can_both_match(&leaf.probe, &other.probe)))
        })
    };
    leaves.iter().filter(loses).map(|leaf| leaf.id).collect()
}

fn leaves_of(api: &Api, alternative: usize, variant: &Variant, effort: &Effort) -> Vec<Leaf> {
    let leaves = leaves(api, &variant.ty).into_iter().filter_map(|edge| {
        let (id, object) = (named(api, edge)?, api.object(edge)?);
        let is_variant = std::ptr::eq(edge, &variant.ty);
        let (mut certain, mut possible) = (BTreeSet::new(), BTreeSet::new());
        let sets = (&mut certain, &mut possible);
        add_properties(api, object, MAX_DEPTH, sets, effort);
        Some(Leaf {
            id,
            alternative,
            // That of the variant considers the discriminator.
            probe: match is_variant {
                true => variant.probe.clone(),
                false => probe_of(api, edge),
            },
            certain,
            possible,
        })
    });
    leaves.collect()
}

/// Adds the properties that each value of an object declares, and those that some values declare.
fn add_properties(
    api: &Api,
    object: &Struct,
    depth: usize,
    (certain, possible): (&mut BTreeSet<String>, &mut BTreeSet<String>),
    effort: &Effort,
) {
    if !effort.spend(object.fields.len()) || depth == 0 {
        return;
    }
    for field in &object.fields {
        certain.insert(field.wire.clone());
        possible.insert(field.wire.clone());
    }
    for part in &object.flattened {
        let mut common: Option<BTreeSet<String>> = None;
        for leaf in leaves(api, &part.ty) {
            let mut own = BTreeSet::new();
            if let Some(object) = api.object(leaf) {
                add_properties(api, object, depth - 1, (&mut own, possible), effort);
            }
            common = Some(match common {
                Some(common) => common.intersection(&own).cloned().collect(),
                None => own,
            });
        }
        certain.extend(common.unwrap_or_default());
    }
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
        // An object whose schema does not declare the property can have it all the same.
        let others = values(all, property);
        let is_other = |others: Vec<Literal>| !own.iter().any(|value| others.contains(value));
        others.is_some_and(is_other) && is_required(property)
    };
    let is_distinguished = ones.iter().any(|own| distinguishes(own, others))
        || others.iter().any(|own| distinguishes(own, ones));
    !is_distinguished
}
