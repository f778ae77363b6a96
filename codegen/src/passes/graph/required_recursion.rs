//! Fields that must hold a value of their own type.

use super::boxing::inside;
use super::scc::strongly_connected_components;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Null, Presence, TypeId};
use crate::passes::Context;

/// A value that needs one of its own kind inside it can't exist: one member of such a circle becomes optional.
pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let targets: Vec<Vec<usize>> = api
        .ids()
        .map(|id| needed(api, id).map(|(_, to)| to.index()).collect())
        .collect();
    let component = strongly_connected_components(&targets);
    let ranks = api.ranks(|_| ());
    for id in api.ids() {
        let back: Vec<usize> = needed(api, id)
            .filter(|(_, to)| {
                let is_earlier = ranks[to.index()] <= ranks[id.index()];
                component[to.index()] == component[id.index()] && is_earlier
            })
            .map(|(index, _)| index)
            .collect();
        let Kind::Struct(object) = &mut api.ty_mut(id).kind else {
            continue;
        };
        for index in back {
            let field = &mut object.fields[index];
            field.presence = Presence::Optional;
            let message = format!(
                "`{}` is required and leads back to its own type",
                field.wire
            );
            let found = Diagnostic::new(codes::ENDLESS_TYPE, message).at_key(&field.at);
            diags.push(found.label("it is made optional"));
        }
    }
}

/// The structs that a struct can't be without. A union can always be something else.
fn needed(api: &Api, id: TypeId) -> impl Iterator<Item = (usize, TypeId)> {
    let fields: &[_] = match &api.ty(id).kind {
        Kind::Struct(object) => &object.fields,
        _ => &[],
    };
    let fields = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.presence == Presence::Required && field.ty.null == Null::No);
    fields.filter_map(|(index, field)| {
        let to = inside(api, &field.ty)?;
        matches!(api.ty(to).kind, Kind::Struct(_)).then_some((index, to))
    })
}
