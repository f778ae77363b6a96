//! The intersection of two schemas: the values that match both.

use crate::ir::{Api, Format, Int, Kind, Literal, Ref, Scalar, Shape, TypeId};

/// How deep lists and maps are examined: those that contain themselves never end.
const MAX_DEPTH: usize = 16;

/// The narrower of two edges, with the constraints of both. Returns `None` if neither contains the other.
pub(super) fn intersect(api: &Api, one: &Ref, other: &Ref) -> Option<Ref> {
    intersect_within(MAX_DEPTH, api, one, other)
}

fn intersect_within(depth: usize, api: &Api, one: &Ref, other: &Ref) -> Option<Ref> {
    let depth = depth.checked_sub(1)?;
    let narrower = match (api.behind(one), api.behind(other)) {
        (Shape::Any, _) => other,
        (_, Shape::Any) => one,
        (Shape::List(first), Shape::List(second)) => {
            let item = intersect_within(depth, api, first, second)?;
            let mut list = one.clone();
            list.shape = Shape::List(Box::new(item));
            return Some(with_rules(list, [one, other]));
        }
        (Shape::Map(first), Shape::Map(second)) => {
            let value = intersect_within(depth, api, first, second)?;
            let mut map = one.clone();
            map.shape = Shape::Map(Box::new(value));
            return Some(with_rules(map, [one, other]));
        }
        (first, second) if same_shape(first, second) => one,
        (Shape::Named(first), Shape::Named(second))
            if is_union(api, *first) && is_union(api, *second) =>
        {
            return None;
        }
        (Shape::Named(id), _) if is_union(api, *id) => {
            return alternative(one, other, &matching(depth, api, *id, other));
        }
        (_, Shape::Named(id)) if is_union(api, *id) => {
            return alternative(other, one, &matching(depth, api, *id, one));
        }
        (Shape::Scalar(first), Shape::Scalar(second)) => match (first, second) {
            (Scalar::String | Scalar::Binary, second) if is_string(*second) => other,
            (first, Scalar::String | Scalar::Binary) if is_string(*first) => one,
            (Scalar::Float, Scalar::Int(_)) => other,
            (Scalar::Int(first), Scalar::Int(second)) if is_narrower(*second, *first) => other,
            (Scalar::Int(_), Scalar::Float | Scalar::Int(_)) => one,
            _ => return None,
        },
        (Shape::Scalar(scalar), Shape::Named(id)) if has_values(api, *id, *scalar) => other,
        (Shape::Named(id), Shape::Scalar(scalar)) if has_values(api, *id, *scalar) => one,
        (Shape::Named(first), Shape::Named(second)) => {
            match (enum_len(api, *first), enum_len(api, *second)) {
                // Enums accept undeclared values, so the shorter one accepts all values.
                (Some(first), Some(second)) if second < first => other,
                (Some(_), Some(_)) => one,
                _ => return None,
            }
        }
        // A map allows any object; a struct is narrower.
        (Shape::Map(_), Shape::Named(id)) if is_struct(api, *id) => other,
        (Shape::Named(id), Shape::Map(_)) if is_struct(api, *id) => one,
        _ => return None,
    };
    let narrower = with_formats(api, narrower.clone(), [one, other]);
    Some(with_rules(narrower, [one, other]))
}

/// Adds the formats of these edges, also those behind aliases.
fn with_formats(api: &Api, mut edge: Ref, others: [&Ref; 2]) -> Ref {
    if let Shape::Scalar(_) = api.behind(&edge) {
        for format in others.into_iter().flat_map(|other| formats(api, other)) {
            add_format(api, &mut edge, format);
        }
    }
    if let Shape::Tuple(_) = edge.shape {
        others.iter().for_each(|other| edge.add_formats(other));
    }
    edge
}

/// The formats of a scalar, also those of the aliases that lead to it.
fn formats<'a>(api: &'a Api, edge: &'a Ref) -> impl Iterator<Item = &'a Format> {
    let next = |edge: &&'a Ref| match edge.named().map(|id| &api.ty(id).kind) {
        Some(Kind::Alias(target)) => Some(target),
        _ => None,
    };
    // The pass `alias_cycles` has broken cycles.
    let edges = std::iter::successors(Some(edge), next);
    edges.flat_map(|edge| &edge.formats)
}

/// Adds a format that a scalar does not have, sorted, so that the order of the members has no effect.
fn add_format(api: &Api, edge: &mut Ref, format: &Format) {
    if !formats(api, edge).any(|known| known == format) {
        edge.formats.push(format.clone());
        edge.formats.sort_unstable();
    }
}

/// Adds the constraints of these edges.
fn with_rules(mut edge: Ref, others: [&Ref; 2]) -> Ref {
    for rule in others.into_iter().flat_map(|other| &other.rules) {
        if !edge.rules.contains(rule) {
            edge.rules.push(rule.clone());
        }
    }
    edge
}

/// The intersection of a union with another schema: the only alternative that matches it, or the union if several
/// do.
fn alternative(union: &Ref, other: &Ref, matching: &[Ref]) -> Option<Ref> {
    match matching {
        [] => None,
        [only] => Some(with_rules(only.clone(), [union, other])),
        _ => Some(with_rules(union.clone(), [union, other])),
    }
}

/// The intersections of the alternatives of a union with another schema.
fn matching(depth: usize, api: &Api, id: TypeId, other: &Ref) -> Vec<Ref> {
    let Kind::Union(union) = &api.ty(id).kind else {
        return Vec::new();
    };
    let variants = union.variants.iter();
    // Unions in unions are not examined.
    let variants = variants.filter(|variant| match api.behind(&variant.ty) {
        Shape::Named(id) => !is_union(api, *id),
        _ => true,
    });
    let matching = variants.filter_map(|it| intersect_within(depth, api, &it.ty, other));
    matching.collect()
}

/// Whether another schema excludes some alternatives of a union, but not all except one.
pub(super) fn is_partly_excluded(api: &Api, union: &Ref, other: &Ref) -> bool {
    let Shape::Named(id) = *api.behind(union) else {
        return false;
    };
    match &api.ty(id).kind {
        Kind::Union(of) if union.shape != other.shape => {
            let count = matching(MAX_DEPTH, api, id, other).len();
            count > 1 && count < of.variants.len()
        }
        _ => false,
    }
}

/// Whether all values of an integer type are values of another one, and not the other way round.
fn is_narrower(one: Int, other: Int) -> bool {
    let (one, other) = (range(one), range(other));
    one != other && one.0 >= other.0 && one.1 <= other.1
}

/// The smallest and the largest value.
fn range(int: Int) -> (i128, i128) {
    fn of<T: Into<i128>>(min: T, max: T) -> (i128, i128) {
        (min.into(), max.into())
    }
    match int {
        Int::I8 => of(i8::MIN, i8::MAX),
        Int::I16 => of(i16::MIN, i16::MAX),
        Int::I32 => of(i32::MIN, i32::MAX),
        Int::I64 => of(i64::MIN, i64::MAX),
        Int::U8 => of(u8::MIN, u8::MAX),
        Int::U16 => of(u16::MIN, u16::MAX),
        Int::U32 => of(u32::MIN, u32::MAX),
        Int::U64 => of(u64::MIN, u64::MAX),
    }
}

fn is_string(scalar: Scalar) -> bool {
    !matches!(scalar, Scalar::Bool | Scalar::Int(_) | Scalar::Float)
}

/// Whether a type is an enum with values of a scalar type.
fn has_values(api: &Api, id: TypeId, scalar: Scalar) -> bool {
    let Kind::Enum(of) = &api.ty(id).kind else {
        return false;
    };
    of.values.iter().any(|value| match value.literal {
        Literal::String(_) => is_string(scalar),
        Literal::Bool(_) => scalar == Scalar::Bool,
        Literal::Int(_) => matches!(scalar, Scalar::Int(_) | Scalar::Float),
        Literal::Float(_) => scalar == Scalar::Float,
    })
}

fn enum_len(api: &Api, id: TypeId) -> Option<usize> {
    match &api.ty(id).kind {
        Kind::Enum(values) => Some(values.values.len()),
        _ => None,
    }
}

fn is_struct(api: &Api, id: TypeId) -> bool {
    matches!(api.ty(id).kind, Kind::Struct(_))
}

fn is_union(api: &Api, id: TypeId) -> bool {
    matches!(api.ty(id).kind, Kind::Union(_))
}

/// Whether two shapes are the same Rust type, regardless of their locations and constraints.
pub(super) fn same_shape(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
            one.null == other.null && same_shape(&one.shape, &other.shape)
        }
        (Shape::Tuple(one), Shape::Tuple(other)) => {
            let mut items = one.iter().zip(other);
            let is_same = |(one, other): (&Ref, &Ref)| {
                one.null == other.null && same_shape(&one.shape, &other.shape)
            };
            one.len() == other.len() && items.all(is_same)
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
