//! How the variants of a union are told apart.

use super::Choices;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{
    Api, Discriminator, Json, Kind, Origin, Presence, Probe, Ref, Scalar, Shape, Tagging, TypeId,
    Union,
};

pub(super) fn run(api: &mut Api, _: &Choices<'_>, diags: &mut Diagnostics) {
    for id in api.ids() {
        let Kind::Union(union) = &api.ty(id).kind else {
            continue;
        };
        let mut union = union.clone();
        let discriminator = union.discriminator.clone();
        match discriminator.filter(|_| all_objects(api, &union)) {
            Some(discriminator) => tag(api, &mut union, &discriminator, diags),
            None => probe(api, &mut union, diags),
        }
        api.ty_mut(id).kind = Kind::Union(union);
    }
}

fn all_objects(api: &Api, union: &Union) -> bool {
    let mut variants = union.variants.iter();
    variants.all(|variant| super::object(api, &variant.ty).is_some())
}

/// Tag values: those of the mapping, and without one the name of the schema (section 4.8.25.3).
fn tag(api: &Api, union: &mut Union, discriminator: &Discriminator, diags: &mut Diagnostics) {
    for variant in &mut union.variants {
        let id = variant.ty.named();
        let mapped = discriminator
            .mapping
            .iter()
            .filter(|(_, to)| Some(*to) == id);
        variant.tags = mapped.map(|(value, _)| value.clone()).collect();
        if variant.tags.is_empty() {
            variant.tags.extend(id.and_then(|id| schema_name(api, id)));
        }
        if variant.tags.is_empty() {
            let message = format!(
                "no value of `{}` stands for this variant",
                discriminator.property
            );
            let found = Diagnostic::new(codes::UNDECIDED_UNION, message).at(&variant.at);
            let label = "it is never chosen when reading";
            let help =
                "a discriminator tells apart schemas under components/schemas, by their names";
            diags.push(found.label(label).help(help));
        }
    }
    union.tagging = Tagging::Tagged(discriminator.property.clone());
}

fn schema_name(api: &Api, id: TypeId) -> Option<String> {
    match &api.ty(id).origin {
        Origin::Component(name) => Some(name.clone()),
        Origin::Member { .. } | Origin::Operation { .. } => None,
    }
}

fn probe(api: &Api, union: &mut Union, diags: &mut Diagnostics) {
    let variants = union.variants.iter();
    let probes: Vec<Probe> = variants.map(|variant| probe_of(api, &variant.ty)).collect();
    for (index, probe) in probes.iter().enumerate() {
        if let Some(earlier) = probes[..index]
            .iter()
            .position(|before| covers(before, probe))
        {
            let message = "this alternative can't be told from an earlier one";
            let found = Diagnostic::new(codes::UNDECIDED_UNION, message);
            let found = found.at(&union.variants[index].at);
            let found = found.related(&union.variants[earlier].at, "the earlier one is here");
            let label = "taken only where the earlier one does not decode";
            diags.push(
                found
                    .label(label)
                    .help("a discriminator would tell them apart"),
            );
        }
    }
    for (variant, probe) in union.variants.iter_mut().zip(probes) {
        variant.probe = probe;
    }
    union.tagging = Tagging::Probed;
}

fn probe_of(api: &Api, edge: &Ref) -> Probe {
    match api.behind(edge) {
        Shape::Any => Probe::Any,
        Shape::List(_) => Probe::Of(Json::List),
        Shape::Map(_) => Probe::Of(Json::Object),
        Shape::Scalar(scalar) => Probe::Of(json(*scalar)),
        Shape::Named(id) => match &api.ty(*id).kind {
            Kind::Struct(object) => {
                let required = object.fields.iter();
                let required = required.filter(|field| field.presence == Presence::Required);
                let required: Vec<_> = required.collect();
                let constants = required
                    .iter()
                    .filter_map(|field| Some((field.wire.clone(), constants(api, &field.ty)?)));
                Probe::Object {
                    constants: constants.collect(),
                    required: required.iter().map(|field| field.wire.clone()).collect(),
                }
            }
            Kind::Enum(_) => Probe::Of(Json::Text),
            _ => Probe::Any,
        },
    }
}

/// The values of a member that is an enum of one: it works as a constant.
fn constants(api: &Api, edge: &Ref) -> Option<Vec<String>> {
    let Shape::Named(id) = api.behind(edge) else {
        return None;
    };
    match &api.ty(*id).kind {
        Kind::Enum(values) if values.values.len() == 1 => Some(
            values
                .values
                .iter()
                .map(|value| value.literal.to_string())
                .collect(),
        ),
        _ => None,
    }
}

fn json(scalar: Scalar) -> Json {
    match scalar {
        Scalar::Bool => Json::Bool,
        Scalar::Int(_) => Json::Integer,
        Scalar::Float => Json::Number,
        Scalar::Text
        | Scalar::Binary
        | Scalar::IntText(_)
        | Scalar::Date
        | Scalar::DateTime
        | Scalar::Duration
        | Scalar::Base64 => Json::Text,
    }
}

/// Whether every value that fits `later` fits `earlier` as well, with nothing that would rank `later` higher.
fn covers(earlier: &Probe, later: &Probe) -> bool {
    match (earlier, later) {
        (Probe::Any, _) => true,
        (Probe::Of(Json::Number), Probe::Of(Json::Integer)) => true,
        (Probe::Of(Json::Object), Probe::Object { required, .. }) => required.is_empty(),
        (
            Probe::Object {
                required,
                constants,
            },
            Probe::Object {
                required: later,
                constants: later_constants,
            },
        ) => {
            let more = later.iter().any(|name| !required.contains(name));
            !more
                && required.iter().all(|name| later.contains(name))
                && constants
                    .iter()
                    .all(|constant| later_constants.contains(constant))
                && later_constants.len() == constants.len()
        }
        (earlier, later) => earlier == later,
    }
}
