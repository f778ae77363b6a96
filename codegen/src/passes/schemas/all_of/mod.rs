//! Merges the members of `allOf` into one type.
//!
//! Objects become one object, with unions of objects flattened into it. Compatible scalars, lists and maps become the
//! narrower one. A member that contradicts the others is reported and ignored; the type itself is always generated.

mod fields;

use std::collections::HashSet;

use super::intersection::intersect;
use super::simplify;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{
    AdditionalProperties, AllOf, Api, FlattenedUnion, Kind, Null, Ref, Shape, Struct, TypeId, Union,
};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let mut merge = Merge {
        api,
        diags,
        open: HashSet::new(),
    };
    for id in merge.api.ids() {
        merge.merge(id);
    }
    simplify::inline_aliases(api);
}

struct Merge<'a, 'x> {
    api: &'a mut Api,
    diags: &'x mut Diagnostics,
    /// The types whose members are being merged, to detect an `allOf` that contains itself.
    open: HashSet<TypeId>,
}

/// The result of the members that are merged so far.
#[derive(Default)]
struct Merged {
    object: Struct,
    /// Members that are not objects, and untyped maps.
    others: Vec<Ref>,
    parents: Vec<TypeId>,
}

impl Merge<'_, '_> {
    /// Merges a type, after merging its members.
    fn merge(&mut self, id: TypeId) {
        if !matches!(self.api.ty(id).kind, Kind::AllOf(_)) || !self.open.insert(id) {
            return;
        }
        let Kind::AllOf(all) = self.api.ty(id).kind.clone() else {
            return;
        };
        let AllOf {
            members,
            own,
            rules,
        } = all;
        let mut merged = Merged::default();
        for member in &members {
            self.add_member(id, member, &mut merged);
        }
        self.add_object(id, &mut merged.object, &own);
        merged.object.discriminator = own.discriminator;
        self.open.remove(&id);
        let parents = std::mem::take(&mut merged.parents);
        let kind = match self.merged_kind(merged) {
            Kind::Alias(mut target) => {
                target.rules.extend(rules);
                Kind::Alias(target)
            }
            kind => kind,
        };
        let ty = self.api.ty_mut(id);
        ty.parents = parents;
        ty.kind = kind;
    }

    fn add_member(&mut self, id: TypeId, member: &Ref, merged: &mut Merged) {
        if let Shape::Named(inner) = *self.api.behind(member) {
            if self.open.contains(&inner) {
                let message = "this `allOf` contains itself";
                let found = Diagnostic::new(codes::REF_CYCLE, message).at(&member.at);
                self.diags.push(found.label("the member is left out"));
                return;
            }
            self.merge(inner);
        }
        match self.api.behind(member) {
            Shape::Named(inner) => {
                let inner = *inner;
                match &self.api.ty(inner).kind {
                    Kind::Struct(object) => {
                        let object = object.clone();
                        merged.parents.push(inner);
                        self.add_object(id, &mut merged.object, &object);
                    }
                    // Beside properties, variants that are not objects can never match.
                    Kind::Union(union) if has_object(self.api, union) => {
                        // The value is an object, so it is never null.
                        merged.object.flattened.push(FlattenedUnion {
                            ty: Ref {
                                null: Null::No,
                                ..member.clone()
                            },
                            at: member.at.clone(),
                        });
                    }
                    _ => merged.others.push(member.clone()),
                }
            }
            Shape::Map(value) if !matches!(value.shape, Shape::Any) => {
                merged.object.additional_properties =
                    AdditionalProperties::Collected((**value).clone());
            }
            Shape::Any => {}
            Shape::Map(_) | Shape::Scalar(_) | Shape::List(_) => {
                merged.others.push(member.clone());
            }
        }
    }

    fn merged_kind(&mut self, merged: Merged) -> Kind {
        let Merged {
            mut object,
            mut others,
            parents: _,
        } = merged;
        let has_no_fields = object.fields.is_empty() && object.discriminator.is_none();
        if has_no_fields
            && object.flattened.is_empty()
            && let [first, more @ ..] = others.as_slice()
        {
            return Kind::Alias(self.intersect_all(first.clone(), more));
        }
        // An untyped map (`type: object`) adds nothing to properties.
        others.retain(|other| !matches!(self.api.behind(other), Shape::Map(_)));
        for other in &others {
            let message = "this member of the `allOf` is not an object, but the others are";
            let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at(&other.at);
            self.diags.push(found.label("the member is left out"));
        }
        if let (AdditionalProperties::Collected(value), [_, ..]) =
            (&object.additional_properties, object.flattened.as_slice())
        {
            let message = "`additionalProperties` beside a `oneOf` or `anyOf`";
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at(&value.at);
            let label = "ignored: undeclared properties belong to the alternatives";
            self.diags.push(found.label(label));
            object.additional_properties = AdditionalProperties::Ignored;
        }
        match (object.flattened.as_slice(), &object.additional_properties) {
            ([only], AdditionalProperties::Ignored) if has_no_fields => {
                let mut only = only.ty.clone();
                only.null = Null::No;
                Kind::Alias(only)
            }
            _ => Kind::Struct(object),
        }
    }

    /// The intersection of members that are not objects.
    fn intersect_all(&mut self, mut narrowest: Ref, more: &[Ref]) -> Ref {
        for other in more {
            match intersect(self.api, &narrowest, other) {
                Some(narrower) => narrowest = narrower,
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

fn has_object(api: &Api, union: &Union) -> bool {
    let mut variants = union.variants.iter();
    variants.any(|variant| api.is_object(&variant.ty))
}
