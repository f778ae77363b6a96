//! Names the variants of unions by what distinguishes them: the value of a property, a title, the type, its properties.
//!
//! In: unions with their tagging. Out: the words of each variant, and the same words for the inline types in it. A variant
//! without words has the name of its type. Guaranteed: the order of alternatives makes no difference, and no two variants
//! of a union have the same words.

mod candidates;
mod constants;
mod word;

use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Origin, Ref, Shape, TypeId, Union};
use crate::passes::Context;
use crate::passes::letters::letters;
use candidates::{Candidate, Candidates};

/// The step of the words of an inline type, and the words that replace it.
pub(super) struct Renamed {
    pub from: String,
    pub to: String,
}

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let mut steps: Vec<(TypeId, Renamed)> = Vec::new();
    for id in api.ids() {
        let Kind::Union(union) = &api.ty(id).kind else {
            continue;
        };
        let mut union = union.clone();
        steps.extend(name(api, id, &mut union).into_iter().map(|it| (id, it)));
        api.ty_mut(id).kind = Kind::Union(union);
    }
    rename_inline_types(api, &steps);
}

/// Names the variants of a union. Returns the new words of the inline types in them.
fn name(api: &Api, id: TypeId, union: &mut Union) -> Vec<Renamed> {
    let all = Candidates::of(api, id, union);
    let mut renamed = Vec::new();
    for (variant, chosen) in union.variants.iter_mut().zip(chosen(&all)) {
        if let Some(unit) = &variant.unit {
            variant.name = candidates::unit(unit);
            continue;
        }
        variant.key = lock_key(api, id, &variant.ty, &variant.key);
        if let Some(Candidate { words, .. }) = chosen.filter(|chosen| !chosen.is_type_name) {
            variant.name = words.clone();
            if !variant.step.is_empty() {
                let from = variant.step.clone();
                renamed.push(Renamed { from, to: words });
            }
        }
    }
    renamed
}

/// The best candidate of each variant: of the first rank in which it has one that no other variant has.
fn chosen(all: &[Candidates]) -> Vec<Option<Candidate>> {
    let mut chosen: Vec<Option<Candidate>> = all.iter().map(|_| None).collect();
    let ranks = all.iter().map(|one| one.ranks.len()).max();
    for rank in 0..ranks.unwrap_or_default() {
        let is_taken = |words: &str| {
            let mut taken = chosen.iter().flatten();
            taken.any(|taken| letters(&taken.words) == letters(words))
        };
        let open = |index: &usize| chosen[*index].is_none();
        let has = |index: usize, words: &str| {
            let mut own = all[index].ranks[rank].iter();
            own.any(|own| letters(&own.words) == letters(words))
        };
        let open: Vec<usize> = (0..all.len()).filter(open).collect();
        let find = |index: &usize| {
            let mut own = all[*index].ranks[rank].iter();
            own.find(|own| {
                let mut others = open.iter().filter(|other| *other != index);
                !is_taken(&own.words) && !others.any(|other| has(*other, &own.words))
            })
        };
        let found: Vec<_> = open
            .iter()
            .map(|index| (*index, find(index).cloned()))
            .collect();
        for (index, candidate) in found {
            chosen[index] = candidate;
        }
    }
    chosen
}

/// The last part of a variant's key in the lock: the words of its inline type, or what it is if those only count. Empty if
/// the key is the name of its type.
fn lock_key(api: &Api, union: TypeId, edge: &Ref, member_key: &str) -> String {
    match inline_words(api, union, edge) {
        Some(words) if words.starts_with("variant ") && !member_key.is_empty() => {
            member_key.to_owned()
        }
        Some(words) => words,
        None => String::new(),
    }
}

/// The words of an inline type, which may be in lists and maps.
fn inline_words(api: &Api, union: TypeId, edge: &Ref) -> Option<String> {
    match &edge.shape {
        Shape::Named(id) => match &api.ty(*id).origin {
            Origin::Nested { owner, step } if *owner == union => Some(step.clone()),
            _ => None,
        },
        Shape::List(item) => Some(inline_words(api, union, item)? + " list"),
        Shape::Map(value) => Some(inline_words(api, union, value)? + " map"),
        Shape::Tuple(_) | Shape::Scalar(_) | Shape::Any => None,
    }
}

/// Gives inline types the words of their variants.
pub(super) fn rename_inline_types(api: &mut Api, steps: &[(TypeId, Renamed)]) {
    for ty in &mut api.types {
        let Origin::Nested { owner, step } = &mut ty.origin else {
            continue;
        };
        let first = steps.partition_point(|(union, _)| *union < *owner);
        let own = steps[first..]
            .iter()
            .take_while(|(union, _)| union == owner);
        let new = own.map(|(_, it)| it).find_map(|Renamed { from, to }| {
            let rest = step.strip_prefix(from.as_str())?;
            // `variant 1` is no part of `variant 10`.
            (rest.is_empty() || rest.starts_with(' ')).then(|| inside(to, rest))
        });
        if let Some(new) = new {
            *step = new;
        }
    }
}

/// The words of a type inside a variant: the items of a `list` are an `item`.
fn inside(variant: &str, rest: &str) -> String {
    let container = match rest.split(' ').nth(1) {
        Some("item") => " list",
        Some("value") => " map",
        _ => return format!("{variant}{rest}"),
    };
    let padded = format!(" {variant}");
    let outer = padded.strip_suffix(container).unwrap_or(&padded);
    format!("{outer}{rest}").trim_start().to_owned()
}
