//! Recognizes the variants of a union without a discriminator: by JSON type, required keys and constant values.

use super::nested_constants;
use crate::ir::{
    Api, Field, JsonType, Kind, Literal, Null, Presence, Probe, Ref, Rule, Scalar, Shape, Struct,
    Union,
};

/// An enum with more values does not distinguish variants.
const MAX_CONSTANTS: usize = 16;

/// The number of properties with constants that the runtime checks; those with the fewest values are used.
const MAX_KEYS: usize = 4;

/// How deep unions of unions are examined.
const MAX_UNION_DEPTH: usize = 8;

/// The condition under which a value is decoded as this variant.
pub(super) fn probe_of(api: &Api, edge: &Ref) -> Probe {
    probe_within(api, edge, MAX_UNION_DEPTH)
}

fn probe_within(api: &Api, edge: &Ref, depth: usize) -> Probe {
    match api.behind(edge) {
        Shape::Any => Probe::Any,
        Shape::List(_) | Shape::Tuple(_) => Probe::Of(JsonType::Array),
        Shape::Map(_) => Probe::Of(JsonType::Object),
        Shape::Scalar(scalar) => Probe::Of(json_type(*scalar)),
        Shape::Named(id) => match &api.ty(*id).kind {
            Kind::Struct(object) => probe_of_object(api, object),
            Kind::Enum(values) if values.is_string() => Probe::Of(JsonType::String),
            Kind::Enum(values) => match values
                .values
                .iter()
                .all(|value| matches!(value.literal, Literal::Int(_)))
            {
                true => Probe::Of(JsonType::Integer),
                false => Probe::Any,
            },
            Kind::Union(union) if depth > 0 => probe_of_union(api, union, depth - 1),
            _ => Probe::Any,
        },
    }
}

fn probe_of_object(api: &Api, object: &Struct) -> Probe {
    let fields = object.fields.iter();
    let required = fields
        .clone()
        .filter(|field| field.presence == Presence::Required && !can_be_missing(api, field));
    let constants = fields.filter_map(|field| {
        let values = constants(api, &field.ty)?;
        Some((field.wire.clone(), values))
    });
    let mut constants: Vec<_> = constants.collect();
    constants.sort_by_key(|(_, values)| values.len());
    constants.truncate(MAX_KEYS);
    Probe::Object {
        required: required.map(|field| field.wire.clone()).collect(),
        constants,
        nested: Vec::new(),
    }
}

/// Whether a required field decodes if it is missing: a list or map as empty, and a nullable field as null.
fn can_be_missing(api: &Api, field: &Field) -> bool {
    field.ty.null == Null::Yes || matches!(api.behind(&field.ty), Shape::List(_) | Shape::Map(_))
}

/// The probe that all variants have in common, or [`Probe::Any`].
fn probe_of_union(api: &Api, union: &Union, depth: usize) -> Probe {
    let mut variants = union.variants.iter();
    let kind = |probe: Probe| match probe {
        Probe::Object { .. } => Probe::Of(JsonType::Object),
        other => other,
    };
    let mut probes = variants
        .by_ref()
        .map(|variant| kind(probe_within(api, &variant.ty, depth)));
    let first = probes.next().unwrap_or(Probe::Any);
    match probes.all(|probe| probe == first) {
        true => first,
        false => Probe::Any,
    }
}

/// The constant values of a property. Returns `None` if the object has no such property, or too many values.
pub(super) fn constants_of(api: &Api, edge: &Ref, property: &str) -> Option<Vec<Literal>> {
    let object = api.object(edge)?;
    let mut fields = object.fields.iter();
    let field = fields.find(|field| field.wire == property)?;
    listed_values(api, &field.ty)
}

/// The constant values of an edge. Returns `None` if it also allows others.
pub(super) fn constants(api: &Api, edge: &Ref) -> Option<Vec<Literal>> {
    listed_values(api, edge).filter(|_| !api.declares_other_strings(edge))
}

fn listed_values(api: &Api, edge: &Ref) -> Option<Vec<Literal>> {
    match api.behind(edge) {
        Shape::Scalar(Scalar::Bool) => edge.rules.iter().find_map(|rule| match rule {
            Rule::Only(value) => Some(vec![Literal::Bool(*value)]),
            _ => None,
        }),
        Shape::Named(id) => match &api.ty(*id).kind {
            Kind::Enum(values) if values.values.len() <= MAX_CONSTANTS => {
                let literals = values.values.iter().map(|value| value.literal.clone());
                let literals: Vec<Literal> = literals.collect();
                let strings = literals.iter().all(|it| matches!(it, Literal::String(_)));
                let ints = literals.iter().all(|it| matches!(it, Literal::Int(_)));
                (strings || ints).then_some(literals)
            }
            _ => None,
        },
        _ => None,
    }
}

fn json_type(scalar: Scalar) -> JsonType {
    match scalar {
        Scalar::Bool => JsonType::Bool,
        Scalar::Int(_) => JsonType::Integer,
        Scalar::Float => JsonType::Number,
        // The user's types are set later, when unions are decided.
        Scalar::Foreign(_)
        | Scalar::String
        | Scalar::Binary
        | Scalar::IntString(_)
        | Scalar::Date
        | Scalar::DateTime
        | Scalar::Duration
        | Scalar::Base64 => JsonType::String,
    }
}

/// Whether every value of the later variant also matches the earlier one, and nothing makes the later one preferred.
/// Variants that accept any string, number or object are tried last and cover no others.
pub(super) fn covers(api: &Api, earlier: (&Ref, &Probe), later: (&Ref, &Probe)) -> bool {
    match (earlier.1, later.1) {
        (
            Probe::Object {
                constants, nested, ..
            },
            Probe::Object {
                constants: others,
                nested: others_nested,
                ..
            },
        ) => {
            if nested_constants::differ(nested, others_nested) {
                return false;
            }
            let differ = constants.iter().any(|(name, values)| {
                let mut same = others.iter().filter(|(other, _)| other == name);
                same.any(|(_, others)| !values.iter().any(|value| others.contains(value)))
            });
            !differ && accepts_fields_of(api, earlier.0, later.0)
        }
        (Probe::Of(JsonType::Array), Probe::Of(JsonType::Array)) => {
            match (api.behind(earlier.0), api.behind(later.0)) {
                (Shape::List(one), Shape::List(other)) => {
                    let (first, second) = (probe_of(api, one), probe_of(api, other));
                    covers(api, (one, &first), (other, &second))
                }
                (Shape::Tuple(one), Shape::Tuple(other)) => one.len() == other.len(),
                (Shape::Tuple(_), Shape::List(_)) | (Shape::List(_), Shape::Tuple(_)) => false,
                _ => true,
            }
        }
        (Probe::Of(JsonType::String), Probe::Of(JsonType::String)) => {
            is_any_string(api, earlier.0) && is_any_string(api, later.0)
        }
        (Probe::Any, Probe::Any) => true,
        (Probe::Of(earlier), Probe::Of(later)) => earlier == later && *earlier != JsonType::Object,
        _ => false,
    }
}

/// Whether the earlier object declares all fields of the later one, and requires no others.
fn accepts_fields_of(api: &Api, earlier: &Ref, later: &Ref) -> bool {
    let (Some(earlier), Some(later)) = (api.object(earlier), api.object(later)) else {
        return true;
    };
    let has = |name: &str, object: &Struct| object.fields.iter().any(|field| field.wire == name);
    let declares_all = later.fields.iter().all(|field| has(&field.wire, earlier));
    let is_required = |field: &&Field| field.presence == Presence::Required;
    let mut required = earlier.fields.iter().filter(is_required);
    let decodes_both = later.fields.iter().all(|field| {
        let mut same = earlier
            .fields
            .iter()
            .filter(|other| other.wire == field.wire);
        same.any(|other| probe_of(api, &other.ty) == probe_of(api, &field.ty))
    });
    declares_all && decodes_both && required.all(|field| has(&field.wire, later))
}

/// Whether every string is accepted.
fn is_any_string(api: &Api, edge: &Ref) -> bool {
    matches!(
        api.behind(edge),
        Shape::Scalar(Scalar::String | Scalar::Binary | Scalar::Base64)
    )
}

/// How many other values a variant accepts. Specific variants are tried before general ones.
pub(super) fn generality(api: &Api, edge: &Ref, probe: &Probe) -> u8 {
    match (probe, api.behind(edge)) {
        (Probe::Any, _) => 9,
        // A list of integers is more specific than one of numbers.
        (Probe::Of(JsonType::Array), Shape::List(item)) => item_generality(api, item),
        (Probe::Of(JsonType::Object), Shape::Map(value)) => 3 + item_generality(api, value),
        (Probe::Of(JsonType::Object), _) => 8,
        (Probe::Of(JsonType::Number), _) => 2,
        (Probe::Of(JsonType::String), _) if is_any_string(api, edge) => 1,
        _ => 0,
    }
}

fn item_generality(api: &Api, item: &Ref) -> u8 {
    match (probe_of(api, item), api.behind(item)) {
        (Probe::Any, _) => 4,
        (Probe::Of(JsonType::Array | JsonType::Object), _) => 3,
        (Probe::Of(JsonType::Number), _) => 2,
        (Probe::Of(JsonType::String), _) if is_any_string(api, item) => 1,
        _ => 0,
    }
}
