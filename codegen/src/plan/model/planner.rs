//! One type on its way to an item.

use super::edge::{codec, edge_type, member_docs, nullable_type, probe, slot};
use super::{Alias, Enum, Field, Model, Rest, Struct, Typed, Union, UnionVariant, Variant};
use crate::diag::Diagnostics;
use crate::ir::{self, Api, Kind, Origin, Presence, Ref, Scalar, Shape, Tagging, TypeId};
use crate::plan::docs::rustdoc;
use crate::plan::names::{Names, Owner, Use, ident};
use crate::plan::scope::{Case, Scope};
use crate::plan::ty::Ty;
use crate::source::Pointer;

/// One type on its way to an item.
pub(super) struct Planner<'a> {
    pub api: &'a Api,
    pub typed: &'a Typed,
    pub id: TypeId,
}

impl Planner<'_> {
    pub fn item(&self, names: &mut Names<'_>, diags: &mut Diagnostics) -> Option<Model> {
        let ty = self.api.ty(self.id);
        Some(match &ty.kind {
            Kind::Struct(object) => Model::Struct(self.structure(object, names, diags)),
            Kind::Enum(values) => Model::Enum(self.enumeration(values, names, diags)),
            Kind::Union(union) => Model::Union(self.union(union, names, diags)),
            Kind::Alias(target) => Model::Alias(Alias {
                name: self.name(),
                docs: self.docs(),
                deprecated: ty.docs.deprecated,
                ty: edge_type(self.api, self.typed, target),
            }),
            Kind::AllOf(_) | Kind::Dropped => return None,
        })
    }

    fn name(&self) -> String {
        self.typed.name(self.id).to_owned()
    }

    fn docs(&self) -> Vec<String> {
        rustdoc(&self.api.ty(self.id).docs.text())
    }

    fn structure(
        &self,
        object: &ir::Struct,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Struct {
        let members: Vec<_> = object
            .fields
            .iter()
            .map(|field| (&*field.wire, &field.at))
            .collect();
        let mut scope = Scope::new(Case::Tells);
        let idents = self.members(&members, Use::Field, &mut scope, names, diags);
        let fields: Vec<_> = object
            .fields
            .iter()
            .zip(idents)
            .map(|(field, name)| self.field(field, name))
            .collect();
        let rest = match &object.rest {
            ir::Rest::Ignored => None,
            ir::Rest::Kept(value) => Some(Rest {
                name: scope
                    .claim("additional_properties", "additionalProperties")
                    .ident,
                ty: Ty::Map(Box::new(nullable_type(self.api, self.typed, value))),
                slot: format!("Rest<{}>", codec(self.api, value)),
            }),
        };
        let mut derives = strings(&["Clone", "Debug", "PartialEq"]);
        // By rule, never by what the members happen to be: see the promise on growth.
        if fields
            .iter()
            .all(|field| field.presence == Presence::Optional)
        {
            derives.insert(2, "Default".to_owned());
        }
        Struct {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated,
            derives,
            fields,
            rest,
        }
    }

    fn field(&self, field: &ir::Field, name: String) -> Field {
        let inner = edge_type(self.api, self.typed, &field.ty);
        let (slot, ty) = slot(self.api, field, inner);
        Field {
            name,
            wire: field.wire.clone(),
            ty,
            presence: field.presence,
            slot,
            docs: member_docs(
                &field.docs,
                field.access,
                field.default.as_deref(),
                &field.ty,
            ),
            deprecated: field.docs.deprecated,
        }
    }

    /// Identifiers of members: those in the lock first, then the others in the order of the document.
    fn members(
        &self,
        members: &[(&str, &Pointer)],
        use_: Use,
        scope: &mut Scope,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Vec<String> {
        let ty = self.api.ty(self.id);
        let keys: Vec<String> = members
            .iter()
            .map(|(wire, _)| ty.member_key(wire))
            .collect();
        let mut idents: Vec<Option<String>> = vec![None; members.len()];
        for ((ident, key), (_, at)) in idents.iter_mut().zip(&keys).zip(members) {
            let chosen = names.chosen(key, at);
            if let Some(name) = chosen.or(names.locked_member(key))
                && scope.is_free(name)
            {
                *ident = Some(scope.claim(name, &format!("`{key}`")).ident);
            }
        }
        let mut given = Vec::with_capacity(members.len());
        for ((found, key), (wire, at)) in idents.into_iter().zip(&keys).zip(members) {
            let name = found.unwrap_or_else(|| {
                let owner = Owner { key, at };
                names.claim(scope, &ident(wire, use_), &owner, diags)
            });
            names.lock_member(key, &name);
            given.push(name);
        }
        given
    }

    fn enumeration(
        &self,
        values: &ir::Enum,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Enum {
        let members: Vec<_> = values
            .values
            .iter()
            .map(|value| (&*value.wire, &value.at))
            .collect();
        let mut scope = Scope::new(Case::Tells);
        scope.reserve("Unknown", "the variant for values that are not declared");
        let idents = self.members(&members, Use::Variant, &mut scope, names, diags);
        let variants = values
            .values
            .iter()
            .zip(idents)
            .map(|(value, name)| Variant {
                name,
                wire: value.wire.clone(),
                docs: rustdoc(&value.docs),
            });
        Enum {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated,
            derives: strings(&["Clone", "Debug", "PartialEq", "Eq", "Hash"]),
            variants: variants.collect(),
        }
    }

    fn union(&self, union: &ir::Union, names: &mut Names<'_>, diags: &mut Diagnostics) -> Union {
        let wishes: Vec<_> = union
            .variants
            .iter()
            .map(|variant| (self.variant_wish(&variant.ty), &variant.at))
            .collect();
        let mut scope = Scope::new(Case::Tells);
        scope.reserve(
            "Unknown",
            "the variant for values of no declared alternative",
        );
        let members: Vec<_> = wishes
            .iter()
            .map(|(wish, at)| (wish.as_str(), *at))
            .collect();
        let idents = self.members(&members, Use::Variant, &mut scope, names, diags);
        let variants = union
            .variants
            .iter()
            .zip(idents)
            .map(|(variant, name)| UnionVariant {
                name,
                ty: nullable_type(self.api, self.typed, &variant.ty),
                codec: codec(self.api, &variant.ty),
                tags: variant.tags.clone(),
                probe: probe(&variant.probe),
            });
        Union {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated,
            derives: strings(&["Clone", "Debug", "PartialEq"]),
            tag: match &union.tagging {
                Tagging::Tagged(property) => Some(property.clone()),
                Tagging::Probed | Tagging::Undecided => None,
            },
            variants: variants.collect(),
        }
    }

    /// A variant is called like its type; an inline one by the words it has beyond the union's own.
    fn variant_wish(&self, edge: &Ref) -> String {
        match &edge.shape {
            Shape::Named(id) => {
                let ty = self.api.ty(*id);
                match &ty.origin {
                    Origin::Member { owner, step } if *owner == self.id => step.clone(),
                    _ => self.typed.name(*id).to_owned(),
                }
            }
            Shape::Scalar(Scalar::Bool) => "Boolean".to_owned(),
            Shape::Scalar(Scalar::Int32 | Scalar::Int64) => "Integer".to_owned(),
            Shape::Scalar(Scalar::Float) => "Number".to_owned(),
            Shape::Scalar(Scalar::Date) => "Date".to_owned(),
            Shape::Scalar(Scalar::DateTime) => "DateTime".to_owned(),
            Shape::Scalar(Scalar::Duration) => "Duration".to_owned(),
            Shape::Scalar(Scalar::Text | Scalar::IntText | Scalar::Base64) => "Text".to_owned(),
            Shape::List(_) => "List".to_owned(),
            Shape::Map(_) => "Object".to_owned(),
            Shape::Any => "Json".to_owned(),
        }
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
