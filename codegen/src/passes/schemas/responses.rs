//! Applies the options for types that are received: `responses.required` and `unknown-properties`.

use std::collections::BTreeSet;

use crate::config::{CrateConfig, ForSchemas, RequiredProperties, UnknownProperties};
use crate::diag::Diagnostics;
use crate::ir::{
    AdditionalProperties, Api, Field, Kind, Null, Origin, Presence, Probe, Ref, Shape, Type, TypeId,
};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let config = context.config;
    for id in api.ids() {
        let ty = api.ty(id);
        let (name, pointer) = (component_name(api, id).to_owned(), ty.at.to_string());
        if !ty.usage.received {
            continue;
        }
        if config.required_properties.of(&name, &pointer) == RequiredProperties::Lenient {
            make_optional(api, id);
        }
        if config.unknown_properties.of(&name, &pointer) == UnknownProperties::Keep {
            collect_unknown(api.ty_mut(id));
        }
    }
    if config.required_properties != ForSchemas::default() {
        update_probes(api);
    }
    let options = [
        ("responses", config.required_properties.names()),
        ("unknown-properties", config.unknown_properties.names()),
    ];
    report_unmatched(api, config, &options, diags);
}

/// The name of the component that a type is, or that it is part of.
pub(super) fn component_name(api: &Api, id: TypeId) -> &str {
    let mut current = id;
    // The nesting of the document limits the loop.
    loop {
        match &api.ty(current).origin {
            Origin::Component(name) => return name,
            Origin::Nested { owner, .. } => current = *owner,
            Origin::Operation { .. } => return "",
        }
    }
}

/// Makes required properties optional. In a type that is also sent, a property with one value remains: `new` sets it.
fn make_optional(api: &mut Api, id: TypeId) {
    let is_sent = api.ty(id).usage.sent;
    let Kind::Struct(object) = &api.ty(id).kind else {
        return;
    };
    // Lists and maps, and properties that can be null, can be missing anyway.
    let can_be_missing = |field: &Field| {
        let shape = api.behind(&field.ty);
        field.ty.null == Null::Yes || matches!(shape, Shape::List(_) | Shape::Map(_))
    };
    let is_constant = |field: &Field| is_sent && is_constant(api, &field.ty);
    let fields = object.fields.iter();
    let changed: Vec<bool> = fields
        .map(|field| !can_be_missing(field) && !is_constant(field))
        .collect();
    if let Kind::Struct(object) = &mut api.ty_mut(id).kind {
        for (field, _) in object
            .fields
            .iter_mut()
            .zip(changed)
            .filter(|(_, changed)| *changed)
        {
            field.presence = Presence::Optional;
        }
    }
}

fn is_constant(api: &Api, edge: &Ref) -> bool {
    let constants = super::discriminating_keys::constants(api, edge);
    constants.is_some_and(|constants| constants.len() == 1)
}

fn collect_unknown(ty: &mut Type) {
    let any = Ref::new(Shape::Any, ty.at.child("additionalProperties"));
    if let Kind::Struct(object) = &mut ty.kind
        && let AdditionalProperties::Ignored = object.additional_properties
        // What a struct does not declare may belong to its unions.
        && object.flattened.is_empty()
    {
        object.additional_properties = AdditionalProperties::Collected(any);
    }
}

/// Removes properties that are optional now from what the variants of unions must have.
fn update_probes(api: &mut Api) {
    for id in api.ids() {
        let Kind::Union(mut union) = api.ty(id).kind.clone() else {
            continue;
        };
        for variant in &mut union.variants {
            let Some(object) = api.object(&variant.ty) else {
                continue;
            };
            let fields = object.fields.iter();
            let optional = fields.filter(|field| field.presence == Presence::Optional);
            let optional: BTreeSet<&str> = optional.map(|field| field.wire.as_str()).collect();
            if let Probe::Object { required, .. } = &mut variant.probe {
                required.retain(|name| !optional.contains(name.as_str()));
            }
        }
        api.ty_mut(id).kind = Kind::Union(union);
    }
}

/// Reports the schemas of options that the document does not have.
pub(super) fn report_unmatched(
    api: &Api,
    config: &CrateConfig,
    options: &[(&str, Vec<&str>)],
    diags: &mut Diagnostics,
) {
    let known: BTreeSet<String> = api
        .types
        .iter()
        .flat_map(|ty| {
            let name = match &ty.origin {
                Origin::Component(name) => Some(name.clone()),
                _ => None,
            };
            name.into_iter().chain([ty.at.to_string()])
        })
        .collect();
    for (option, schemas) in options {
        for schema in schemas.iter().filter(|schema| !known.contains(**schema)) {
            let message = format!("the document has no schema `{schema}`");
            let found = config.unmatched(option, schema, message);
            diags.push(found.suggest(schema, known.iter().map(String::as_str)));
        }
    }
}
