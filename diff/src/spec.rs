//! A document in the form that is compared.
//!
//! References are followed. Cyclic and unresolvable references lead to `None`.

use std::rc::Rc;

use oascribe_codegen::read::{Document, Map, Node, Schema};
use oascribe_codegen::source::Pointer;

use super::dynamic_scope::DynamicScope;

/// The number of chained references that are followed.
const MAX_HOPS: usize = 64;

/// Annotations: keywords of schemas that do not constrain values.
pub const NOTES: &[&str] = &[
    "title",
    "description",
    "summary",
    "example",
    "examples",
    "externalDocs",
    "$comment",
    "xml",
];

/// One side of a comparison.
#[derive(Debug)]
pub struct Spec {
    document: Rc<Document>,
    siblings: Siblings,
    /// The document as it is written, if it is Swagger 2.0.
    swagger: Option<Node>,
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
    scope: DynamicScope<'d>,
}

impl Spec {
    pub fn new(document: Rc<Document>, siblings: Siblings, swagger: Option<Node>) -> Self {
        Self {
            document,
            siblings,
            swagger,
        }
    }

    /// The media types that an operation of Swagger 2.0 declares. Generated code needs only some of them.
    pub fn declared_media(&self, path: &str, method: &str, keyword: &str) -> Vec<&str> {
        let Some(root) = &self.swagger else {
            return Vec::new();
        };
        let operation = root
            .get("paths")
            .and_then(|paths| paths.get(path)?.get(method));
        let own = operation.and_then(|operation| operation.get(keyword));
        let list = own.or_else(|| root.get(keyword)).and_then(Node::as_array);
        list.unwrap_or_default()
            .iter()
            .filter_map(Node::as_str)
            .collect()
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The root of the document.
    pub fn at(&self) -> At<'_> {
        At {
            node: &self.document.root,
            pointer: self.document.pointer(),
            scope: DynamicScope::default(),
        }
    }

    /// Follows the references of a node. Returns `None` if one can't be resolved.
    pub fn follow<'d>(&'d self, at: At<'d>) -> Option<At<'d>> {
        let mut found = at;
        for _ in 0..MAX_HOPS {
            if found.reference().is_none() {
                return Some(found.entered());
            }
            found = self.hop(&found)?;
        }
        None
    }

    /// The target of a reference.
    pub fn hop<'d>(&'d self, at: &At<'d>) -> Option<At<'d>> {
        let at = &at.clone().entered();
        let reference = at.reference()?;
        let anchor = reference.rsplit_once('#').map_or("", |(_, anchor)| anchor);
        let dynamic = at.scope.get(anchor).filter(|_| at.text("$ref").is_none());
        let target = match dynamic {
            Some(target) => At {
                scope: at.scope.clone(),
                ..target
            },
            None => self.resolve(reference, at)?,
        };
        Some(target.entered())
    }

    /// The schemas that a schema consists of: itself or the target of its references, after the objects whose keywords
    /// beside `$ref` count.
    pub fn open<'d>(&'d self, at: At<'d>) -> Option<Vec<At<'d>>> {
        let mut parts = Vec::new();
        let mut found = at;
        for _ in 0..MAX_HOPS {
            let Some(target) = self.hop(&found) else {
                let is_whole = found.reference().is_none();
                parts.push(found.entered());
                return is_whole.then_some(parts);
            };
            if self.siblings == Siblings::Count
                && found.has_rules(&["$ref", "$dynamicRef", "$defs", "$id"])
            {
                parts.push(found);
            }
            found = target;
        }
        None
    }

    fn resolve<'d>(&'d self, reference: &str, from: &At<'d>) -> Option<At<'d>> {
        let (node, pointer) = self.document.resolve(reference, &from.pointer)?;
        let scope = from.scope.clone();
        Some(At {
            node,
            pointer,
            scope,
        })
    }
}

impl<'d> At<'d> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<At<'d>> {
        Some(At {
            node: self.node.get(key)?,
            pointer: self.pointer.child(key),
            scope: self.scope.clone(),
        })
    }

    /// The value at a path of keys.
    pub fn path(&self, keys: &[&str]) -> Option<At<'d>> {
        keys.iter()
            .try_fold(self.clone(), |found, key| found.get(key))
    }

    /// The entries of an object, without extensions.
    pub fn entries(&self) -> Vec<(&'d str, At<'d>)> {
        let mut entries = self.all_entries();
        entries.retain(|(key, _)| !key.starts_with("x-"));
        entries
    }

    /// The entries of an object, including `x-…`, which is a valid name of a property.
    pub fn all_entries(&self) -> Vec<(&'d str, At<'d>)> {
        let entries = self.node.as_object().into_iter().flat_map(Map::iter);
        let at = |key: &'d str, node| At {
            node,
            pointer: self.pointer.child(key),
            scope: self.scope.clone(),
        };
        entries.map(|(key, node)| (key, at(key, node))).collect()
    }

    /// Whether a schema has constraints, except some keywords.
    pub fn has_rules(&self, beside: &[&str]) -> bool {
        match self.node {
            Node::Object(map) => map.keys().any(|key| {
                !NOTES.contains(&key) && !beside.contains(&key) && !key.starts_with("x-")
            }),
            Node::Bool(allowed) => !allowed,
            _ => false,
        }
    }

    /// The items of an array.
    pub fn items(&self) -> Vec<At<'d>> {
        let items = self.node.as_array().unwrap_or_default().iter().enumerate();
        let at = |(index, node)| At {
            node,
            pointer: self.pointer.index(index),
            scope: self.scope.clone(),
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

    /// The node as a schema that is entered: its dynamic anchors apply.
    fn entered(self) -> Self {
        let scope = self.scope.entered(&self);
        Self { scope, ..self }
    }

    /// The reference of a schema.
    fn reference(&self) -> Option<&'d str> {
        self.text("$ref").or_else(|| self.text("$dynamicRef"))
    }

    /// A number that is unique in the tree.
    pub fn address(&self) -> usize {
        std::ptr::from_ref(self.node).addr() ^ self.scope.address()
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
