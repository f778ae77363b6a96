//! A choice that leads back to itself with the same value in hand, by way of its alternatives alone.
//!
//! Such an alternative adds nothing to the choice, and would be tried without end. It is left out where it leads to its
//! own choice or to one that stands earlier.

use super::scc::strongly_connected_components;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Ref, Shape, Tagging, TypeId, Union};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let leads: Vec<Vec<(usize, TypeId)>> = api.ids().map(|id| leads(api, id)).collect();
    let targets = leads.iter().map(|leads| leads.iter());
    let targets: Vec<Vec<usize>> = targets
        .map(|leads| leads.map(|(_, to)| to.index()).collect())
        .collect();
    let component = strongly_connected_components(&targets);
    for id in api.ids() {
        let own = component[id.index()];
        let back = |to: &TypeId| component[to.index()] == own && *to <= id;
        let leads = leads[id.index()].iter().filter(|(_, to)| back(to));
        let mut echoes: Vec<usize> = leads.map(|(index, _)| *index).collect();
        echoes.dedup();
        if let Kind::Union(union) = &mut api.ty_mut(id).kind {
            for index in echoes.into_iter().rev() {
                leave_out(union, index, diags);
            }
        }
    }
}

/// The choices that each alternative of a choice leads to: itself, or those beside its members.
fn leads(api: &Api, id: TypeId) -> Vec<(usize, TypeId)> {
    let Kind::Union(union) = &api.ty(id).kind else {
        return Vec::new();
    };
    let mut leads = Vec::new();
    for (index, variant) in union.variants.iter().enumerate() {
        let Shape::Named(target) = *api.behind(&variant.ty) else {
            continue;
        };
        match &api.ty(target).kind {
            Kind::Union(_) => leads.push((index, target)),
            Kind::Struct(object) => {
                let parts = object.flattened.iter().map(|part| &part.ty);
                leads.extend(parts.filter_map(Ref::named).map(|part| (index, part)));
            }
            _ => {}
        }
    }
    leads
}

fn leave_out(union: &mut Union, index: usize, diags: &mut Diagnostics) {
    let left = union.variants.remove(index);
    if let Tagging::Tagged { untagged, .. } = &mut union.tagging {
        *untagged = match *untagged {
            Some(at) if at == index => None,
            Some(at) if at > index => Some(at - 1),
            other => other,
        };
    }
    let message = "this alternative leads back to its own choice";
    let found = Diagnostic::new(codes::REF_CYCLE, message).at(&left.at);
    diags.push(found.label("left out: it adds nothing"));
}
