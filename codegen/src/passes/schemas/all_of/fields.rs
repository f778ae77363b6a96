//! Merges the fields of the members of an `allOf`.

use super::{Merge, Merged};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{
    Access, AdditionalProperties, AllOf, Field, Kind, Origin, Presence, Ref, Shape, Struct, TypeId,
};
use crate::passes::schemas::intersection::intersect;

impl Merge<'_, '_> {
    /// Adds the fields of a member to the merged object.
    pub(super) fn add_object(&mut self, id: TypeId, merged: &mut Merged, member: &Struct) {
        let Struct {
            fields,
            flattened,
            additional_properties,
            is_closed,
            discriminator: _,
            required_elsewhere,
            exclusive,
        } = member;
        for field in fields {
            self.add_field(id, merged, field.clone());
        }
        let object = &mut merged.object;
        object.flattened.extend(flattened.iter().cloned());
        for name in required_elsewhere {
            match merged.positions.get(name) {
                Some(position) => require(&mut object.fields[*position]),
                None if merged.undeclared.insert(name.clone()) => {
                    object.required_elsewhere.push(name.clone());
                }
                None => {}
            }
        }
        object.exclusive.extend(exclusive.iter().cloned());
        object.is_closed |= is_closed;
        if let AdditionalProperties::Collected(value) = additional_properties {
            self.add_additional(merged, value.clone());
        }
    }

    /// Adds the type of undeclared properties.
    pub(super) fn add_additional(&mut self, merged: &mut Merged, mut value: Ref) {
        let additional = &mut merged.object.additional_properties;
        if let AdditionalProperties::Collected(known) = additional {
            match intersect(self.api, known, &value) {
                Some(narrower) => value = narrower,
                None => {
                    let message = "two members of the `allOf` declare undeclared properties with different types";
                    let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at(&value.at);
                    let found = found.related(&known.at, "the other declaration is here");
                    self.diags.push(found.label("this declaration is used"));
                }
            }
        }
        *additional = AdditionalProperties::Collected(value);
    }

    fn add_field(&mut self, id: TypeId, merged: &mut Merged, mut field: Field) {
        if merged.undeclared.remove(&field.wire) {
            require(&mut field);
        }
        let fields = &mut merged.object.fields;
        let Some(&position) = merged.positions.get(&field.wire) else {
            merged.positions.insert(field.wire.clone(), fields.len());
            fields.push(field);
            return;
        };
        let known = fields[position].clone();
        field.ty = self.field_type(id, &known, &field);
        if field.docs.description.is_empty() {
            field.docs.description = known.docs.description;
        }
        if field.access == Access::Both {
            field.access = known.access;
        }
        field.default = field.default.or(known.default);
        if known.presence == Presence::Required {
            field.presence = Presence::Required;
        }
        if field.presence == Presence::Required && field.access != Access::Both {
            field.presence = Presence::Optional;
        }
        // The field keeps the position of its first declaration.
        merged.object.fields[position] = field;
    }

    /// The type of a property that two members declare.
    fn field_type(&mut self, id: TypeId, known: &Field, field: &Field) -> Ref {
        for edge in [&known.ty, &field.ty] {
            if let Shape::Named(inner) = *self.api.behind(edge) {
                self.merge(inner);
            }
        }
        let null = known.ty.null.or(field.ty.null);
        let mut ty = match intersect(self.api, &known.ty, &field.ty) {
            Some(narrower) => narrower,
            None => self.merge_types(id, known, field),
        };
        ty.null = null;
        ty
    }

    /// Merges two objects if one of them is declared inline. Otherwise the later declaration is used, which is usually
    /// the more specific one.
    fn merge_types(&mut self, id: TypeId, known: &Field, field: &Field) -> Ref {
        let objects = (self.object_id(&known.ty), self.object_id(&field.ty));
        let severity = match objects {
            (Some(_), Some(second)) if self.is_nested_in(second, id) => {
                self.extend(second, &known.ty);
                return field.ty.clone();
            }
            (Some(first), Some(_)) if self.is_nested_in(first, id) => {
                self.extend(first, &field.ty);
                return known.ty.clone();
            }
            (Some(_), Some(_)) => Severity::Note,
            _ => Severity::Warning,
        };
        let name = &field.wire;
        let message = format!("two members of the `allOf` declare `{name}` with different types");
        let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at_key(&field.at);
        let found = found
            .related(&known.at, "the other declaration is here")
            .severity(severity);
        self.diags.push(found.label("this declaration is used"));
        field.ty.clone()
    }

    fn object_id(&self, edge: &Ref) -> Option<TypeId> {
        match self.api.behind(edge) {
            Shape::Named(id)
                if matches!(self.api.ty(*id).kind, Kind::Struct(_) | Kind::AllOf(_)) =>
            {
                Some(*id)
            }
            _ => None,
        }
    }

    /// Whether a type is declared inside another one, so that no other type uses it.
    fn is_nested_in(&self, id: TypeId, outer: TypeId) -> bool {
        let mut current = id;
        // The nesting of the document limits the loop.
        while let Origin::Nested { owner, .. } = self.api.ty(current).origin {
            if owner == outer {
                return true;
            }
            current = owner;
        }
        false
    }

    /// Adds the fields of another object to a type.
    fn extend(&mut self, id: TypeId, other: &Ref) {
        let kind = match self.api.ty(id).kind.clone() {
            Kind::Struct(own) => Kind::AllOf(AllOf {
                members: vec![other.clone()],
                beside: None,
                own,
                rules: Vec::new(),
            }),
            Kind::AllOf(mut all) => {
                all.members.insert(0, other.clone());
                Kind::AllOf(all)
            }
            kind => kind,
        };
        self.api.ty_mut(id).kind = kind;
        self.merge(id);
    }
}

/// Makes a field required. A `readOnly` or `writeOnly` field remains optional: one side never sends it.
fn require(field: &mut Field) {
    if field.access == Access::Both {
        field.presence = Presence::Required;
    }
}
