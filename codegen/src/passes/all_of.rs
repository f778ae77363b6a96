//! `allOf` of objects becomes one object.

use std::collections::HashSet;

use super::Choices;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{AllOf, Api, Field, Kind, Presence, Ref, Rest, Shape, Struct, TypeId};
use crate::source::Pointer;

pub(super) fn run(api: &mut Api, _: &Choices<'_>, diags: &mut Diagnostics) {
    let mut merge = Merge {
        api,
        diags,
        open: HashSet::new(),
    };
    for id in merge.api.ids() {
        merge.settle(id);
    }
}

struct Merge<'a, 'x> {
    api: &'a mut Api,
    diags: &'x mut Diagnostics,
    /// The types whose parts are being merged, to see an `allOf` that contains itself.
    open: HashSet<TypeId>,
}

impl Merge<'_, '_> {
    /// Merges a type and, before it, the types it is made of.
    fn settle(&mut self, id: TypeId) {
        if !matches!(self.api.ty(id).kind, Kind::AllOf(_)) || !self.open.insert(id) {
            return;
        }
        let Kind::AllOf(AllOf { parts, own }) = self.api.ty(id).kind.clone() else {
            return;
        };
        let mut whole = Struct::default();
        let mut odd = None;
        for part in &parts {
            match self.part(part) {
                Part::Object(object) => self.add(&mut whole, object),
                Part::Anything => {}
                Part::Other => odd = Some(part.clone()),
            }
        }
        self.add(&mut whole, own);
        self.open.remove(&id);
        self.api.ty_mut(id).kind = match odd {
            None => Kind::Struct(whole),
            Some(odd) => Kind::Alias(self.odd_part(odd, whole)),
        };
    }

    fn part(&mut self, part: &Ref) -> Part {
        if let Shape::Named(id) = *self.api.behind(part) {
            if self.open.contains(&id) {
                let message = "this `allOf` contains itself";
                let found = Diagnostic::new(codes::REF_CYCLE, message).at(&part.at);
                self.diags.push(found.label("the part is left out"));
                return Part::Anything;
            }
            self.settle(id);
        }
        match self.api.behind(part) {
            Shape::Named(_) => match super::object(self.api, part) {
                Some(object) => Part::Object(object.clone()),
                None => Part::Other,
            },
            Shape::Any => Part::Anything,
            Shape::Map(value) => Part::Object(Struct {
                rest: match value.shape {
                    // `type: object` beside the parts says no more than they do.
                    Shape::Any => Rest::Ignored,
                    _ => Rest::Kept((**value).clone()),
                },
                ..Struct::default()
            }),
            Shape::Scalar(_) | Shape::List(_) => Part::Other,
        }
    }

    /// One part is no object. Alone it is the type; with members beside it, nothing fits both.
    fn odd_part(&mut self, odd: Ref, whole: Struct) -> Ref {
        if whole.fields.is_empty() {
            return odd;
        }
        let message = "this part of the `allOf` is no object, the others are";
        let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at(&odd.at);
        self.diags.push(found.label("kept as untyped JSON"));
        Ref::new(Shape::Any, odd.at)
    }

    fn add(&mut self, whole: &mut Struct, part: Struct) {
        let Struct {
            fields,
            rest,
            required_elsewhere,
        } = part;
        for field in fields {
            self.add_field(whole, field);
        }
        for name in required_elsewhere {
            match whole.fields.iter_mut().find(|field| field.wire == name) {
                Some(field) => field.presence = Presence::Required,
                None => whole.required_elsewhere.push(name),
            }
        }
        if let Rest::Kept(_) = rest {
            whole.rest = rest;
        }
    }

    fn add_field(&mut self, whole: &mut Struct, mut field: Field) {
        if let Some(index) = whole
            .required_elsewhere
            .iter()
            .position(|name| *name == field.wire)
        {
            whole.required_elsewhere.remove(index);
            field.presence = Presence::Required;
        }
        let Some(known) = whole
            .fields
            .iter_mut()
            .find(|known| known.wire == field.wire)
        else {
            whole.fields.push(field);
            return;
        };
        if known.presence == Presence::Required {
            field.presence = Presence::Required;
        }
        if !same_shape(&known.ty, &field.ty) {
            report_conflict(&field.wire, &known.at, &field.at, self.diags);
        }
        if field.docs.description.is_empty() {
            field.docs = known.docs.clone();
        }
        // The later schema is the more special one by custom; its place in the order stays that of the first.
        *known = field;
    }
}

enum Part {
    Object(Struct),
    Anything,
    Other,
}

/// Equal but for places and limits.
fn same_shape(one: &Ref, other: &Ref) -> bool {
    match (&one.shape, &other.shape) {
        (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
            same_shape(one, other)
        }
        (one, other) => one == other,
    }
}

fn report_conflict(name: &str, first: &Pointer, second: &Pointer, diags: &mut Diagnostics) {
    let message = format!("two schemas of the `allOf` declare `{name}` with different types");
    let found = Diagnostic::new(codes::ALL_OF_CONFLICT, message).at_key(second);
    let found = found.related(first, "the other one is here");
    diags.push(found.label("this one is taken"));
}
