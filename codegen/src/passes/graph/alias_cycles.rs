//! Breaks cycles of aliases: schemas that only refer to each other.

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Ref, Shape, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    for id in api.ids() {
        if is_cyclic(api, id) {
            let at = api.ty(id).at.clone();
            let message = "this schema is only a chain of references that leads back to itself";
            let found = Diagnostic::new(codes::REF_CYCLE, message).at(&at);
            diags.push(found.label("generated as untyped JSON"));
            // The other schemas of the cycle are now aliases of an untyped value.
            api.ty_mut(id).kind = Kind::Alias(Ref::new(Shape::Any, at));
        }
    }
}

/// Whether the aliases from this type lead back to it.
fn is_cyclic(api: &Api, start: TypeId) -> bool {
    let mut current = start;
    for _ in 0..api.types.len() {
        match alias_target(api, current) {
            Some(next) if next == start => return true,
            Some(next) => current = next,
            None => return false,
        }
    }
    false
}

/// The target of an alias or of an `allOf` with one member. Returns `None` if the type is not an alias.
pub fn alias_target(api: &Api, id: TypeId) -> Option<TypeId> {
    match &api.ty(id).kind {
        Kind::Alias(target) => target.named(),
        Kind::AllOf(all) if all.own.fields.is_empty() => all.only_member()?.named(),
        _ => None,
    }
}
