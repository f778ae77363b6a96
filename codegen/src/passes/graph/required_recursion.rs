//! Makes required fields optional that contain a value of their own type: no finite value of the type exists.

use super::boxing::inline_target;
use super::scc::strongly_connected_components;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Null, Presence, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let targets: Vec<Vec<usize>> = api
        .ids()
        .map(|id| {
            required_structs(api, id)
                .map(|(_, to)| to.index())
                .collect()
        })
        .collect();
    let component = strongly_connected_components(&targets);
    let ranks = api.ranks(|_| ());
    for id in api.ids() {
        let back: Vec<usize> = required_structs(api, id)
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
                "`{}` is required and contains a value of the type it belongs to",
                field.wire
            );
            let found = Diagnostic::new(codes::ENDLESS_TYPE, message).at_key(&field.at);
            diags.push(found.label("generated as optional"));
        }
    }
}

/// The fields of a struct that require a value of another struct. Unions don't count: another variant is possible.
fn required_structs(api: &Api, id: TypeId) -> impl Iterator<Item = (usize, TypeId)> {
    let fields: &[_] = match &api.ty(id).kind {
        Kind::Struct(object) => &object.fields,
        _ => &[],
    };
    let fields = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.presence == Presence::Required && field.ty.null == Null::No);
    fields.filter_map(|(index, field)| {
        let to = inline_target(api, &field.ty)?;
        matches!(api.ty(to).kind, Kind::Struct(_)).then_some((index, to))
    })
}
