//! A list or map that holds itself, with nothing between that has a name in Rust, becomes a type of its own.
//!
//! `type Tree = Vec<Tree>` has no end for the compiler. As a union of one alternative it has a name, and is open to
//! other values like any union. Of a ring that is the one whose name comes last, wherever it stands.

use super::scc::strongly_connected_components;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Probe, Tagging, TypeId, Union, Variant};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, _: &mut Diagnostics) {
    let targets: Vec<Vec<usize>> = api.ids().map(|id| aliases(api, id)).collect();
    let component = strongly_connected_components(&targets);
    let ranks = api.ranks(|_| ());
    for id in api.ids() {
        let (own, rank) = (component[id.index()], ranks[id.index()]);
        let back = |target: &usize| component[*target] == own && ranks[*target] <= rank;
        if targets[id.index()].iter().any(back) {
            close(api, id);
        }
    }
}

/// The aliases that an alias leads to, through lists and maps.
fn aliases(api: &Api, id: TypeId) -> Vec<usize> {
    let mut named = Vec::new();
    if let Kind::Alias(target) = &api.ty(id).kind {
        target.all_named(&mut named);
    }
    named.retain(|id| matches!(api.ty(*id).kind, Kind::Alias(_)));
    named.into_iter().map(TypeId::index).collect()
}

fn close(api: &mut Api, id: TypeId) {
    let ty = api.ty_mut(id);
    if let Kind::Alias(target) = &ty.kind {
        let only = Variant {
            ty: target.clone(),
            at: target.at.clone(),
            tags: Vec::new(),
            probe: Probe::Any,
            generality: 0,
        };
        ty.kind = Kind::Union(Union {
            variants: vec![only],
            discriminator: None,
            tagging: Tagging::Undecided,
        });
    }
}
