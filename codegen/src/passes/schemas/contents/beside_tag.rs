//! Removes the tag from the type of a variant: the variant already says which it is.

use super::Contents;
use crate::ir::{
    Api, Field, Kind, Literal, Null, Origin, Presence, Scalar, Shape, Struct, TypeId, Variant,
    VariantContent,
};
use crate::passes::schemas::discriminating_keys::constants;

impl Contents<'_, '_> {
    /// Removes the tag from the type of a variant, if nothing else uses the type.
    pub(super) fn remove_tag(&mut self, variant: &mut Variant, property: &str) {
        let ([tag], Some(id)) = (variant.tags.as_slice(), variant.ty.named()) else {
            return;
        };
        let ty = self.api.ty(id);
        let Kind::Struct(object) = &ty.kind else {
            return;
        };
        let key = ty.property_key(property);
        let is_locked = self.context.lock.properties.contains_key(&key);
        if is_locked
            || variant.ty.null == Null::Yes
            || !self.is_own(id)
            || is_needed(object, property)
        {
            return;
        }
        let mut object = object.clone();
        let position = object
            .fields
            .iter()
            .position(|field| field.wire == property);
        let presence = match position {
            Some(position) if is_tag(self.api, &object.fields[position], tag) => {
                let field = object.fields.remove(position);
                self.drop_enum(id, &field);
                field.presence
            }
            None if object.required_elsewhere.iter().any(|it| it == property) => Presence::Required,
            Some(_) | None => return,
        };
        object.required_elsewhere.retain(|it| it != property);
        self.api.ty_mut(id).kind = Kind::Struct(object);
        variant.content = VariantContent::BesideTag(presence);
    }

    /// Drops the type of a tag, if it is declared there.
    fn drop_enum(&mut self, owner: TypeId, field: &Field) {
        let Some(id) = field.ty.named() else { return };
        let origin = &self.api.ty(id).origin;
        let is_nested = matches!(origin, Origin::Nested { owner: of, .. } if *of == owner);
        if is_nested && self.uses.get(&id) == Some(&1) {
            self.api.ty_mut(id).kind = Kind::Dropped;
        }
    }
}

/// Whether more than the union reads the tag: other unions in the same object, or rules about it.
fn is_needed(object: &Struct, property: &str) -> bool {
    let mut exclusive = object.exclusive.iter().flatten();
    !object.flattened.is_empty()
        || object.discriminator.is_some()
        || exclusive.any(|name| name == property)
}

/// Whether a property is a string that can be the tag.
fn is_tag(api: &Api, field: &Field, tag: &str) -> bool {
    let is_string = matches!(api.behind(&field.ty), Shape::Scalar(Scalar::String));
    let lists_tag = || {
        let constants = constants(api, &field.ty).unwrap_or_default();
        constants.contains(&Literal::String(tag.to_owned()))
    };
    field.ty.null == Null::No && (is_string || lists_tag())
}
