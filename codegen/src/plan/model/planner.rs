//! Types → items.

use std::borrow::Cow;
use std::collections::HashSet;

use super::schema_path::schema_path;
use super::types::{PLAIN, argument_type, codec, edge_type, field_codec, property_docs, rest_type};
use super::{Alias, Enum, Field, Model, Rest, Struct, TypeNames, Values, Variant, shape};
use crate::diag::Diagnostics;
use crate::ir::{self, Api, Deprecated, Kind, Literal, Origin, Presence, Ref, Rule, TypeId};
use crate::plan::check;
use crate::plan::docs::{Comment, Sentence};
use crate::plan::ident::{Use, ident};
use crate::plan::names::{Names, Owner};
use crate::plan::scope::{Case, Scope};
use crate::plan::ty::Ty;
use crate::source::Pointer;

/// The planner of one type.
pub(super) struct Planner<'a> {
    pub api: &'a Api,
    pub type_names: &'a TypeNames,
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
                if let Some(target) = shape::target(self.api, self.type_names, target) {
                    names.lock_target(&ty.at.to_string(), target);
                }
                Model::Alias(Alias {
                    name: self.name(),
                    docs: self.docs(),
                    deprecated: ty.docs.deprecated.clone(),
                    ty: edge_type(self.api, self.type_names, target),
                })
            }
            Kind::Foreign(id) => Model::Alias(Alias {
                name: self.name(),
                docs: self.docs(),
                deprecated: ty.docs.deprecated.clone(),
                ty: Ty::Foreign(self.api.foreign(*id).path.clone()),
            }),
            Kind::AllOf(_) | Kind::Dropped => return None,
        })
    }

    pub(super) fn name(&self) -> String {
        self.type_names.name(self.id).to_owned()
    }

    pub(super) fn docs(&self) -> Comment {
        Comment::of(self.api.ty(self.id).docs.text())
    }

    fn structure(
        &self,
        object: &ir::Struct,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Struct {
        let fields = object.fields.iter();
        let requests: Vec<_> = fields
            .map(|field| NameRequest::new(&field.wire, &field.wire, &field.at, None))
            .collect();
        let mut scope = Scope::new(Case::Sensitive);
        let idents = self.names_of(&requests, Use::Field, &mut scope, names, diags);
        let fields: Vec<_> = object
            .fields
            .iter()
            .zip(idents)
            .map(|(field, name)| self.field(object, field, name, names))
            .collect();
        let parts = self.parts(object, &mut scope, names, diags);
        let rest = match &object.additional_properties {
            ir::AdditionalProperties::Ignored => None,
            ir::AdditionalProperties::Collected(value) => Some(Rest {
                name: scope
                    .claim("additional_properties", "additionalProperties")
                    .ident,
                ty: rest_type(self.api, self.type_names, value),
                codec: format!("Rest<{}>", codec(self.api, value)),
            }),
        };
        let mut derives = strings(&["Clone", "Debug", "PartialEq"]);
        // Only the presence counts, not the types: an optional property that is added must not remove `Default`.
        let optional = |field: &Field| field.presence == Presence::Optional;
        if fields.iter().chain(&parts).all(optional) {
            derives.insert(2, "Default".to_owned());
        }
        Struct {
            name: self.name(),
            docs: self.docs(),
            deprecated: self.api.ty(self.id).docs.deprecated.clone(),
            derives,
            attributes: Vec::new(),
            fields,
            parts,
            rest,
            schema_path: schema_path(self.api, self.id, object),
            argument_order: Vec::new(),
        }
    }

    fn parts(
        &self,
        object: &ir::Struct,
        scope: &mut Scope,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Vec<Field> {
        let requests = object.flattened.iter().map(|part| {
            let wanted = self.part_name(&part.ty);
            NameRequest {
                key: format!("&{wanted}").into(),
                wanted: wanted.into(),
                old_key: None,
                at: &part.at,
            }
        });
        let requests: Vec<_> = requests.collect();
        let idents = self.names_of(&requests, Use::Field, scope, names, diags);
        let parts = object.flattened.iter().zip(&requests).zip(idents);
        let parts = parts.map(|((part, request), name)| Field {
            name,
            wire: String::new(),
            key: self.api.ty(self.id).property_key(&request.key),
            ty: edge_type(self.api, self.type_names, &part.ty),
            presence: Presence::Required,
            only: None,
            constant: None,
            has_one_value: false,
            default: None,
            codec: codec(self.api, &part.ty),
            docs: Sentence::new("More properties of the same object.").into(),
            deprecated: Deprecated::No,
        });
        parts.collect()
    }

    /// The name of a union in the same object: that of its type, or for an inline type its words beyond those of the object.
    pub(super) fn part_name(&self, edge: &Ref) -> String {
        let ty = edge.named().map(|id| self.api.ty(id));
        match ty.map(|ty| &ty.origin) {
            Some(Origin::Nested { owner, step }) if *owner == self.id => step.clone(),
            _ => self.type_words(edge),
        }
    }

    fn field(
        &self,
        object: &ir::Struct,
        field: &ir::Field,
        name: String,
        names: &mut Names<'_>,
    ) -> Field {
        let key = self.api.ty(self.id).property_key(&field.wire);
        let default = field.default.as_deref();
        let mut docs = property_docs(&field.docs, field.access, default, &field.ty);
        if field.merges_null {
            names.lock_null(&key);
            docs = docs.with(
                Sentence::default()
                    .code("null")
                    .words(" is read as missing and never sent."),
            );
        }
        let inner = argument_type(self.api, self.type_names, &field.ty);
        let (codec, ty) = match object.required_elsewhere.contains(&field.wire) {
            // A required name that no schema declares may be wrong, and must not make responses fail.
            true => (format!("OrEmpty<{PLAIN}>"), inner),
            false => field_codec(self.api, field, inner),
        };
        Field {
            name,
            wire: field.wire.clone(),
            key,
            ty,
            presence: field.presence,
            only: check::all_rules(self.api, &field.ty)
                .iter()
                .find_map(|rule| match rule {
                    Rule::Only(value) => Some(*value),
                    _ => None,
                }),
            constant: None,
            has_one_value: false,
            default: field.default.clone(),
            codec,
            docs,
            deprecated: field.docs.deprecated.clone(),
        }
    }

    /// The keys of properties, values or variants in the lock.
    pub(super) fn keys_of(&self, requests: &[NameRequest<'_>]) -> Vec<String> {
        let ty = self.api.ty(self.id);
        let mut known = HashSet::new();
        let keys = requests.iter().map(|request| {
            let mut key = ty.property_key(&request.key);
            // Two variants may have the same words, and a string and a number may look alike.
            while !known.insert(key.clone()) {
                key.push('+');
            }
            key
        });
        keys.collect()
    }

    /// The identifiers of properties, values or variants: locked ones first, then the others in the order of the document.
    pub(super) fn names_of(
        &self,
        requests: &[NameRequest<'_>],
        use_: Use,
        scope: &mut Scope,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Vec<String> {
        let ty = self.api.ty(self.id);
        let keys = self.keys_of(requests);
        let mut idents: Vec<Option<String>> = vec![None; requests.len()];
        for ((ident, key), request) in idents.iter_mut().zip(&keys).zip(requests) {
            let chosen = names.chosen(key, request.at, use_);
            let old_key = request.old_key.as_deref().map(|key| ty.property_key(key));
            let locked = names
                .locked_property(key)
                .or_else(|| names.locked_property(&old_key?));
            if let Some(name) = chosen.or(locked.map(Cow::Borrowed))
                && scope.is_free(&name)
            {
                *ident = Some(scope.claim(&name, &format!("`{key}`")).ident);
            }
        }
        let mut names_given = Vec::with_capacity(requests.len());
        for ((found, key), request) in idents.into_iter().zip(&keys).zip(requests) {
            let name = found.unwrap_or_else(|| {
                let owner = Owner {
                    key,
                    at: request.at,
                };
                names.claim(scope, &ident(&request.wanted, use_), &owner, diags)
            });
            names.lock_property(key, &name);
            names_given.push(name);
        }
        names_given
    }

    fn enumeration(
        &self,
        values: &ir::Enum,
        names: &mut Names<'_>,
        diags: &mut Diagnostics,
    ) -> Enum {
        let requests: Vec<_> = values.values.iter().map(value_name).collect();
        let mut scope = Scope::new(Case::Sensitive);
        let unknown = self.unknown(&requests, names);
        scope.reserve(unknown, "the variant for values that are not declared");
        let idents = self.names_of(&requests, Use::Variant, &mut scope, names, diags);
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
            attributes: Vec::new(),
            values: match values.is_string() {
                true => Values::Strings,
                false => Values::Scalars,
            },
            variants: variants.collect(),
            unknown: unknown.to_owned(),
        }
    }

    /// The name of the variant for values that are not declared: one that the API does not use itself. If the API adds it
    /// later, the value gets another name, because programs use ours.
    pub(super) fn unknown(&self, requests: &[NameRequest<'_>], names: &Names<'_>) -> &'static str {
        let ty = self.api.ty(self.id);
        let is_new = names.locked_type(&ty.at.to_string()).is_none();
        let is_taken = |name: &str| {
            let mut requests = requests.iter();
            requests.any(|request| {
                let locked = names.locked_property(&ty.property_key(&request.key));
                match locked {
                    Some(locked) => locked == name,
                    None => is_new && ident(&request.wanted, Use::Variant) == name,
                }
            })
        };
        let [usual, ..] = UNKNOWN;
        UNKNOWN
            .into_iter()
            .find(|name| !is_taken(name))
            .unwrap_or(usual)
    }
}

/// The names of the variant for values that are not declared, the usual one first.
const UNKNOWN: [&str; 3] = ["Unknown", "Undeclared", "OtherValue"];

/// A property, value or variant that needs a name.
pub(super) struct NameRequest<'a> {
    /// The last part of the key in the lock.
    pub key: Cow<'a, str>,
    /// The words of the name.
    wanted: Cow<'a, str>,
    /// The same before its type was renamed.
    old_key: Option<String>,
    at: &'a Pointer,
}

impl<'a> NameRequest<'a> {
    pub(super) fn new(
        key: impl Into<Cow<'a, str>>,
        wanted: &'a str,
        at: &'a Pointer,
        old_key: Option<String>,
    ) -> Self {
        NameRequest {
            key: key.into(),
            wanted: wanted.into(),
            old_key,
            at,
        }
    }
}

/// The name of a value: from the document, or the string itself; for a number, `value` and the number.
pub(super) fn value_name(value: &ir::EnumValue) -> NameRequest<'_> {
    let key = value.literal.to_string();
    let wanted = match (&value.name, &value.literal) {
        (Some(name), _) => name.clone(),
        (None, Literal::String(text)) => text.clone(),
        (None, Literal::Int(_) | Literal::Float(_)) => {
            format!("value {}", key.replace('-', "minus "))
        }
        (None, Literal::Bool(_)) => key.clone(),
    };
    NameRequest {
        key: key.into(),
        wanted: wanted.into(),
        old_key: None,
        at: &value.at,
    }
}

pub(super) fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
