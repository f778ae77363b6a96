//! Removes types that only wrap the content of a variant.
//!
//! Servers in Rust write an enum as a union of objects: `{"tag": …}` alone or with the content under one key, or with the
//! key as the name of the variant. Only alternatives that are declared inside the union count, and components with the
//! names of the union and of their content, as poem-openapi writes them: other components are types that programs may use.

use super::Contents;
use crate::ir::{
    Access, AdditionalProperties, EnumValue, Field, Kind, Literal, Null, Origin, Presence, Ref,
    Scalar, Shape, Struct, TypeId, Union, Variant, VariantContent,
};
use crate::passes::schemas::intersection::same_shape;

impl Contents<'_, '_> {
    /// Removes the wrappers of a union with a tag: objects that are only the tag, or the tag and the properties of a
    /// component, or the tag and one property that is the same for all.
    pub(super) fn unwrap_tagged(&mut self, id: TypeId, union: &mut Union) {
        let key = self.content_key(id, union);
        for variant in &mut union.variants {
            let Some((inner, object)) = self.wrapper(id, variant) else {
                continue;
            };
            if !matches!(
                variant.content,
                VariantContent::BesideTag(Presence::Required)
            ) {
                continue;
            }
            if object.fields.is_empty() {
                self.make_unit(inner, variant);
            } else if let Some(field) = key.as_deref().and_then(|key| only(&object, key)) {
                self.replace(
                    (id, inner),
                    variant,
                    &field.ty,
                    VariantContent::Property(field.wire.clone()),
                );
            } else if let Some(component) = self.same_component(inner, &object) {
                *self.uses.entry(component).or_default() += 1;
                let edge = Ref::new(Shape::Named(component), variant.at.clone());
                self.replace((id, inner), variant, &edge, variant.content.clone());
            }
        }
    }

    /// Removes the wrappers of a union whose objects have one property, the name of the variant.
    pub(super) fn unwrap_keyed(&mut self, id: TypeId, union: &mut Union) {
        if union.discriminator.is_some() {
            return;
        }
        let mut keys: Vec<String> = Vec::new();
        let mut is_keyed = union.variants.iter().any(|variant| variant.unit.is_some());
        for variant in union
            .variants
            .iter()
            .filter(|variant| variant.unit.is_none())
        {
            let Some((inner, object)) = self.wrapper(id, variant) else {
                return;
            };
            let Some(field) = only_field(&object).filter(|field| !keys.contains(&field.wire))
            else {
                return;
            };
            keys.push(field.wire.clone());
            is_keyed |= object.is_closed || !self.is_inside(id, inner);
        }
        if !is_keyed {
            return;
        }
        for variant in union
            .variants
            .iter_mut()
            .filter(|variant| variant.unit.is_none())
        {
            if let Some((inner, object)) = self.wrapper(id, variant)
                && let Some(field) = only_field(&object)
            {
                self.replace(
                    (id, inner),
                    variant,
                    &field.ty,
                    VariantContent::Property(field.wire.clone()),
                );
            }
        }
    }

    /// The struct of a variant, if it is only there for the union.
    fn wrapper(&self, union: TypeId, variant: &Variant) -> Option<(TypeId, Struct)> {
        let id = variant.ty.named().filter(|_| variant.ty.null == Null::No)?;
        let Kind::Struct(object) = &self.api.ty(id).kind else {
            return None;
        };
        let is_wrapper = || self.is_inside(union, id) || self.is_named_after(union, id, object);
        let is_free = self.is_own(id) && !self.is_locked(id);
        (has_only_fields(object) && is_free && is_wrapper()).then(|| (id, object.clone()))
    }

    fn is_inside(&self, union: TypeId, id: TypeId) -> bool {
        matches!(&self.api.ty(id).origin, Origin::Nested { owner, .. } if *owner == union)
    }

    /// Whether a component has the name of the union and that of a component which is its content.
    fn is_named_after(&self, union: TypeId, id: TypeId, object: &Struct) -> bool {
        let name = |id: TypeId| self.api.ty(id).component_name();
        let contents = object.fields.iter().filter_map(|field| field.ty.named());
        let mut contents = contents.chain(self.api.ty(id).parents.iter().copied());
        let rest = name(id).strip_prefix(name(union));
        let rest = rest.and_then(|rest| rest.strip_prefix('_'));
        rest.is_some_and(|rest| !rest.is_empty() && contents.any(|content| name(content) == rest))
    }

    /// The property that has the content of all variants with a content, if there are several, and one is only the tag.
    fn content_key(&self, id: TypeId, union: &Union) -> Option<String> {
        let (mut key, mut has_unit, mut count) = (None, false, 0);
        for variant in &union.variants {
            let (_, object) = self.wrapper(id, variant)?;
            if object.fields.is_empty() {
                has_unit = true;
                continue;
            }
            let field = only_field(&object)?;
            if key.get_or_insert_with(|| field.wire.clone()) != &field.wire {
                return None;
            }
            count += 1;
        }
        // One object with a property is no sign of a wrapper.
        key.filter(|_| has_unit && count > 1)
    }

    /// The component that a schema extends without adding a property, or whose properties it repeats.
    fn same_component(&self, id: TypeId, object: &Struct) -> Option<TypeId> {
        let is_same = |other: &TypeId| {
            let ty = self.api.ty(*other);
            !ty.component_name().is_empty()
                && matches!(&ty.kind, Kind::Struct(other) if same_fields(object, other))
        };
        let parents = self.api.ty(id).parents.iter().copied();
        let is_component = |id: &TypeId| !self.api.ty(*id).component_name().is_empty();
        let parents: Vec<TypeId> = parents.filter(is_component).collect();
        if let [parent] = parents.as_slice() {
            return Some(*parent).filter(is_same);
        }
        let mut same = self.api.ids().filter(is_same);
        let first = same.next().filter(|_| object.fields.len() > 1)?;
        same.next().is_none().then_some(first)
    }

    fn make_unit(&mut self, inner: TypeId, variant: &mut Variant) {
        let [tag] = variant.tags.as_slice() else {
            return;
        };
        let docs = self.api.ty(inner).docs.clone();
        variant.unit = Some(EnumValue {
            literal: Literal::String(tag.clone()),
            name: None,
            docs: docs.text(),
            deprecated: docs.deprecated,
            at: variant.at.clone(),
        });
        if variant.name.is_empty() {
            variant.name.clone_from(tag);
        }
        variant.ty = Ref::new(Shape::Scalar(Scalar::String), variant.at.clone());
        variant.content = VariantContent::Whole;
        self.api.ty_mut(inner).kind = Kind::Dropped;
    }

    /// Makes a part of a wrapper in a union the type of its variant. Types inside the wrapper get its name.
    fn replace(
        &mut self,
        (union, inner): (TypeId, TypeId),
        variant: &mut Variant,
        edge: &Ref,
        content: VariantContent,
    ) {
        let wrapper = self.api.ty(inner);
        let (origin, docs) = (wrapper.origin.clone(), wrapper.docs.text());
        if let Some(id) = edge.named()
            && let Origin::Nested { owner, .. } = &self.api.ty(id).origin
            && *owner == inner
            && self.is_own(id)
        {
            self.api.ty_mut(id).origin = origin;
        }
        // poem-openapi repeats the description of the union.
        if docs != self.api.ty(union).docs.text() {
            variant.docs = docs;
        }
        variant.ty = Ref {
            at: variant.at.clone(),
            ..edge.clone()
        };
        variant.content = content;
        self.api.ty_mut(inner).kind = Kind::Dropped;
    }
}

/// The only property, if it is required.
fn only_field(object: &Struct) -> Option<&Field> {
    let [field] = object.fields.as_slice() else {
        return None;
    };
    let is_plain = field.presence == Presence::Required
        && field.access == Access::Both
        && field.ty.null == Null::No
        && field.default.is_none();
    is_plain.then_some(field)
}

fn only<'o>(object: &'o Struct, key: &str) -> Option<&'o Field> {
    only_field(object).filter(|field| field.wire == key)
}

fn has_only_fields(object: &Struct) -> bool {
    object.flattened.is_empty()
        && object.required_elsewhere.is_empty()
        && object.exclusive.is_empty()
        && matches!(object.additional_properties, AdditionalProperties::Ignored)
}

/// Whether both have the same properties, in any order.
fn same_fields(one: &Struct, other: &Struct) -> bool {
    let is_same = |one: &Field, other: &Field| {
        let (mine, theirs) = (&one.ty, &other.ty);
        one.wire == other.wire
            && (one.presence, one.access) == (other.presence, other.access)
            && one.default == other.default
            && same_shape(&mine.shape, &theirs.shape)
            && (mine.null, mine.other_strings) == (theirs.null, theirs.other_strings)
            && mine.rules == theirs.rules
    };
    let has = |field: &Field| other.fields.iter().any(|other| is_same(field, other));
    let is_plain = |object: &Struct| has_only_fields(object) && object.discriminator.is_none();
    one.fields.len() == other.fields.len()
        && is_plain(one)
        && is_plain(other)
        && one.fields.iter().all(has)
}
