//! `allOf`: what holds at once becomes one type.
//!
//! Objects become one object, which holds unions of objects as parts of its own. Scalars, lists and maps that agree
//! become the narrower one. What can't hold at once is reported, and the other part stays: a type is never lost.

use std::collections::HashSet;

use super::{intersection, simplify};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{
    Access, AdditionalProperties, AllOf, Api, Field, FlattenedUnion, Kind, Null, Presence, Ref,
    Shape, Struct, TypeId, Union,
};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let mut merge = Merge {
        api,
        diags,
        open: HashSet::new(),
    };
    for id in merge.api.ids() {
        merge.settle(id);
    }
    simplify::inline_aliases(api);
}

pub(super) struct Merge<'a, 'x> {
    pub api: &'a mut Api,
    pub diags: &'x mut Diagnostics,
    /// The types whose parts are being merged, to see an `allOf` that contains itself.
    open: HashSet<TypeId>,
}

/// What the parts seen so far come to.
#[derive(Default)]
struct Whole {
    object: Struct,
    /// Parts that are no objects, or maps without members.
    others: Vec<Ref>,
    parents: Vec<TypeId>,
}

impl Merge<'_, '_> {
    /// Merges a type and, before it, the types it is made of.
    pub fn settle(&mut self, id: TypeId) {
        if !matches!(self.api.ty(id).kind, Kind::AllOf(_)) || !self.open.insert(id) {
            return;
        }
        let Kind::AllOf(AllOf {
            members,
            own,
            rules,
        }) = self.api.ty(id).kind.clone()
        else {
            return;
        };
        let mut whole = Whole::default();
        for member in &members {
            self.part(id, member, &mut whole);
        }
        self.add(id, &mut whole.object, &own);
        whole.object.discriminator = own.discriminator;
        self.open.remove(&id);
        let parents = std::mem::take(&mut whole.parents);
        let kind = match self.outcome(whole) {
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

    fn part(&mut self, id: TypeId, part: &Ref, whole: &mut Whole) {
        if let Shape::Named(inner) = *self.api.behind(part) {
            if self.open.contains(&inner) {
                let message = "this `allOf` contains itself";
                let found = Diagnostic::new(codes::REF_CYCLE, message).at(&part.at);
                self.diags.push(found.label("the part is left out"));
                return;
            }
            self.settle(inner);
        }
        match self.api.behind(part) {
            Shape::Named(inner) => {
                let inner = *inner;
                match &self.api.ty(inner).kind {
                    Kind::Struct(object) => {
                        let object = object.clone();
                        whole.parents.push(inner);
                        self.add(id, &mut whole.object, &object);
                    }
                    // Beside members, its other alternatives can't be meant.
                    Kind::Union(union) if has_object(self.api, union) => {
                        // Where there are members, there is an object, and no null.
                        whole.object.flattened.push(FlattenedUnion {
                            ty: Ref {
                                null: Null::No,
                                ..part.clone()
                            },
                            at: part.at.clone(),
                        });
                    }
                    _ => whole.others.push(part.clone()),
                }
            }
            Shape::Map(value) if !matches!(value.shape, Shape::Any) => {
                whole.object.additional_properties =
                    AdditionalProperties::Collected((**value).clone());
            }
            Shape::Any => {}
            Shape::Map(_) | Shape::Scalar(_) | Shape::List(_) => whole.others.push(part.clone()),
        }
    }

    fn outcome(&mut self, whole: Whole) -> Kind {
        let Whole {
            mut object,
            mut others,
            parents: _,
        } = whole;
        let bare = object.fields.is_empty() && object.discriminator.is_none();
        if bare
            && object.flattened.is_empty()
            && let [first, more @ ..] = others.as_slice()
        {
            return Kind::Alias(self.intersect_all(first.clone(), more));
        }
        // `type: object` beside members says no more than they do.
        others.retain(|other| !matches!(self.api.behind(other), Shape::Map(_)));
        for other in &others {
            let message = "this part of the `allOf` is no object, the others are";
            let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at(&other.at);
            self.diags.push(found.label("it is left out"));
        }
        if let (AdditionalProperties::Collected(rest), [_, ..]) =
            (&object.additional_properties, object.flattened.as_slice())
        {
            let message = "undeclared members beside a choice are the affair of its alternatives";
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at(&rest.at);
            self.diags.push(found.label("not kept beside them"));
            object.additional_properties = AdditionalProperties::Ignored;
        }
        match (object.flattened.as_slice(), &object.additional_properties) {
            ([only], AdditionalProperties::Ignored) if bare => {
                let mut only = only.ty.clone();
                only.null = Null::No;
                Kind::Alias(only)
            }
            _ => Kind::Struct(object),
        }
    }

    /// Parts that are no objects: the narrowest of them, with the limits of all.
    fn intersect_all(&mut self, mut met: Ref, more: &[Ref]) -> Ref {
        for other in more {
            match intersection::intersect(self.api, &met, other) {
                Some(narrower) => met = narrower,
                None => {
                    let message = "this part of the `allOf` and an earlier one exclude each other";
                    let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at(&other.at);
                    let found = found.related(&met.at, "the earlier one is here");
                    self.diags.push(found.label("it is left out"));
                }
            }
        }
        met.null = Null::No;
        met
    }

    fn add(&mut self, id: TypeId, whole: &mut Struct, part: &Struct) {
        let Struct {
            fields,
            flattened,
            additional_properties,
            discriminator: _,
            required_elsewhere,
            exclusive,
        } = part;
        for field in fields {
            self.add_field(id, whole, field.clone());
        }
        whole.flattened.extend(flattened.iter().cloned());
        for name in required_elsewhere {
            match whole.fields.iter_mut().find(|field| field.wire == *name) {
                Some(field) => require(field),
                None => whole.required_elsewhere.push(name.clone()),
            }
        }
        whole.exclusive.extend(exclusive.iter().cloned());
        if let AdditionalProperties::Collected(_) = additional_properties {
            whole.additional_properties = additional_properties.clone();
        }
    }

    fn add_field(&mut self, id: TypeId, whole: &mut Struct, mut field: Field) {
        let required = whole.required_elsewhere.iter();
        let required = required.enumerate().find(|(_, name)| **name == field.wire);
        if let Some((index, _)) = required {
            whole.required_elsewhere.remove(index);
            require(&mut field);
        }
        let place = whole
            .fields
            .iter()
            .position(|known| known.wire == field.wire);
        let Some(place) = place else {
            whole.fields.push(field);
            return;
        };
        let known = whole.fields[place].clone();
        field.ty = self.member(id, &known, &field);
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
        // Its place in the order stays that of the first.
        whole.fields[place] = field;
    }
}

fn has_object(api: &Api, union: &Union) -> bool {
    let mut variants = union.variants.iter();
    variants.any(|variant| api.is_object(&variant.ty))
}

/// What only one side may send can't be asked of the other one.
fn require(field: &mut Field) {
    if field.access == Access::Both {
        field.presence = Presence::Required;
    }
}
