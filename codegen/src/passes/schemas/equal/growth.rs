//! Types that are one type in the lock, and whose schemas are no longer equal: a property or value was added to some.
//!
//! The type gets the properties of all, so that programs which pass a value from one place to another still compile.
//! Properties that not all of the schemas require are optional.

use super::Same;
use super::classes::Classes;
use crate::ir::{AdditionalProperties, Api, Enum, Kind, Presence, Ref, Struct, TypeId};

/// Separates the types that contradict each other. Returns whether there are any.
pub(super) fn retain_compatible(api: &Api, classes: &Classes, same: &mut Same) -> bool {
    let compatible = |id: TypeId, target: TypeId| match (&api.ty(id).kind, &api.ty(target).kind) {
        _ if classes.of_type(id) == classes.of_type(target) => true,
        (Kind::Struct(one), Kind::Struct(other)) => fit(api, classes, one, other),
        (Kind::Enum(one), Kind::Enum(other)) => one.is_string() == other.is_string(),
        _ => false,
    };
    let count = same.into.len();
    same.into.retain(|id, target| compatible(*id, *target));
    same.into.len() < count
}

/// Gives each type the properties and values of all schemas that it stands for.
pub(super) fn merge(api: &mut Api, classes: &Classes, same: &Same) {
    for (id, target) in same.pairs() {
        if classes.of_type(id) == classes.of_type(target) {
            continue;
        }
        let other = api.ty(id).kind.clone();
        match (&mut api.ty_mut(target).kind, other) {
            (Kind::Struct(into), Kind::Struct(other)) => merge_objects(into, other),
            (Kind::Enum(into), Kind::Enum(other)) => merge_values(into, other),
            _ => {}
        }
    }
}

/// Whether the common properties of two objects have the same types.
fn fit(api: &Api, classes: &Classes, one: &Struct, other: &Struct) -> bool {
    let same = |one: &Ref, other: &Ref| classes.same_edge(api, one, other);
    let rest = match (&one.additional_properties, &other.additional_properties) {
        (AdditionalProperties::Ignored, AdditionalProperties::Ignored) => true,
        (AdditionalProperties::Collected(one), AdditionalProperties::Collected(other)) => {
            same(one, other)
        }
        _ => false,
    };
    let mut fields = one.fields.iter();
    let fields = fields.all(|field| {
        let mut others = other.fields.iter();
        let other = others.find(|other| other.wire == field.wire);
        other.is_none_or(|other| same(&field.ty, &other.ty) && field.access == other.access)
    });
    let is_plain = |object: &Struct| object.flattened.is_empty() && object.discriminator.is_none();
    rest && fields && is_plain(one) && is_plain(other)
}

fn merge_objects(into: &mut Struct, other: Struct) {
    let requires = |object: &Struct, wire: &str| {
        let mut fields = object.fields.iter();
        fields.any(|field| field.wire == wire && field.presence == Presence::Required)
    };
    for field in &mut into.fields {
        if !requires(&other, &field.wire) {
            field.presence = Presence::Optional;
        }
    }
    for mut field in other.fields {
        if !into.fields.iter().any(|known| known.wire == field.wire) {
            field.presence = Presence::Optional;
            into.fields.push(field);
        }
    }
}

fn merge_values(into: &mut Enum, other: Enum) {
    for value in other.values {
        if !into
            .values
            .iter()
            .any(|known| known.literal == value.literal)
        {
            into.values.push(value);
        }
    }
}
