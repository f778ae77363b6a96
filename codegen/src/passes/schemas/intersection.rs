//! The intersection of two schemas: the values that match both.

use crate::ir::{Api, Kind, Ref, Scalar, Shape, TypeId};

/// The narrower of two edges, with the constraints of both. Returns `None` if neither contains the other.
pub(super) fn intersect(api: &Api, one: &Ref, other: &Ref) -> Option<Ref> {
    let narrower = match (api.behind(one), api.behind(other)) {
        (Shape::Any, _) => other,
        (_, Shape::Any) => one,
        (first, second) if same_shape(first, second) => one,
        (Shape::Scalar(first), Shape::Scalar(second)) => match (first, second) {
            (Scalar::String | Scalar::Binary, second) if is_string(*second) => other,
            (first, Scalar::String | Scalar::Binary) if is_string(*first) => one,
            (Scalar::Float, Scalar::Int(_)) => other,
            (Scalar::Int(_), Scalar::Float | Scalar::Int(_)) => one,
            _ => return None,
        },
        (Shape::Scalar(_), Shape::Named(id)) if is_enum(api, *id) => other,
        (Shape::Named(id), Shape::Scalar(_)) if is_enum(api, *id) => one,
        (Shape::Named(first), Shape::Named(second)) => {
            match (enum_len(api, *first), enum_len(api, *second)) {
                // Enums accept undeclared values, so the shorter one accepts all values.
                (Some(first), Some(second)) if second < first => other,
                (Some(_), Some(_)) => one,
                _ => return None,
            }
        }
        (Shape::List(first), Shape::List(second)) => {
            let item = intersect(api, first, second)?;
            let mut list = one.clone();
            list.shape = Shape::List(Box::new(item));
            list.rules.extend(other.rules.iter().cloned());
            return Some(list);
        }
        (Shape::Map(first), Shape::Map(second)) => {
            let value = intersect(api, first, second)?;
            let mut map = one.clone();
            map.shape = Shape::Map(Box::new(value));
            map.rules.extend(other.rules.iter().cloned());
            return Some(map);
        }
        // A map allows any object; a struct is narrower.
        (Shape::Map(_), Shape::Named(id)) if is_struct_or_union(api, *id) => other,
        (Shape::Named(id), Shape::Map(_)) if is_struct_or_union(api, *id) => one,
        _ => return None,
    };
    let mut intersection = narrower.clone();
    for rule in one.rules.iter().chain(&other.rules) {
        if !intersection.rules.contains(rule) {
            intersection.rules.push(rule.clone());
        }
    }
    Some(intersection)
}

fn is_string(scalar: Scalar) -> bool {
    !matches!(scalar, Scalar::Bool | Scalar::Int(_) | Scalar::Float)
}

fn is_enum(api: &Api, id: TypeId) -> bool {
    enum_len(api, id).is_some()
}

fn enum_len(api: &Api, id: TypeId) -> Option<usize> {
    match &api.ty(id).kind {
        Kind::Enum(values) => Some(values.values.len()),
        _ => None,
    }
}

fn is_struct_or_union(api: &Api, id: TypeId) -> bool {
    matches!(api.ty(id).kind, Kind::Struct(_) | Kind::Union(_))
}

/// Whether two shapes are the same Rust type, regardless of their locations and constraints.
pub(super) fn same_shape(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
            one.null == other.null && same_shape(&one.shape, &other.shape)
        }
        (Shape::Scalar(one), Shape::Scalar(other)) => rust_type(*one) == rust_type(*other),
        (one, other) => one == other,
    }
}

/// `binary` is a string in Rust, too.
fn rust_type(scalar: Scalar) -> Scalar {
    match scalar {
        Scalar::Binary => Scalar::String,
        other => other,
    }
}
