//! Turns aliases that contain themselves through lists or maps into named types.
//!
//! Rust rejects `type Tree = Vec<Tree>`. As a union of one variant, `Tree` is an enum, and accepts other values like
//! any union. Of each cycle, the alias with the last name is replaced.

use super::scc::strongly_connected_components;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Tagging, TypeId, Union, Variant};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let targets: Vec<Vec<usize>> = api.ids().map(|id| aliases(api, id)).collect();
    let component = strongly_connected_components(&targets);
    let ranks = api.ranks(|_| ());
    for id in api.ids() {
        let (own, rank) = (component[id.index()], ranks[id.index()]);
        let is_back_edge = |target: &usize| component[*target] == own && ranks[*target] <= rank;
        if targets[id.index()].iter().any(is_back_edge) {
            alias_to_union(api, id);
        }
    }
}

/// The aliases that an alias contains, including those in lists and maps.
fn aliases(api: &Api, id: TypeId) -> Vec<usize> {
    let mut named = Vec::new();
    if let Kind::Alias(target) = &api.ty(id).kind {
        target.all_named(&mut named);
    }
    named.retain(|id| matches!(api.ty(*id).kind, Kind::Alias(_)));
    named.into_iter().map(TypeId::index).collect()
}

fn alias_to_union(api: &mut Api, id: TypeId) {
    let ty = api.ty_mut(id);
    if let Kind::Alias(target) = &ty.kind {
        let variant = Variant::new(target.clone(), target.at.clone());
        ty.kind = Kind::Union(Union {
            variants: vec![variant],
            discriminator: None,
            tagging: Tagging::Undecided,
        });
    }
}
