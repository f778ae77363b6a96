//! Unions (`oneOf` and `anyOf`) and their discriminators.

use super::enumeration::{lists_null, values};
use super::member_key::member_key;
use super::reference::MAX_REFERENCES;
use super::{Lower, entries, schemas, text};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{Discriminator, Null, Origin, Tagging, TypeId, Union, Variant};
use crate::read::{Node, Schema};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn union(
        &mut self,
        id: TypeId,
        keyword: &str,
        schema: Schema<'d>,
        at: &Pointer,
    ) -> Union {
        let alternatives = schemas(schema, at, keyword);
        Union {
            variants: self.variants(id, alternatives),
            discriminator: self.discriminator(schema, at),
            tagging: Tagging::Undecided,
        }
    }

    /// The variants of a union. An alternative that only allows `null` makes the type nullable.
    pub(super) fn variants(
        &mut self,
        id: TypeId,
        alternatives: Vec<(Schema<'d>, Pointer)>,
    ) -> Vec<Variant> {
        let mut variants = Vec::new();
        let steps = steps(&alternatives);
        for ((schema, at), step) in alternatives.into_iter().zip(steps) {
            if self.is_null_alternative(schema, &at) {
                self.types[id.index()].null = Null::Yes;
                self.represented.push(at);
                continue;
            }
            let key = member_key(schema);
            self.list_members.push((at.clone(), key.clone()));
            variants.push(Variant {
                key,
                ..self.variant(schema, at, id, step)
            });
        }
        variants
    }

    /// A variant of a union, whose inline types are named by the words of `step`.
    pub(super) fn variant(
        &mut self,
        schema: Schema<'d>,
        at: Pointer,
        owner: TypeId,
        step: String,
    ) -> Variant {
        let origin = Origin::Nested {
            owner,
            step: step.clone(),
        };
        let ty = self.schema(schema, &at, &origin);
        Variant {
            step,
            ..Variant::new(ty, at)
        }
    }

    /// Whether an alternative, or the component that it refers to, only allows `null`.
    fn is_null_alternative(&self, schema: Schema<'d>, at: &Pointer) -> bool {
        let (mut target, mut at) = (schema, at.clone());
        for _ in 0..MAX_REFERENCES {
            let is_annotation = |key: &str| matches!(key, "$ref" | "description" | "title");
            let reference = target.get("$ref").and_then(Node::as_str);
            let Some(reference) = reference.filter(|_| target.keywords().all(is_annotation)) else {
                break;
            };
            let Some((node, found)) = self.doc.resolve(reference, &at) else {
                return false;
            };
            (target, at) = (Schema::new(node), found);
        }
        is_only_null(target) || is_null(schema)
    }

    pub(super) fn discriminator(
        &mut self,
        schema: Schema<'d>,
        at: &Pointer,
    ) -> Option<Discriminator> {
        let at = at.child("discriminator");
        let node = schema.get("discriminator")?;
        let property = text(node, "propertyName").to_owned();
        let mut mapping = Vec::new();
        for (value, target, at) in entries(node, &at, "mapping") {
            let target = target.as_str().unwrap_or_default();
            match self.mapped_type(target, &at) {
                Some(id) => mapping.push((value.to_owned(), id)),
                None => {
                    let message = format!("the document has no schema `{target}`");
                    let found = Diagnostic::new(codes::DANGLING_REF, message).at(&at);
                    let found = found.severity(Severity::Warning);
                    self.diags
                        .push(found.label("the mapping entry is left out"));
                }
            }
        }
        Some(Discriminator {
            property,
            mapping,
            at,
        })
    }

    /// The type of a mapping, which is the name of a component or a reference (OpenAPI 3.0.4, section 4.8.25.3).
    /// Returns `None` if there is no such schema.
    fn mapped_type(&mut self, target: &str, base: &Pointer) -> Option<TypeId> {
        let by_name = format!("#/components/schemas/{target}");
        let named = self.resolve(&by_name, base);
        let (node, at) = named.or_else(|| self.resolve(target, base))?;
        if let Some(&id) = self.named.get(&at) {
            return Some(id);
        }
        let name = at.last().unwrap_or_default().into_owned();
        let id = self.reserve(&at, Origin::Component(name));
        self.lower_later(id, Schema::new(node), at);
        Some(id)
    }
}

/// Whether an alternative allows `null` and nothing else, or consists only of `nullable`.
pub(super) fn is_null(schema: Schema<'_>) -> bool {
    let is_annotation = |key: &str| matches!(key, "nullable" | "description" | "title");
    let is_untyped = || schema.keywords().all(is_annotation);
    is_only_null(schema) || (schema.allows_null() && is_untyped())
}

/// Whether a schema allows `null` and nothing else.
fn is_only_null(schema: Schema<'_>) -> bool {
    schema.single_type() == "null" || (values(schema).is_empty() && lists_null(schema))
}

/// The name of each alternative, for inline schemas: the first candidate that no other alternative has, else a number.
fn steps(alternatives: &[(Schema<'_>, Pointer)]) -> Vec<String> {
    let candidates = alternatives
        .iter()
        .map(|(schema, _)| name_candidates(*schema));
    let candidates: Vec<Vec<String>> = candidates.collect();
    let is_unique = |index: usize, name: &String| {
        let mut others = candidates.iter().enumerate().filter(|(at, _)| *at != index);
        !others.any(|(_, others)| others.contains(name))
    };
    let steps = candidates.iter().enumerate().map(|(index, own)| {
        let mut own = own.iter().filter(|name| is_unique(index, name));
        let step = own.next().cloned();
        step.unwrap_or_else(|| format!("variant {}", index + 1))
    });
    steps.collect()
}

/// Possible names of an alternative, the preferred ones first: constants of its properties, its title, and the names of
/// required properties.
fn name_candidates(schema: Schema<'_>) -> Vec<String> {
    let properties = schema.get("properties").and_then(Node::as_object);
    let properties = properties.into_iter().flat_map(|map| map.iter());
    let constants = properties.filter_map(|(_, node)| match values(Schema::new(node)).as_slice() {
        [Node::String(only)] if !only.is_empty() => Some(only.clone()),
        _ => None,
    });
    let mut names: Vec<String> = constants.collect();
    let title = text(schema, "title").trim();
    if !title.is_empty() && title.len() <= MAX_TITLE_LEN {
        names.push(title.to_owned());
    }
    let required = schema
        .get("required")
        .and_then(Node::as_array)
        .unwrap_or_default();
    names.extend(required.iter().filter_map(Node::as_str).map(str::to_owned));
    if !values(schema).is_empty() {
        names.push("name".to_owned());
    }
    names
}

/// A longer title is a sentence rather than a name.
const MAX_TITLE_LEN: usize = 40;
