//! `oneOf` and `anyOf`.

use super::enumeration::{lists_null, values};
use super::{Lower, entries, flag, items, text};
use crate::diag::{Diagnostic, codes};
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
        for ((schema, place), step) in alternatives.into_iter().zip(steps) {
            if is_null(schema) {
                self.types[id.index()].null = Null::Yes;
                continue;
            }
            let ty = self.schema(schema, &place, &Origin::Nested { owner: id, step });
            variants.push(Variant {
                ty,
                at: place,
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
        let place = at.child("discriminator");
        let node = node.get("discriminator")?;
        let property = text(node, "propertyName").to_owned();
        let mut mapping = Vec::new();
        for (value, target, place) in entries(node, &place, "mapping") {
            let target = target.as_str().unwrap_or_default();
            match self.mapped(target, &place) {
                Some(id) => mapping.push((value.to_owned(), id)),
                None => {
                    let message = format!("`{target}` is no schema of this document");
                    let found = Diagnostic::new(codes::DANGLING_REF, message).at(&place);
                    let found = found.severity(crate::diag::Severity::Warning);
                    self.diags.push(found.label("this value is unknown"));
                }
            }
        }
        Some(Discriminator {
            property,
            mapping,
            at: place,
        })
    }

    /// A mapping names a component or refers to a schema (OpenAPI 3.0.4, section 4.8.25.3).
    fn mapped(&mut self, target: &str, base: &Pointer) -> Option<TypeId> {
        let by_name = format!("{}{target}", super::SCHEMAS);
        let (node, at) = self
            .doc
            .resolve(&by_name, base)
            .or_else(|| self.doc.resolve(target, base))?;
        if let Some(&id) = self.named.get(&at) {
            return Some(id);
        }
        let name = at.last().unwrap_or_default().into_owned();
        let id = self.reserve(&at, Origin::Component(name));
        self.waiting.push((id, node, at));
        Some(id)
    }
}

/// The spellings of "or null" as an alternative.
pub(super) fn is_null(node: &Node) -> bool {
    let only_null = values(node).is_empty() && lists_null(node);
    let keys = || node.as_object().into_iter().flat_map(|map| map.keys());
    let bare = || keys().all(|key| matches!(key, "nullable" | "description" | "title"));
    text(node, "type") == "null" || only_null || (flag(node, "nullable") && bare())
}

/// What names each alternative that is written out here, best first: the constant that it has, its title, the
/// member that it requires; a number where nothing tells it from the others.
fn steps(alternatives: &[(&Node, Pointer)]) -> Vec<String> {
    let wishes: Vec<Vec<String>> = alternatives.iter().map(|(node, _)| wishes(node)).collect();
    let alone = |index: usize, wish: &String| {
        let mut others = wishes.iter().enumerate().filter(|(at, _)| *at != index);
        !others.any(|(_, others)| others.contains(wish))
    };
    let steps = wishes.iter().enumerate().map(|(index, own)| {
        let mut own = own.iter().filter(|wish| alone(index, wish));
        let step = own.next().cloned();
        step.unwrap_or_else(|| format!("variant {}", index + 1))
    });
    steps.collect()
}

fn wishes(node: &Node) -> Vec<String> {
    let properties = node.get("properties").and_then(Node::as_object);
    let properties = properties.into_iter().flat_map(|map| map.iter());
    let constants = properties.filter_map(|(_, member)| match values(member).as_slice() {
        [Node::String(only)] if !only.is_empty() => Some(only.clone()),
        _ => None,
    });
    let mut wishes: Vec<String> = constants.collect();
    let title = text(node, "title").trim();
    if !title.is_empty() && title.len() <= LONGEST_TITLE {
        wishes.push(title.to_owned());
    }
    let required = node
        .get("required")
        .and_then(Node::as_array)
        .unwrap_or_default();
    wishes.extend(required.iter().filter_map(Node::as_str).map(str::to_owned));
    if !values(node).is_empty() {
        wishes.push("name".to_owned());
    }
    wishes
}

/// A longer title is a sentence, and no name.
const LONGEST_TITLE: usize = 40;
