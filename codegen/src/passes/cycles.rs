//! A box in every circle of types.
//!
//! Lists and maps hold their items behind a pointer already. Of what is left, the edge that closes a circle last,
//! in the order of the document, is boxed: so a type that is added later moves no box. An edge that the lock knows
//! as boxed stays boxed.

use super::Choices;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Boxed, Kind, Null, Presence, Ref, Shape, TypeId};

pub(super) fn run(api: &mut Api, choices: &Choices<'_>, diags: &mut Diagnostics) {
    let locked = |edge: &Ref| choices.lock.boxes.contains(&edge.at.to_string());
    super::each_edge(api, &mut |edge| {
        if matches!(edge.shape, Shape::Named(_)) && locked(edge) {
            edge.boxed = Boxed::Yes;
        }
    });
    // Edges are admitted one by one; one whose target already leads back to its source closes a circle.
    let mut admitted: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    for id in api.ids() {
        let targets = direct(&api.ty(id).kind);
        for (position, target) in targets {
            if leads(&admitted, target, id) {
                close(api, id, position, diags);
            } else {
                admitted[id.index()].push(target);
            }
        }
    }
}

/// The edges that put a type inside another one: by position among the edges, and where they lead.
fn direct(kind: &Kind) -> Vec<(usize, TypeId)> {
    let edges = kind.edges().into_iter().enumerate();
    let open = edges.filter(|(_, edge)| edge.boxed == Boxed::No);
    open.filter_map(|(position, edge)| Some((position, edge.named()?)))
        .collect()
}

fn leads(admitted: &[Vec<TypeId>], from: TypeId, to: TypeId) -> bool {
    let mut seen = vec![false; admitted.len()];
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if !std::mem::replace(&mut seen[id.index()], true) {
            open.extend(&admitted[id.index()]);
        }
    }
    false
}

fn close(api: &mut Api, id: TypeId, position: usize, diags: &mut Diagnostics) {
    if let Kind::Struct(object) = &mut api.ty_mut(id).kind
        && let Some(field) = object.fields.get_mut(position)
        && field.presence == Presence::Required
        && field.ty.null == Null::No
    {
        field.presence = Presence::Optional;
        let message = format!(
            "`{}` is required and leads back to its own type",
            field.wire
        );
        let found = Diagnostic::new(codes::ENDLESS_TYPE, message).at_key(&field.at);
        diags.push(found.label("it is made optional"));
    }
    if let Some(edge) = api.ty_mut(id).kind.edges_mut().into_iter().nth(position) {
        edge.boxed = Boxed::Yes;
    }
}
