//! Merges alternatives that have the same Rust type: the variant admits all values that one of them admits.

use std::collections::HashMap;

use super::intersection::same_shape;
use super::merged_alternatives::report_unchecked;
use crate::config::CrateConfig;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Null, OtherStrings, Ref, Rule, Shape, TypeId, Union};
use crate::passes::Context;

/// Whether alternatives of a union have the same Rust type.
pub(super) fn has_equal_variants(api: &Api, id: TypeId) -> bool {
    match &api.ty(id).kind {
        Kind::Union(union) => equal_variants(union).len() != union.variants.len(),
        _ => false,
    }
}

/// Merges the alternatives of a union that have the same Rust type. Of lists, maps and tuples, the types inside are merged,
/// too.
pub(super) fn merge_equal_variants(
    api: &mut Api,
    id: TypeId,
    context: &Context<'_>,
    diags: &mut Diagnostics,
) {
    let Kind::Union(union) = &api.ty(id).kind else {
        return;
    };
    let groups = equal_variants(union);
    if groups.len() == union.variants.len() {
        return;
    }
    let mut union = union.clone();
    let variants = std::mem::take(&mut union.variants);
    let null = variants
        .iter()
        .fold(Null::No, |null, it| null.or(it.ty.null));
    for group in groups {
        let mut merged = variants[group[0]].clone();
        let members = || group.iter().map(|index| &variants[*index]);
        for member in members().skip(1) {
            widen(&mut merged.ty, &member.ty, context.config);
        }
        if group.len() > 1 {
            // An alternative without other constraints has the values of all.
            let has_all = members().any(|member| unchecked(&member.ty, &merged.ty).is_empty());
            for member in members() {
                for (edge, rule) in unchecked(&member.ty, &merged.ty) {
                    let is_whole = std::ptr::eq(edge, &member.ty);
                    let at = if is_whole { &member.at } else { &edge.at };
                    if !has_all {
                        report_unchecked(rule, at, diags);
                    }
                }
                api.represented.push(member.at.clone());
            }
        }
        union.variants.push(merged);
    }
    if let [only] = union.variants.as_mut_slice() {
        only.ty.null = null;
    }
    api.ty_mut(id).kind = Kind::Union(union);
}

/// Makes an edge admit the values of another one that has the same Rust type.
fn widen(edge: &mut Ref, other: &Ref, config: &CrateConfig) {
    edge.rules.retain(|rule| other.rules.contains(rule));
    // A value of one of the schemas may lack the format of the other one.
    edge.formats.retain(|format| other.formats.contains(format));
    // A type of the user for one of them is not that of both.
    if config.own_types.contains_key(&edge.at.to_string()) {
        edge.at = other.at.clone();
    }
    if other.other_strings == OtherStrings::Declared {
        edge.other_strings = OtherStrings::Declared;
    }
    edge.each_pair(other, |edge, other| widen(edge, other, config));
}

/// The constraints of an alternative that the merged one does not have, and the edges inside it that have them.
fn unchecked<'r>(alternative: &'r Ref, merged: &Ref) -> Vec<(&'r Ref, &'r Rule)> {
    let (mut edges, mut of_merged) = (Vec::new(), Vec::new());
    alternative.each(&mut |edge| edges.push(edge));
    merged.each(&mut |edge| of_merged.push(&edge.rules));
    let pairs = edges.into_iter().zip(of_merged);
    let unchecked = pairs.flat_map(|(edge, merged)| {
        let rules = edge.rules.iter().filter(|rule| !merged.contains(rule));
        rules.map(move |rule| (edge, rule))
    });
    unchecked.collect()
}

/// The indexes of the variants of each Rust type, in the order of their first ones.
fn equal_variants(union: &Union) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // Named types are equal to themselves only. There may be thousands, so they are not compared one by one.
    let mut named: HashMap<TypeId, usize> = HashMap::new();
    let mut inline: Vec<usize> = Vec::new();
    for (index, variant) in union.variants.iter().enumerate() {
        let is_same = |group: &&usize| {
            let first = &union.variants[groups[**group][0]];
            same_shape(&first.ty.shape, &variant.ty.shape)
        };
        let known = match variant.ty.shape {
            Shape::Named(id) => named.get(&id),
            _ => inline.iter().find(is_same),
        };
        match known.copied() {
            Some(group) => groups[group].push(index),
            None => {
                match variant.ty.shape {
                    Shape::Named(id) => drop(named.insert(id, groups.len())),
                    _ => inline.push(groups.len()),
                }
                groups.push(vec![index]);
            }
        }
    }
    groups
}
