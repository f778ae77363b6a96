//! The kind of an `allOf` whose members are merged.

use super::{Merge, Merged, has_object};
use crate::diag::{Diagnostic, codes};
use crate::ir::{AdditionalProperties, Kind, Null, Ref, Rule, Shape, TypeId};
use crate::passes::schemas::constraints::unchecked;
use crate::passes::schemas::intersection::{intersect, is_partly_excluded};

impl Merge<'_, '_> {
    /// The kind of a type whose members are merged.
    pub(super) fn merged_kind(&mut self, id: TypeId, merged: Merged) -> Kind {
        let has_no_fields =
            merged.object.fields.is_empty() && merged.object.discriminator.is_none();
        if has_no_fields
            && merged.object.flattened.is_empty()
            && let Some(other) = self.without_properties(id, &merged)
        {
            return Kind::Alias(other);
        }
        let Merged {
            object, mut others, ..
        } = merged;
        // An untyped map (`type: object`) adds nothing to properties.
        let is_map = |other: &mut Ref| matches!(self.api.behind(other), Shape::Map(_));
        let maps: Vec<Ref> = others.extract_if(.., is_map).collect();
        self.report_left_out(&others);
        match (object.flattened.as_slice(), &object.additional_properties) {
            ([only], AdditionalProperties::Ignored) if has_no_fields => {
                let mut only = only.ty.clone();
                only.null = Null::No;
                if !object.required_elsewhere.is_empty() {
                    self.report_required(id, "a union");
                }
                Kind::Alias(self.intersect_all(only, &maps))
            }
            _ => Kind::Struct(object),
        }
    }

    /// Reports members that are not objects although others are.
    fn report_left_out(&mut self, others: &[Ref]) {
        for other in others {
            self.diags.push(match self.lists_object(other) {
                true => {
                    let message = "this list of types is beside properties";
                    let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at(&other.at);
                    found.label("generated as an object")
                }
                false => {
                    let message = "this member of the `allOf` is not an object, but the others are";
                    let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at(&other.at);
                    found.label("the member is left out")
                }
            });
        }
    }

    /// The type of members without properties. Returns `None` if the type is an object nevertheless.
    fn without_properties(&mut self, id: TypeId, merged: &Merged) -> Option<Ref> {
        let Merged { object, others, .. } = merged;
        let mut others = others.clone();
        let mut inner = others.iter();
        let are_maps = inner.all(|other| matches!(self.api.behind(other), Shape::Map(_)));
        let requires = !object.required_elsewhere.is_empty();
        if are_maps && requires && !(merged.is_any && others.is_empty()) {
            return None;
        }
        match &object.additional_properties {
            AdditionalProperties::Collected(value) if are_maps => {
                if others.is_empty() && !merged.parents.is_empty() {
                    return None;
                }
                let shape = Shape::Map(Box::new(value.clone()));
                let mut map = Ref::new(shape, value.at.clone());
                map.rules = merged
                    .maps
                    .iter()
                    .flat_map(|map| map.rules.clone())
                    .collect();
                others.push(map);
            }
            // `additionalProperties` does not apply to other types, but `type: object` excludes them.
            _ => others.extend(merged.maps.iter().cloned()),
        }
        if let [first, more @ ..] = others.as_slice() {
            return Some(self.intersect_all(first.clone(), more));
        }
        let at = self.api.ty(id).at.clone();
        if !merged.is_any || merged.is_object {
            return None;
        }
        if requires {
            self.report_required(id, "a schema of any type");
        }
        Some(Ref::new(Shape::Any, at))
    }

    /// Reports that `required` is not used.
    fn report_required(&mut self, id: TypeId, beside: &str) {
        let message = format!("`required` beside {beside}");
        let at = self.api.ty(id).at.child("required");
        let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at);
        self.diags.push(found.label("not checked"));
    }

    /// Whether a member is a union of types, objects among them.
    fn lists_object(&self, member: &Ref) -> bool {
        let Shape::Named(id) = *self.api.behind(member) else {
            return false;
        };
        match &self.api.ty(id).kind {
            Kind::Union(union) => has_object(self.api, union),
            _ => false,
        }
    }

    /// Reports the constraints of a type that has no checks.
    pub(super) fn report_unchecked(&mut self, kind: &Kind, id: TypeId, rules: &[Rule]) {
        let at = self.api.ty(id).at.clone();
        let is_union = matches!(kind, Kind::Union(_));
        for rule in rules.iter().filter(|rule| is_union || rule.is_of_objects()) {
            self.diags.push(unchecked(rule, &at));
        }
    }

    /// The intersection of members that are not objects.
    fn intersect_all(&mut self, mut narrowest: Ref, more: &[Ref]) -> Ref {
        for other in more {
            match intersect(self.api, &narrowest, other) {
                Some(narrower) => {
                    if is_partly_excluded(self.api, &narrowest, other)
                        || is_partly_excluded(self.api, other, &narrowest)
                    {
                        let message = "this schema excludes alternatives of the schema beside it";
                        let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at(&other.at);
                        self.diags.push(found.label("not checked"));
                    }
                    narrowest = narrower;
                }
                None => {
                    let message =
                        "no value can match this member of the `allOf` and an earlier one";
                    let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at(&other.at);
                    let found = found.related(&narrowest.at, "the earlier member is here");
                    self.diags.push(found.label("the member is left out"));
                }
            }
        }
        narrowest.null = Null::No;
        narrowest
    }
}
