//! Aliases that lead only to each other, and `null` on the edges.

use super::Choices;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{AllOf, Api, Kind, Null, Ref, Shape, TypeId};

pub(super) fn run(api: &mut Api, _: &Choices<'_>, diags: &mut Diagnostics) {
    for id in api.ids() {
        if is_circle(api, id) {
            let at = api.ty(id).at.clone();
            let message = "this schema is only a reference to itself, by way of others";
            let found = Diagnostic::new(codes::REF_CYCLE, message).at(&at);
            diags.push(found.label("it is kept as untyped JSON"));
            // The others in the circle now lead to an untyped value.
            api.ty_mut(id).kind = Kind::Alias(Ref::new(Shape::Any, at));
        }
    }
    spread_null(api);
}

/// Whether following aliases from here comes back to here.
fn is_circle(api: &Api, start: TypeId) -> bool {
    let mut at = start;
    for _ in 0..api.types.len() {
        match next(api, at) {
            Some(next) if next == start => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}

fn next(api: &Api, id: TypeId) -> Option<TypeId> {
    match &api.ty(id).kind {
        Kind::Alias(target) => target.named(),
        Kind::AllOf(all) if all.own.fields.is_empty() => all.only_part()?.named(),
        _ => None,
    }
}

/// A schema that admits `null` makes every edge to it admit `null`: the type itself is never an `Option`, and neither
/// is an alternative.
fn spread_null(api: &mut Api) {
    let admits = admitting(api);
    let mut spread = |edge: &mut Ref| {
        if let Shape::Named(id) = edge.shape
            && admits[id.index()]
        {
            edge.null = Null::Yes;
        }
    };
    super::each_edge(api, &mut spread);
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
    let mut parts = all.parts.iter();
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
