//! One type on its way to an item.

use std::borrow::Cow;
use std::collections::HashSet;

use super::edge::{PLAIN, codec, edge_type, member_docs, nullable_type, probe, rest_type, slot};
use super::{
    Alias, Enum, Field, Model, Rest, Struct, Typed, Union, UnionVariant, Values, Variant, shape,
};
use crate::diag::Diagnostics;
use crate::ir::{
    self, Api, Deprecated, Kind, Literal, Origin, Presence, Ref, Rule, Scalar, Shape, Tagging,
    TypeId,
};
use crate::plan::check;
use crate::plan::docs::Comment;
use crate::plan::ident::{Use, ident};
use crate::plan::names::{Names, Owner};
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
            Kind::Alias(target) => {
                if let Some(target) = shape::target(self.api, self.typed, target) {
                    names.lock_target(&ty.at.to_string(), target);
                }
                Model::Alias(Alias {
                    name: self.name(),
                    docs: self.docs(),
                    deprecated: ty.docs.deprecated.clone(),
                    ty: edge_type(self.api, self.typed, target),
                })
            }
            Kind::Foreign(path) => Model::Alias(Alias {
                name: self.name(),
                docs: self.docs(),
                deprecated: ty.docs.deprecated.clone(),
                ty: Ty::Foreign(path.clone()),
            }),
            Kind::AllOf(_) | Kind::Dropped => return None,
        })
    }

    fn name(&self) -> String {
        self.typed.name(self.id).to_owned()
    }

    fn docs(&self) -> Comment {
        Comment::of(self.api.ty(self.id).docs.text())
    }

    fn structure(
        &self,
        object: &ir::Struct,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Struct {
        let fields = object.fields.iter();
        let members: Vec<_> = fields
            .map(|field| Member::new(&field.wire, &field.wire, &field.at))
            .collect();
        let mut scope = Scope::new(Case::Tells);
        let idents = self.members(&members, Use::Field, &mut scope, names, diags);
        let fields: Vec<_> = object
            .fields
            .iter()
            .zip(idents)
            .map(|(field, name)| self.field(object, field, name))
            .collect();
        let parts = self.parts(object, &mut scope, names, diags);
        let rest = match &object.additional_properties {
            ir::AdditionalProperties::Ignored => None,
            ir::AdditionalProperties::Collected(value) => Some(Rest {
                name: scope
                    .claim("additional_properties", "additionalProperties")
                    .ident,
                ty: rest_type(self.api, self.typed, value),
                slot: format!("Rest<{}>", codec(self.api, value)),
            }),
        };
        let mut derives = strings(&["Clone", "Debug", "PartialEq"]);
        // By rule, never by what the members happen to be: see the promise on growth.
        let optional = |field: &Field| field.presence == Presence::Optional;
        if fields.iter().chain(&parts).all(optional) {
            derives.insert(2, "Default".to_owned());
        }
        Struct {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated.clone(),
            derives,
            fields,
            parts,
            rest,
        }
    }

    fn parts(
        &self,
        object: &ir::Struct,
        scope: &mut Scope,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Vec<Field> {
        let members = object.flattened.iter().map(|part| {
            let wish = self.variant_wish(&part.ty);
            Member {
                key: format!("&{wish}").into(),
                wish: wish.into(),
                before: None,
                at: &part.at,
            }
        });
        let members: Vec<_> = members.collect();
        let idents = self.members(&members, Use::Field, scope, names, diags);
        let parts = object.flattened.iter().zip(&members).zip(idents);
        let parts = parts.map(|((part, member), name)| Field {
            name,
            wire: String::new(),
            key: self.api.ty(self.id).property_key(&member.key),
            ty: edge_type(self.api, self.typed, &part.ty),
            presence: Presence::Required,
            only: None,
            given: None,
            slot: codec(self.api, &part.ty),
            docs: Comment::default().with("More members of the same object."),
            deprecated: Deprecated::No,
        });
        parts.collect()
    }

    fn field(&self, object: &ir::Struct, field: &ir::Field, name: String) -> Field {
        let inner = edge_type(self.api, self.typed, &field.ty);
        let (slot, ty) = match object.required_elsewhere.contains(&field.wire) {
            // A name that nothing declares may be a mistake, and is no reason to lose an answer.
            true => (format!("OrEmpty<{PLAIN}>"), inner),
            false => slot(self.api, field, inner),
        };
        Field {
            name,
            wire: field.wire.clone(),
            key: self.api.ty(self.id).property_key(&field.wire),
            ty,
            presence: field.presence,
            only: check::all_rules(self.api, &field.ty)
                .iter()
                .find_map(|rule| match rule {
                    Rule::Only(value) => Some(*value),
                    _ => None,
                }),
            given: None,
            slot,
            docs: member_docs(
                &field.docs,
                field.access,
                field.default.as_deref(),
                &field.ty,
            ),
            deprecated: field.docs.deprecated.clone(),
        }
    }

    /// Identifiers of members: those in the lock first, then the others in the order of the document.
    fn members(
        &self,
        members: &[Member<'_>],
        use_: Use,
        scope: &mut Scope,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Vec<String> {
        let ty = self.api.ty(self.id);
        let mut keys: Vec<String> = Vec::with_capacity(members.len());
        let mut known = HashSet::new();
        for member in members {
            let mut key = ty.property_key(&member.key);
            // Two alternatives may go by the same word, and a text and a number look alike.
            while !known.insert(key.clone()) {
                key.push('+');
            }
            keys.push(key);
        }
        let mut idents: Vec<Option<String>> = vec![None; members.len()];
        for ((ident, key), member) in idents.iter_mut().zip(&keys).zip(members) {
            let chosen = names.chosen(key, member.at);
            let before = member.before.as_deref().map(|key| ty.property_key(key));
            let locked = names
                .locked_member(key)
                .or_else(|| names.locked_member(&before?));
            if let Some(name) = chosen.or(locked)
                && scope.is_free(name)
            {
                *ident = Some(scope.claim(name, &format!("`{key}`")).ident);
            }
        }
        let mut given = Vec::with_capacity(members.len());
        for ((found, key), member) in idents.into_iter().zip(&keys).zip(members) {
            let name = found.unwrap_or_else(|| {
                let owner = Owner { key, at: member.at };
                names.claim(scope, &ident(&member.wish, use_), &owner, diags)
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
        let members: Vec<_> = values.values.iter().map(value_member).collect();
        let mut scope = Scope::new(Case::Tells);
        scope.reserve("Unknown", "the variant for values that are not declared");
        let idents = self.members(&members, Use::Variant, &mut scope, names, diags);
        let variants = values
            .values
            .iter()
            .zip(idents)
            .map(|(value, name)| Variant {
                name,
                literal: value.literal.clone(),
                docs: Comment::of(&value.docs),
                deprecated: value.deprecated.clone(),
            });
        Enum {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated.clone(),
            derives: strings(&["Clone", "Debug", "PartialEq", "Eq", "Hash"]),
            values: match values.is_string() {
                true => Values::Texts,
                false => Values::Scalars,
            },
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
        // A variant that is called like its type keeps its name when the type is renamed: variants have no aliases.
        let members: Vec<_> = wishes
            .iter()
            .map(|(wish, at)| Member {
                before: names.type_before(wish).map(str::to_owned),
                ..Member::new(wish, wish, at)
            })
            .collect();
        let idents = self.members(&members, Use::Variant, &mut scope, names, diags);
        let (tag, untagged) = match &union.tagging {
            Tagging::Tagged { property, untagged } => (Some(property.clone()), *untagged),
            Tagging::Probed | Tagging::Undecided => (None, None),
        };
        let mut rows: Vec<usize> = (0..union.variants.len()).collect();
        if tag.is_none() {
            rows.sort_by_key(|row| union.variants[*row].generality);
        }
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
            deprecated: self.api.ty(self.id).docs.deprecated.clone(),
            derives: strings(&["Clone", "Debug", "PartialEq"]),
            tag,
            untagged,
            variants: variants.collect(),
            rows,
        }
    }

    /// A variant is called like its type; an inline one by the words it has beyond the union's own.
    pub fn variant_wish(&self, edge: &Ref) -> String {
        match &edge.shape {
            Shape::Named(id) => {
                let ty = self.api.ty(*id);
                match &ty.origin {
                    Origin::Nested { owner, step } if *owner == self.id => step.clone(),
                    _ => self.typed.name(*id).to_owned(),
                }
            }
            Shape::Scalar(Scalar::Bool) => "Boolean".to_owned(),
            Shape::Scalar(Scalar::Int(_)) => "Integer".to_owned(),
            Shape::Scalar(Scalar::Float) => "Number".to_owned(),
            Shape::Scalar(Scalar::Date) => "Date".to_owned(),
            Shape::Scalar(Scalar::DateTime) => "DateTime".to_owned(),
            Shape::Scalar(Scalar::Duration) => "Duration".to_owned(),
            Shape::Scalar(
                Scalar::String | Scalar::Binary | Scalar::IntString(_) | Scalar::Base64,
            ) => "Text".to_owned(),
            Shape::List(item) => match &item.shape {
                Shape::Any => "List".to_owned(),
                _ => format!("{} list", self.variant_wish(item)),
            },
            Shape::Map(value) => match &value.shape {
                Shape::Any => "Object".to_owned(),
                _ => format!("{} map", self.variant_wish(value)),
            },
            Shape::Any => "Json".to_owned(),
        }
    }
}

/// A member, value or alternative that asks for a name.
pub(super) struct Member<'a> {
    /// What the lock calls it.
    pub key: Cow<'a, str>,
    /// The words of the name.
    wish: Cow<'a, str>,
    /// What the lock called it before its type was renamed.
    before: Option<String>,
    at: &'a Pointer,
}

impl<'a> Member<'a> {
    fn new(key: &'a str, wish: &'a str, at: &'a Pointer) -> Self {
        Member {
            key: key.into(),
            wish: wish.into(),
            before: None,
            at,
        }
    }
}

/// A text names its variant, unless the document has a name for it; a number is no name.
pub(super) fn value_member(value: &ir::EnumValue) -> Member<'_> {
    let key = value.literal.to_string();
    let wish = match (&value.name, &value.literal) {
        (Some(name), _) => name.clone(),
        (None, Literal::String(text)) => text.clone(),
        (None, Literal::Int(_) | Literal::Float(_)) => {
            format!("value {}", key.replace('-', "minus "))
        }
        (None, Literal::Bool(_)) => key.clone(),
    };
    Member {
        key: key.into(),
        wish: wish.into(),
        before: None,
        at: &value.at,
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
