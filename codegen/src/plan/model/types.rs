//! References to types → Rust types, codecs and documentation.

use super::{ProbeExpr, TypeNames};
use crate::ir::{
    self, Access, Api, Boxed, Docs, JsonType, Kind, Null, Presence, Probe, Ref, Scalar, Shape,
    TypeId,
};
use crate::plan::check;
use crate::plan::docs::{Comment, Sentence};
use crate::plan::ty::Ty;

pub(super) fn probe(probe: &Probe) -> ProbeExpr {
    match probe {
        Probe::Any => ProbeExpr::Any,
        Probe::Of(JsonType::String) => ProbeExpr::Text,
        Probe::Of(JsonType::Integer) => ProbeExpr::Integer,
        Probe::Of(JsonType::Number) => ProbeExpr::Number,
        Probe::Of(JsonType::Bool) => ProbeExpr::Bool,
        Probe::Of(JsonType::Array) => ProbeExpr::List,
        Probe::Of(JsonType::Object) => ProbeExpr::Object {
            required: Vec::new(),
            constants: Vec::new(),
            nested: Vec::new(),
        },
        Probe::Object {
            required,
            constants,
            nested,
        } => ProbeExpr::Object {
            required: required.clone(),
            constants: constants.clone(),
            nested: nested.clone(),
        },
    }
}

/// The Rust type of a reference, without the `Option` for `null`.
pub(in crate::plan) fn edge_type(api: &Api, type_names: &TypeNames, edge: &Ref) -> Ty {
    let plain = match &edge.shape {
        Shape::Named(id) => Ty::Model(type_names.name(*id).to_owned()),
        Shape::Scalar(scalar) => scalar_type(api, *scalar),
        Shape::List(item) => Ty::Vec(Box::new(nullable_type(api, type_names, item))),
        Shape::Tuple(items) => {
            let items = items
                .iter()
                .map(|item| nullable_type(api, type_names, item));
            Ty::Tuple(items.collect())
        }
        Shape::Map(value) => map(api, nullable_type(api, type_names, value)),
        Shape::Any => Ty::Json,
    };
    match edge.boxed {
        Boxed::Yes => Ty::Box(Box::new(plain)),
        Boxed::No => plain,
    }
}

/// The Rust type of an argument: named strings, enums and unions are passed as `impl Into`, also as items.
pub(in crate::plan) fn argument_type(api: &Api, type_names: &TypeNames, edge: &Ref) -> Ty {
    let item = |item: &Ref| nullable_argument_type(api, type_names, item);
    let plain = match &edge.shape {
        Shape::Named(id) if is_converted_to(api, edge) => {
            let name = type_names.name(*id).to_owned();
            Ty::Into(Box::new(Ty::Model(name)))
        }
        Shape::List(of) => Ty::Vec(Box::new(item(of))),
        Shape::Map(of) => map(api, item(of)),
        _ => return edge_type(api, type_names, edge),
    };
    match edge.boxed {
        Boxed::Yes => Ty::Box(Box::new(plain)),
        Boxed::No => plain,
    }
}

/// The Rust type of an argument, with the `Option` for `null`.
pub(in crate::plan) fn nullable_argument_type(api: &Api, type_names: &TypeNames, edge: &Ref) -> Ty {
    match is_null(api, edge) {
        true => nullable_type(api, type_names, edge),
        false => argument_type(api, type_names, edge),
    }
}

/// Whether other types convert to a named type.
fn is_converted_to(api: &Api, edge: &Ref) -> bool {
    match api.behind(edge) {
        Shape::Scalar(Scalar::String | Scalar::Binary) => true,
        Shape::Named(id) => matches!(api.ty(*id).kind, Kind::Enum(_) | Kind::Union(_)),
        _ => false,
    }
}

/// The Rust type of a reference, with the `Option` for `null`.
pub(in crate::plan) fn nullable_type(api: &Api, type_names: &TypeNames, edge: &Ref) -> Ty {
    let plain = edge_type(api, type_names, edge);
    if is_null(api, edge) {
        plain.option()
    } else {
        plain
    }
}

/// The type of the field for additional properties.
pub(super) fn rest_type(api: &Api, type_names: &TypeNames, value: &Ref) -> Ty {
    let inner = nullable_type(api, type_names, value);
    match api.behind(value) {
        Shape::Any => map(api, inner),
        _ => Ty::Extra(Box::new(inner)),
    }
}

/// A map with these values: `BTreeMap`, unless the configuration has another type.
fn map(api: &Api, value: Ty) -> Ty {
    match &api.map {
        Some(path) => Ty::OwnMap(path.clone(), Box::new(value)),
        None => Ty::Map(Box::new(value)),
    }
}

/// Whether `null` needs an `Option`: a JSON value can be `null` itself.
fn is_null(api: &Api, edge: &Ref) -> bool {
    edge.null == Null::Yes && !matches!(api.behind(edge), Shape::Any)
}

fn scalar_type(api: &Api, scalar: Scalar) -> Ty {
    match scalar {
        Scalar::String | Scalar::Binary => Ty::String,
        Scalar::Bool => Ty::Bool,
        Scalar::Int(int) | Scalar::IntString(int) => Ty::Int(int),
        Scalar::Float => Ty::F64,
        Scalar::Date => Ty::Runtime("Date"),
        Scalar::DateTime => Ty::Runtime("DateTime"),
        Scalar::Duration => Ty::Runtime("Duration"),
        Scalar::Base64 => Ty::Runtime("Base64"),
        Scalar::Foreign(id) => Ty::Foreign(api.foreign(id).path.clone()),
    }
}

/// The codec of a field, and the type that results from it.
pub(super) fn field_codec(api: &Api, field: &ir::Field, inner: Ty) -> (String, Ty) {
    let codec = plain_codec(api, &field.ty);
    match (field.presence, is_null(api, &field.ty)) {
        (Presence::Required, true) => (format!("Nullable<{codec}>"), inner.option()),
        (Presence::Required, false) => match api.behind(&field.ty) {
            Shape::List(_) | Shape::Map(_) => (format!("OrEmpty<{codec}>"), inner),
            _ => (format!("Required<{codec}>"), inner),
        },
        (Presence::Optional, true) => (format!("Tristate<{codec}>"), inner.option().option()),
        (Presence::Optional, false) => match api.behind(&field.ty) {
            // A JSON value can be `null`, which is not the same as missing.
            Shape::Any => (format!("OptionalAny<{codec}>"), inner.option()),
            _ => (format!("Optional<{codec}>"), inner.option()),
        },
    }
}

/// The codec of types that implement `Serialize` and `Deserialize` as they travel.
pub(in crate::plan) const PLAIN: &str = "Plain";

/// The codec of the user's types that a module decodes and encodes.
pub(in crate::plan) const FOREIGN: &str = "Foreign";

/// Whether a module decodes and encodes a type of the user.
fn is_read_by_module(api: &Api, id: TypeId) -> bool {
    matches!(api.ty(id).kind, Kind::Foreign(own) if api.foreign(own).with.is_some())
}

/// The codec of a list item or of a value.
pub(in crate::plan) fn codec(api: &Api, edge: &Ref) -> String {
    let codec = plain_codec(api, edge);
    if is_null(api, edge) {
        format!("Null<{codec}>")
    } else {
        codec
    }
}

/// Whether the emitted type is an enum of strings.
fn is_string_enum(api: &Api, id: TypeId) -> bool {
    matches!(&api.ty(id).kind, Kind::Enum(values) if values.is_string())
}

fn plain_codec(api: &Api, edge: &Ref) -> String {
    let codec = match api.behind(edge) {
        Shape::Scalar(Scalar::Int(_)) => "Int".to_owned(),
        Shape::Scalar(Scalar::IntString(_)) => "IntString".to_owned(),
        Shape::Named(id) if api.declares_other_strings(edge) && is_string_enum(api, *id) => {
            "OrString".to_owned()
        }
        Shape::Scalar(Scalar::Foreign(id)) if api.foreign(*id).with.is_some() => FOREIGN.to_owned(),
        Shape::Named(id) if is_read_by_module(api, *id) => FOREIGN.to_owned(),
        Shape::Scalar(_) | Shape::Named(_) | Shape::Any => PLAIN.to_owned(),
        Shape::List(item) => format!("List<{}>", codec(api, item)),
        Shape::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| codec(api, item)).collect();
            match items.as_slice() {
                [only] => format!("Tuple<({only},)>"),
                items => format!("Tuple<({})>", items.join(", ")),
            }
        }
        Shape::Map(value) => format!("Map<{}>", codec(api, value)),
    };
    match edge.boxed {
        Boxed::Yes => format!("Boxed<{codec}>"),
        Boxed::No => codec,
    }
}

/// The documentation of a property or parameter, with the facts that its type does not show.
pub(in crate::plan) fn property_docs(
    docs: &Docs,
    access: Access,
    default: Option<&str>,
    edge: &Ref,
) -> Comment {
    let comment = Comment::of(docs.text());
    let mut facts = Sentence::default();
    match access {
        Access::ReadOnly => facts = facts.words("Set by the server."),
        Access::WriteOnly => facts = facts.words("Never returned by the server."),
        Access::Both => {}
    }
    if let Some(default) = default {
        let default = Sentence::new("Default: ").code(default).words(".");
        facts = facts.then(&default);
    }
    for rule in &edge.rules {
        facts = facts.then(&check::sentence(rule));
    }
    match facts.is_empty() {
        true => comment,
        false => comment.with(facts),
    }
}
