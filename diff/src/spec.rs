//! A document in the form that is compared.
//!
//! References are followed. Cyclic and unresolvable references lead to `None`.

use std::rc::Rc;

use oascribe_codegen::read::{Document, Map, Node, Schema};
use oascribe_codegen::source::Pointer;

/// The number of chained references that are followed.
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
    /// They are ignored, as in OpenAPI 3.0.
    Void,
    /// They are read, as in OpenAPI 3.1.
    Count,
}

/// A node and its location.
#[derive(Clone, Debug)]
pub struct At<'d> {
    pub node: &'d Node,
    pub pointer: Pointer,
}

/// The target of references, and the last reference.
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

    /// The root of the document.
    pub fn at(&self) -> At<'_> {
        At {
            node: &self.document.root,
            pointer: self.document.pointer(),
        }
    }

    /// How keywords beside `$ref` are read.
    pub fn siblings(&self) -> Siblings {
        self.siblings
    }

    /// Follows the references of a node. Returns `None` if one can't be resolved.
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
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<At<'d>> {
        Some(At {
            node: self.node.get(key)?,
            pointer: self.pointer.child(key),
        })
    }

    /// The value at a path of keys.
    pub fn path(&self, keys: &[&str]) -> Option<At<'d>> {
        keys.iter()
            .try_fold(self.clone(), |found, key| found.get(key))
    }

    /// The entries of an object, without extensions.
    pub fn entries(&self) -> Vec<(&'d str, At<'d>)> {
        let entries = self.node.as_object().into_iter().flat_map(Map::iter);
        let entries = entries.filter(|(key, _)| !key.starts_with("x-"));
        let at = |key: &'d str, node| At {
            node,
            pointer: self.pointer.child(key),
        };
        entries.map(|(key, node)| (key, at(key, node))).collect()
    }

    /// The items of an array.
    pub fn items(&self) -> Vec<At<'d>> {
        let items = self.node.as_array().unwrap_or_default().iter().enumerate();
        let at = |(index, node)| At {
            node,
            pointer: self.pointer.index(index),
        };
        items.map(at).collect()
    }

    /// The string value of a key.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.node.get(key)?.as_str()
    }

    /// The only type of a schema besides `null`, or an empty string.
    pub fn single_type(&self) -> &'d str {
        Schema::new(self.node).single_type()
    }

    /// Whether the value of a key is `true`.
    pub fn flag(&self, key: &str) -> bool {
        self.node.get(key).and_then(Node::as_bool) == Some(true)
    }

    /// The name of the schema, if it is a component.
    pub fn component(&self) -> Option<String> {
        let sections = ["/components/schemas/", "/definitions/"];
        let mut names = sections
            .iter()
            .filter_map(|section| self.pointer.as_str().strip_prefix(section));
        let is_below = names.next()?.contains('/');
        (!is_below).then(|| self.pointer.last().unwrap_or_default().into_owned())
    }

    /// A number that is unique in the tree.
    pub fn address(&self) -> usize {
        std::ptr::from_ref(self.node).addr()
    }
}

/// A value in the form for messages.
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
