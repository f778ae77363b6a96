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
        Kind::AllOf(all) if all.parts.len() == 1 && all.own.fields.is_empty() => {
            all.parts[0].named()
        }
        _ => None,
    }
}

/// A schema that admits `null` makes every edge to it admit `null`: the type itself is never an `Option`.
fn spread_null(api: &mut Api) {
    let admits: Vec<bool> = api.ids().map(|id| admits_null(api, id)).collect();
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
        if let Kind::Alias(target) = &mut ty.kind {
            target.null = Null::No;
        }
    }
}

/// Several schemas admit `null` where each does; one that says nothing else says it for all.
fn null_of_parts(api: &Api, all: &AllOf) -> Null {
    let admits = |part: &Ref| {
        let named = part.named().map_or(Null::No, |id| api.ty(id).null);
        part.null.or(named) == Null::Yes
    };
    let says = |part: &&Ref| matches!(part.shape, Shape::Any) && admits(part);
    let all_do = all.own.fields.is_empty() && all.parts.iter().all(admits);
    match all.parts.iter().find(says).is_some() || (all_do && !all.parts.is_empty()) {
        true => Null::Yes,
        false => Null::No,
    }
}

fn admits_null(api: &Api, id: TypeId) -> bool {
    let mut at = Some(id);
    for _ in 0..api.types.len() {
        let Some(id) = at else { return false };
        let ty = api.ty(id);
        let edge = match &ty.kind {
            Kind::Alias(target) => target.null,
            Kind::AllOf(all) => null_of_parts(api, all),
            _ => Null::No,
        };
        if ty.null.or(edge) == Null::Yes {
            return true;
        }
        at = next(api, id);
    }
    false
}
