//! Moves `null` from types to the edges that lead to them: the type itself is never an `Option`, and neither is a
//! variant of a union.

use crate::diag::Diagnostics;
use crate::ir::{AllOf, Api, Kind, Null, Ref, Shape, TypeId};
use crate::passes::Context;
use crate::passes::graph::alias_cycles::alias_target;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let nullable = nullable_types(api);
    let mut mark = |edge: &mut Ref| {
        if let Shape::Named(id) = edge.shape
            && nullable[id.index()]
        {
            edge.null = Null::Yes;
        }
    };
    api.each_edge_mut(&mut mark);
    for ty in &mut api.types {
        ty.null = Null::No;
        if let Kind::Alias(_) | Kind::Union(_) = ty.kind {
            for edge in ty.kind.edges_mut() {
                edge.null = Null::No;
            }
        }
    }
}

/// Which types allow `null`: by themselves, or because the target of an alias or a variant does.
fn nullable_types(api: &Api) -> Vec<bool> {
    let mut dependents: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut pending: Vec<TypeId> = Vec::new();
    for id in api.ids() {
        let ty = api.ty(id);
        let inner = match &ty.kind {
            Kind::Alias(_) | Kind::Union(_) => ty.kind.edges(),
            _ => Vec::new(),
        };
        let is_any = |edge: &&Ref| matches!(api.behind(edge), Shape::Any);
        let own = match &ty.kind {
            Kind::AllOf(all) => null_of_all(api, all),
            Kind::Union(_) if inner.iter().any(is_any) => Null::Yes,
            _ => Null::No,
        };
        let mut nulls = inner.iter().map(|edge| edge.null).chain([ty.null, own]);
        if nulls.any(|null| null == Null::Yes) {
            pending.push(id);
        }
        let inner = inner.into_iter().filter_map(Ref::named);
        for target in inner.chain(alias_target(api, id)) {
            dependents[target.index()].push(id);
        }
    }
    let mut nullable = vec![false; api.types.len()];
    while let Some(id) = pending.pop() {
        if !nullable[id.index()] {
            nullable[id.index()] = true;
            pending.extend(&dependents[id.index()]);
        }
    }
    nullable
}

/// Whether an `allOf` allows `null`: if every member with a type allows it, or if a member consists only of
/// `nullable`.
fn null_of_all(api: &Api, all: &AllOf) -> Null {
    let is_nullable = |member: &Ref| {
        let named = member.named().map_or(Null::No, |id| api.ty(id).null);
        member.null.or(named) == Null::Yes
    };
    let is_untyped = |member: &Ref| matches!(member.shape, Shape::Any);
    // `type: object` beside a nullable schema is understood as its type, not as a restriction.
    let beside = all.beside.iter().filter(|beside| !beside.is_untyped_map());
    let mut members = all.members.iter().chain(beside);
    let none_forbids = members
        .clone()
        .all(|member| is_nullable(member) || is_untyped(member));
    let all_allow = all.own.fields.is_empty() && none_forbids && members.clone().any(is_nullable);
    match all_allow || members.any(|member| is_untyped(member) && is_nullable(member)) {
        true => Null::Yes,
        false => Null::No,
    }
}
