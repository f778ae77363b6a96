//! Unions (`oneOf` and `anyOf`) and their discriminators.

use super::enumeration::{lists_null, values};
use super::{Lower, entries, flag, items, text};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{Discriminator, Null, Origin, Probe, Tagging, TypeId, Union, Variant};
use crate::read::Node;
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn union(
        &mut self,
        id: TypeId,
        keyword: &str,
        node: &'d Node,
        at: &Pointer,
    ) -> Union {
        let mut variants = Vec::new();
        let alternatives = items(node, at, keyword);
        let steps = steps(&alternatives);
        for ((schema, at), step) in alternatives.into_iter().zip(steps) {
            if is_null(schema) {
                self.types[id.index()].null = Null::Yes;
                continue;
            }
            let ty = self.schema(schema, &at, &Origin::Nested { owner: id, step });
            variants.push(Variant {
                ty,
                at,
                tags: Vec::new(),
                probe: Probe::Any,
                generality: 0,
            });
        }
        Union {
            variants,
            discriminator: self.discriminator(node, at),
            tagging: Tagging::Undecided,
        }
    }

    pub(super) fn discriminator(&mut self, node: &'d Node, at: &Pointer) -> Option<Discriminator> {
        let at = at.child("discriminator");
        let node = node.get("discriminator")?;
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
        let (node, at) = self
            .doc
            .resolve(&by_name, base)
            .or_else(|| self.doc.resolve(target, base))?;
        if let Some(&id) = self.named.get(&at) {
            return Some(id);
        }
        let name = at.last().unwrap_or_default().into_owned();
        let id = self.reserve(&at, Origin::Component(name));
        self.pending.push((id, node, at));
        Some(id)
    }
}

/// Whether an alternative allows `null` and nothing else.
pub(super) fn is_null(node: &Node) -> bool {
    let only_null = values(node).is_empty() && lists_null(node);
    let keys = || node.as_object().into_iter().flat_map(|map| map.keys());
    let is_untyped = || keys().all(|key| matches!(key, "nullable" | "description" | "title"));
    text(node, "type") == "null" || only_null || (flag(node, "nullable") && is_untyped())
}

/// The name of each alternative, for inline schemas: the first candidate that no other alternative has, else a number.
fn steps(alternatives: &[(&Node, Pointer)]) -> Vec<String> {
    let candidates = alternatives.iter().map(|(node, _)| name_candidates(node));
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
fn name_candidates(node: &Node) -> Vec<String> {
    let properties = node.get("properties").and_then(Node::as_object);
    let properties = properties.into_iter().flat_map(|map| map.iter());
    let constants = properties.filter_map(|(_, schema)| match values(schema).as_slice() {
        [Node::String(only)] if !only.is_empty() => Some(only.clone()),
        _ => None,
    });
    let mut names: Vec<String> = constants.collect();
    let title = text(node, "title").trim();
    if !title.is_empty() && title.len() <= MAX_TITLE_LEN {
        names.push(title.to_owned());
    }
    let required = node
        .get("required")
        .and_then(Node::as_array)
        .unwrap_or_default();
    names.extend(required.iter().filter_map(Node::as_str).map(str::to_owned));
    if !values(node).is_empty() {
        names.push("name".to_owned());
    }
    names
}

/// A longer title is a sentence rather than a name.
const MAX_TITLE_LEN: usize = 40;
