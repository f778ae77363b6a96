//! `null` moves from the types to the edges that lead to them.

use crate::diag::Diagnostics;
use crate::ir::{AllOf, Api, Kind, Null, Ref, Shape, TypeId};
use crate::passes::Context;
use crate::passes::graph::alias_cycles::next;

/// A schema that admits `null` makes every edge to it admit `null`: the type itself is never an `Option`, and neither
/// is an alternative.
pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let admits = admitting(api);
    let mut spread = |edge: &mut Ref| {
        if let Shape::Named(id) = edge.shape
            && admits[id.index()]
        {
            edge.null = Null::Yes;
        }
    };
    api.each_edge_mut(&mut spread);
    for ty in &mut api.types {
        ty.null = Null::No;
        if let Kind::Alias(_) | Kind::Union(_) = ty.kind {
            for edge in ty.kind.edges_mut() {
                edge.null = Null::No;
            }
        }
    }
}

/// Several schemas admit `null` where each does, or says nothing; one that says nothing else says it for all.
fn null_of_parts(api: &Api, all: &AllOf) -> Null {
    let admits = |part: &Ref| {
        let named = part.named().map_or(Null::No, |id| api.ty(id).null);
        part.null.or(named) == Null::Yes
    };
    let says_nothing = |part: &Ref| matches!(part.shape, Shape::Any);
    let says = |part: &Ref| says_nothing(part) && admits(part);
    let mut parts = all.members.iter();
    let none_forbids = parts.clone().all(|part| admits(part) || says_nothing(part));
    let all_do = all.own.fields.is_empty() && none_forbids && parts.clone().any(admits);
    match parts.any(says) || all_do {
        true => Null::Yes,
        false => Null::No,
    }
}

/// Which types admit `null`: by themselves, or because what they are another name for does, or one of their
/// alternatives.
fn admitting(api: &Api) -> Vec<bool> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut found: Vec<TypeId> = Vec::new();
    for id in api.ids() {
        let ty = api.ty(id);
        let inner = match &ty.kind {
            Kind::Alias(_) | Kind::Union(_) => ty.kind.edges(),
            _ => Vec::new(),
        };
        let any = |edge: &&Ref| matches!(api.behind(edge), Shape::Any);
        let own = match &ty.kind {
            Kind::AllOf(all) => null_of_parts(api, all),
            Kind::Union(_) if inner.iter().any(any) => Null::Yes,
            _ => Null::No,
        };
        let mut nulls = inner.iter().map(|edge| edge.null).chain([ty.null, own]);
        if nulls.any(|null| null == Null::Yes) {
            found.push(id);
        }
        let inner = inner.into_iter().filter_map(Ref::named);
        for target in inner.chain(next(api, id)) {
            holders[target.index()].push(id);
        }
    }
    let mut admits = vec![false; api.types.len()];
    while let Some(id) = found.pop() {
        if !admits[id.index()] {
            admits[id.index()] = true;
            found.extend(&holders[id.index()]);
        }
    }
    admits
}
