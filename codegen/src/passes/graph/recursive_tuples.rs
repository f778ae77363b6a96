//! Replaces tuples that lead back to the type around them by untyped arrays, which have a finite size.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Ref, Shape, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    for id in api.ids() {
        if !has_recursive_tuple(api, id) {
            continue;
        }
        let around = reaching(api, id);
        for edge in api.ty_mut(id).kind.edges_mut() {
            edge.each_mut(&mut |edge| {
                if is_recursive(edge, &around) {
                    let message = "this tuple contains the type around it";
                    let found = Diagnostic::new(codes::REF_CYCLE, message).at(&edge.at);
                    diags.push(found.label("generated as an array of untyped JSON"));
                    let item = Ref::new(Shape::Any, edge.at.child("prefixItems"));
                    edge.shape = Shape::List(Box::new(item));
                }
            });
        }
    }
}

fn has_recursive_tuple(api: &Api, id: TypeId) -> bool {
    let mut tuples = Vec::new();
    for edge in api.ty(id).kind.edges() {
        edge.each(&mut |edge| {
            if let Shape::Tuple(_) = edge.shape {
                edge.all_named(&mut tuples);
            }
        });
    }
    !tuples.is_empty() && api.reach(tuples).contains(&id)
}

/// The types that lead to a type.
fn reaching(api: &Api, id: TypeId) -> BTreeSet<TypeId> {
    let leads = |other: &TypeId| api.reach(vec![*other]).contains(&id);
    let reachable = api.reach(vec![id]).into_iter();
    reachable.filter(leads).collect()
}

fn is_recursive(edge: &Ref, around: &BTreeSet<TypeId>) -> bool {
    let mut named = Vec::new();
    if let Shape::Tuple(_) = edge.shape {
        edge.all_named(&mut named);
    }
    named.iter().any(|id| around.contains(id))
}
