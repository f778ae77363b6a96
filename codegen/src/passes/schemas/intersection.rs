//! What two schemas that hold at once have in common.

use super::all_of::Merge;
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{AllOf, Api, Field, Kind, Origin, Ref, Scalar, Shape, TypeId};

/// The narrower of two edges, where what fits it fits the other one.
pub(super) fn intersect(api: &Api, one: &Ref, other: &Ref) -> Option<Ref> {
    let narrower = match (api.behind(one), api.behind(other)) {
        (Shape::Any, _) => other,
        (_, Shape::Any) => one,
        (first, second) if same_shape(first, second) => one,
        (Shape::Scalar(first), Shape::Scalar(second)) => match (first, second) {
            (Scalar::String | Scalar::Binary, second) if is_text(*second) => other,
            (first, Scalar::String | Scalar::Binary) if is_text(*first) => one,
            (Scalar::Float, Scalar::Int(_)) => other,
            (Scalar::Int(_), Scalar::Float | Scalar::Int(_)) => one,
            _ => return None,
        },
        (Shape::Scalar(_), Shape::Named(id)) if is_enum(api, *id) => other,
        (Shape::Named(id), Shape::Scalar(_)) if is_enum(api, *id) => one,
        (Shape::Named(first), Shape::Named(second)) => {
            match (values(api, *first), values(api, *second)) {
                // Enums are open, so the shorter one has a place for all values.
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
        // A map is any object; one with members is narrower.
        (Shape::Map(_), Shape::Named(id)) if is_struct(api, *id) => other,
        (Shape::Named(id), Shape::Map(_)) if is_struct(api, *id) => one,
        _ => return None,
    };
    let mut met = narrower.clone();
    for rule in one.rules.iter().chain(&other.rules) {
        if !met.rules.contains(rule) {
            met.rules.push(rule.clone());
        }
    }
    Some(met)
}

fn is_text(scalar: Scalar) -> bool {
    !matches!(scalar, Scalar::Bool | Scalar::Int(_) | Scalar::Float)
}

fn is_enum(api: &Api, id: TypeId) -> bool {
    values(api, id).is_some()
}

fn values(api: &Api, id: TypeId) -> Option<usize> {
    match &api.ty(id).kind {
        Kind::Enum(values) => Some(values.values.len()),
        _ => None,
    }
}

fn is_struct(api: &Api, id: TypeId) -> bool {
    matches!(api.ty(id).kind, Kind::Struct(_) | Kind::Union(_))
}

/// Equal but for places and limits.
pub(super) fn same_shape(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
            one.null == other.null && same_shape(&one.shape, &other.shape)
        }
        // The same in Rust.
        (Shape::Scalar(one), Shape::Scalar(other)) => plain(*one) == plain(*other),
        (one, other) => one == other,
    }
}

fn plain(scalar: Scalar) -> Scalar {
    match scalar {
        Scalar::Binary => Scalar::String,
        other => other,
    }
}

impl Merge<'_, '_> {
    /// The type of a member that two schemas declare.
    pub(super) fn member(&mut self, id: TypeId, known: &Field, field: &Field) -> Ref {
        for edge in [&known.ty, &field.ty] {
            if let Shape::Named(inner) = *self.api.behind(edge) {
                self.settle(inner);
            }
        }
        let null = known.ty.null.or(field.ty.null);
        let mut ty = match intersect(self.api, &known.ty, &field.ty) {
            Some(met) => met,
            None => self.both(id, known, field),
        };
        ty.null = null;
        ty
    }

    /// Two objects become one where one of them is written out here; else the later one counts, by custom the more
    /// special one.
    fn both(&mut self, id: TypeId, known: &Field, field: &Field) -> Ref {
        let objects = (self.object_of(&known.ty), self.object_of(&field.ty));
        let severity = match objects {
            (Some(_), Some(second)) if self.is_inside(second, id) => {
                self.extend(second, &known.ty);
                return field.ty.clone();
            }
            (Some(first), Some(_)) if self.is_inside(first, id) => {
                self.extend(first, &field.ty);
                return known.ty.clone();
            }
            (Some(_), Some(_)) => Severity::Note,
            _ => Severity::Warning,
        };
        let name = &field.wire;
        let message = format!("two schemas of the `allOf` declare `{name}` with different types");
        let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at_key(&field.at);
        let found = found
            .related(&known.at, "the other one is here")
            .severity(severity);
        self.diags.push(found.label("this one is taken"));
        field.ty.clone()
    }

    fn object_of(&self, edge: &Ref) -> Option<TypeId> {
        match self.api.behind(edge) {
            Shape::Named(id)
                if matches!(self.api.ty(*id).kind, Kind::Struct(_) | Kind::AllOf(_)) =>
            {
                Some(*id)
            }
            _ => None,
        }
    }

    /// Whether a type is written out inside another one, so that nobody else has it.
    fn is_inside(&self, id: TypeId, outer: TypeId) -> bool {
        let mut at = id;
        // As deep as the document nests.
        while let Origin::Nested { owner, .. } = self.api.ty(at).origin {
            if owner == outer {
                return true;
            }
            at = owner;
        }
        false
    }

    /// Gives an object the members of another one.
    fn extend(&mut self, id: TypeId, with: &Ref) {
        let mut kind = self.api.ty(id).kind.clone();
        kind = match kind {
            Kind::Struct(own) => Kind::AllOf(AllOf {
                members: vec![with.clone()],
                own,
                rules: Vec::new(),
            }),
            Kind::AllOf(mut all) => {
                all.members.insert(0, with.clone());
                Kind::AllOf(all)
            }
            other => other,
        };
        self.api.ty_mut(id).kind = kind;
        self.settle(id);
    }
}
