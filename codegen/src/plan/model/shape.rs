//! What tells a type from others, whatever it is called.
//!
//! In: a type, and the names that types have so far. Out: its members as the lock has them, or what an alias stands for.

use std::collections::{BTreeSet, HashMap};

use super::Typed;
use super::edge::edge_type;
use super::planner::{Planner, value_member};
use crate::ir::{Api, Kind, Ref, TypeId};
use crate::plan::ident::{Use, ident};
use crate::plan::ty::{Scope, Ty};
use crate::renames::{Called, Shape, TELLING};

/// The shapes of some types, where those that the lock does not know go by their words.
pub(in crate::plan) fn shapes(api: &Api, called: &Called<'_>, ids: &[TypeId]) -> Vec<Shape> {
    let name = |id: TypeId| {
        let known = called.name(id).map(str::to_owned);
        known.unwrap_or_else(|| ident(&api.ty(id).name.join(" "), Use::Type))
    };
    let mut told = Vec::new();
    for edge in ids.iter().flat_map(|id| telling(&api.ty(*id).kind)) {
        edge.all_named(&mut told);
    }
    let names: HashMap<_, _> = told.into_iter().map(|id| (id, name(id))).collect();
    let typed = &Typed { names };
    ids.iter()
        .map(|id| {
            let id = *id;
            Planner { api, typed, id }.shape()
        })
        .collect()
}

/// What the lock says of an alias: its type and rules, where they tell anything.
pub(super) fn target(api: &Api, typed: &Typed, edge: &Ref) -> Option<String> {
    let ty = edge_type(api, typed, edge);
    let mut is_telling = !edge.rules.is_empty();
    ty.each(&mut |ty| is_telling |= matches!(ty, Ty::Model(_)));
    let rules = edge.rules.iter().map(|rule| format!(" {rule:?}"));
    is_telling.then(|| ty.text(Scope::Surface) + &rules.collect::<String>())
}

/// The edges that tell a type from others by the names of what they lead to.
fn telling(kind: &Kind) -> Vec<&Ref> {
    match kind {
        Kind::Struct(object) => object.flattened.iter().map(|part| &part.ty).collect(),
        Kind::Union(_) | Kind::Alias(_) => kind.edges(),
        Kind::Enum(_) | Kind::Foreign(_) | Kind::AllOf(_) | Kind::Dropped => Vec::new(),
    }
}

impl Planner<'_> {
    fn shape(&self) -> Shape {
        let ty = self.api.ty(self.id);
        let wishes: Vec<String> = match &ty.kind {
            Kind::Struct(object) => {
                let fields = object.fields.iter().map(|field| field.wire.clone());
                let parts = object.flattened.iter();
                let parts = parts.map(|part| format!("&{}", self.variant_wish(&part.ty)));
                fields.chain(parts).collect()
            }
            Kind::Enum(values) => {
                let values = values.values.iter().map(value_member);
                values.map(|value| value.key.into_owned()).collect()
            }
            // Many a union is one of a text and a number.
            Kind::Union(union) => {
                let variants = union.variants.iter().map(|variant| &variant.ty);
                let named = variants.clone().filter(|edge| edge.named().is_some());
                match named.count() {
                    0..TELLING => Vec::new(),
                    _ => variants.map(|edge| self.variant_wish(edge)).collect(),
                }
            }
            Kind::Alias(edge) => {
                let target = target(self.api, self.typed, edge);
                return target.map_or(Shape::Common, Shape::Target);
            }
            Kind::Foreign(_) | Kind::AllOf(_) | Kind::Dropped => Vec::new(),
        };
        let keys = wishes.iter().map(|wish| ty.property_key(wish));
        let last = keys.filter_map(|key| Some(key.rsplit_once('/')?.1.to_owned()));
        match last.collect::<BTreeSet<_>>() {
            members if members.len() < TELLING => Shape::Common,
            members => Shape::Members(members),
        }
    }
}
