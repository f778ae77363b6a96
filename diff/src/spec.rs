//! A document as it is compared.
//!
//! In: the document as the generator reads it: of any version, in one file or many. Out: nodes with their places,
//! references followed. Guaranteed: a reference that leads nowhere, or in a circle, is nothing; no walk is endless.

use std::rc::Rc;

use oascribe_codegen::read::{Document, Map, Node};
use oascribe_codegen::source::Pointer;

/// References of references that are followed.
const MAX_HOPS: usize = 64;

/// One side of a comparison.
#[derive(Debug)]
pub struct Spec {
    document: Rc<Document>,
    siblings: Siblings,
}

/// Keywords beside `$ref`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Siblings {
    /// They mean nothing, as OpenAPI 3.0 has it.
    Void,
    /// They count, as the generator reads them in any version.
    Count,
}

/// A node and where it stands.
#[derive(Clone, Debug)]
pub struct At<'d> {
    pub node: &'d Node,
    pub pointer: Pointer,
}

/// A node after its references, and the last reference that led to it.
#[derive(Clone, Debug)]
pub struct Target<'d> {
    pub at: At<'d>,
    pub reference: Option<&'d str>,
}

impl Spec {
    pub fn new(document: Rc<Document>, siblings: Siblings) -> Self {
        Self { document, siblings }
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The whole document.
    pub fn at(&self) -> At<'_> {
        At {
            node: &self.document.root,
            pointer: self.document.pointer(),
        }
    }

    /// What keywords beside `$ref` are worth.
    pub fn siblings(&self) -> Siblings {
        self.siblings
    }

    /// What a node means: itself, or what its references lead to.
    pub fn follow<'d>(&'d self, at: At<'d>) -> Option<Target<'d>> {
        let mut found = Target {
            at,
            reference: None,
        };
        for _ in 0..MAX_HOPS {
            let Some(reference) = found.at.node.get("$ref").and_then(Node::as_str) else {
                return Some(found);
            };
            found = Target {
                at: self.resolve(reference, &found.at)?,
                reference: Some(reference),
            };
        }
        None
    }

    fn resolve(&self, reference: &str, from: &At<'_>) -> Option<At<'_>> {
        let (node, pointer) = self.document.resolve(reference, &from.pointer)?;
        Some(At { node, pointer })
    }
}

impl<'d> At<'d> {
    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<At<'d>> {
        Some(At {
            node: self.node.get(key)?,
            pointer: self.pointer.child(key),
        })
    }

    /// The value under keys, one below the other.
    pub fn path(&self, keys: &[&str]) -> Option<At<'d>> {
        keys.iter()
            .try_fold(self.clone(), |found, key| found.get(key))
    }

    /// The entries, where this is an object; extensions are no entries.
    pub fn entries(&self) -> Vec<(&'d str, At<'d>)> {
        let entries = self.node.as_object().into_iter().flat_map(Map::iter);
        let entries = entries.filter(|(key, _)| !key.starts_with("x-"));
        let at = |key: &'d str, node| At {
            node,
            pointer: self.pointer.child(key),
        };
        entries.map(|(key, node)| (key, at(key, node))).collect()
    }

    /// The items, where this is a list.
    pub fn items(&self) -> Vec<At<'d>> {
        let items = self.node.as_array().unwrap_or_default().iter().enumerate();
        let at = |(index, node)| At {
            node,
            pointer: self.pointer.index(index),
        };
        items.map(at).collect()
    }

    /// The text under a key.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.node.get(key)?.as_str()
    }

    /// Whether `true` stands under a key.
    pub fn flag(&self, key: &str) -> bool {
        self.node.get(key).and_then(Node::as_bool) == Some(true)
    }

    /// What the schema is called, where it is a component.
    pub fn component(&self) -> Option<String> {
        let homes = ["/components/schemas/", "/definitions/"];
        let mut names = homes
            .iter()
            .filter_map(|home| self.pointer.as_str().strip_prefix(home));
        let is_below = names.next()?.contains('/');
        (!is_below).then(|| self.pointer.last().unwrap_or_default().into_owned())
    }

    /// What tells this node from all others of its tree.
    pub fn address(&self) -> usize {
        std::ptr::from_ref(self.node).addr()
    }
}

/// A value as it is shown in a message.
pub fn shown(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.to_string(),
        Node::String(text) => text.clone(),
        Node::Array(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Object(map) => {
            let entries = map
                .iter()
                .map(|(key, node)| format!("{key}: {}", shown(node)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
