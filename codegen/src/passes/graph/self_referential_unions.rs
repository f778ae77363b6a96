//! Removes variants that lead back to their own union without any property in between.
//!
//! Such a variant accepts nothing that the union does not accept anyway, and decoding it would recurse forever. A
//! variant is removed if it leads to its own union or to one that is declared earlier.

use super::scc::strongly_connected_components;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Ref, Shape, Tagging, TypeId, Union};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let edges: Vec<Vec<(usize, TypeId)>> = api.ids().map(|id| variant_targets(api, id)).collect();
    let targets = edges.iter().map(|edges| edges.iter());
    let targets: Vec<Vec<usize>> = targets
        .map(|edges| edges.map(|(_, to)| to.index()).collect())
        .collect();
    let component = strongly_connected_components(&targets);
    for id in api.ids() {
        let own = component[id.index()];
        let is_back_edge = |to: &TypeId| component[to.index()] == own && *to <= id;
        let back = edges[id.index()].iter().filter(|(_, to)| is_back_edge(to));
        let mut variants: Vec<usize> = back.map(|(index, _)| *index).collect();
        variants.dedup();
        if let Kind::Union(union) = &mut api.ty_mut(id).kind {
            for index in variants.into_iter().rev() {
                remove_variant(union, index, diags);
            }
        }
    }
}

/// The unions that each variant of a union leads to: the variant itself, or the unions that are flattened into it.
fn variant_targets(api: &Api, id: TypeId) -> Vec<(usize, TypeId)> {
    let Kind::Union(union) = &api.ty(id).kind else {
        return Vec::new();
    };
    let mut targets = Vec::new();
    for (index, variant) in union.variants.iter().enumerate() {
        let Shape::Named(target) = *api.behind(&variant.ty) else {
            continue;
        };
        match &api.ty(target).kind {
            Kind::Union(_) => targets.push((index, target)),
            Kind::Struct(object) => {
                let flattened = object.flattened.iter().map(|union| &union.ty);
                let named = flattened.filter_map(Ref::named);
                targets.extend(named.map(|union| (index, union)));
            }
            _ => {}
        }
    }
    targets
}

fn remove_variant(union: &mut Union, index: usize, diags: &mut Diagnostics) {
    let removed = union.variants.remove(index);
    if let Tagging::Tagged { untagged, .. } = &mut union.tagging {
        *untagged = match *untagged {
            Some(at) if at == index => None,
            Some(at) if at > index => Some(at - 1),
            other => other,
        };
    }
    let message = "this alternative refers back to its own `oneOf` or `anyOf`";
    let found = Diagnostic::new(codes::REF_CYCLE, message).at(&removed.at);
    diags.push(found.label("left out: it allows no additional value"));
}
