//! Applies the option `merge-null`: optional properties lose `null`, which is then read as missing.

use super::responses::{component_name, report_unmatched};
use crate::config::ForSchemas;
use crate::diag::Diagnostics;
use crate::ir::{Api, Field, Kind, Null, Presence, Shape};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let option = &context.config.merge_null;
    if *option == ForSchemas::default() {
        return;
    }
    for id in api.ids() {
        let ty = api.ty(id);
        let is_chosen = option.of(component_name(api, id), &ty.at.to_string());
        let Kind::Struct(object) = &ty.kind else {
            continue;
        };
        let nulls = &context.lock.nulls;
        let is_locked = |field: &Field| nulls.contains_key(&ty.property_key(&field.wire));
        // `null` is a JSON value like others.
        let is_value = |field: &Field| matches!(api.behind(&field.ty), Shape::Any);
        let merges = |field: &Field| {
            let is_nullable = field.ty.null == Null::Yes && !is_value(field);
            field.presence == Presence::Optional && (is_chosen && is_nullable || is_locked(field))
        };
        let merged: Vec<bool> = object.fields.iter().map(merges).collect();
        if let Kind::Struct(object) = &mut api.ty_mut(id).kind {
            let fields = object.fields.iter_mut().zip(merged);
            for (field, _) in fields.filter(|(_, is_merged)| *is_merged) {
                field.ty.null = Null::No;
                field.merges_null = true;
            }
        }
    }
    report_unmatched(
        api,
        context.config,
        &[("merge-null", option.names())],
        diags,
    );
}
