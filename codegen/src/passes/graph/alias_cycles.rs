//! Aliases that lead only to each other, and `null` on the edges.

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Ref, Shape, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
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

pub fn next(api: &Api, id: TypeId) -> Option<TypeId> {
    match &api.ty(id).kind {
        Kind::Alias(target) => target.named(),
        Kind::AllOf(all) if all.own.fields.is_empty() => all.only_member()?.named(),
        _ => None,
    }
}
