//! The schemas of a document: components, requests and responses.

use std::collections::HashSet;

use super::keyword::entries;
use super::{Direction, Schema};
use crate::read::{Document, Node};
use crate::source::Pointer;

/// The body of a request or response in one media type.
#[derive(Clone, Debug)]
pub struct Message<'d> {
    /// The method and path of the operation: `POST /pets`.
    pub operation: String,
    /// The status of a response, or `None` for a request.
    pub status: Option<&'d str>,
    /// The media type.
    pub media_type: &'d str,
    /// The media type object, which has the examples.
    pub media: &'d Node,
    /// Where the media type object is.
    pub at: Pointer,
    /// The schema of the body.
    pub schema: Schema<'d>,
}

impl Message<'_> {
    /// The direction in which the body is sent.
    pub fn direction(&self) -> Direction {
        match self.status {
            Some(_) => Direction::Response,
            None => Direction::Request,
        }
    }
}

/// The longest chain of references to references.
const MAX_REFERENCES: usize = 32;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The component schemas of the document.
pub(super) fn components(doc: &Document) -> impl Iterator<Item = (&str, Schema<'_>)> {
    let components = doc.root.get("components").unwrap_or(&Node::Null);
    let at = doc.pointer().child("components");
    let schemas = entries(components, &at, "schemas");
    let schemas = schemas.filter(|(_, node, _)| matches!(node, Node::Object(_) | Node::Bool(_)));
    schemas.map(|(name, node, at)| (name, Schema { node, at }))
}

/// An operation of a path, a webhook or a callback.
#[derive(Clone, Debug)]
pub struct Operation<'d> {
    /// The method and path: `POST /pets`.
    pub name: String,
    /// The `operationId`.
    pub id: Option<&'d str>,
    node: &'d Node,
    at: Pointer,
}

/// All operations, webhooks and callbacks.
pub(crate) fn all_operations(doc: &Document) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    let sections = ["paths", "webhooks"].into_iter();
    let items = sections.flat_map(|section| entries(&doc.root, &doc.pointer(), section));
    let mut items: Vec<_> = items.collect();
    items.reverse();
    // Callbacks contain path items, which may refer to themselves.
    let mut visited = HashSet::new();
    while let Some((path, node, at)) = items.pop() {
        let Some((node, at)) = follow(doc, node, at) else {
            continue;
        };
        if !visited.insert(at.clone()) {
            continue;
        }
        for (method, node, at) in operations(node, &at) {
            let callbacks = entries(node, &at, "callbacks");
            let callbacks = callbacks.filter_map(|(_, node, at)| follow(doc, node, at));
            for (callback, at) in callbacks {
                let map = callback.as_object().into_iter().flat_map(|map| map.iter());
                items.extend(map.map(|(path, node)| (path, node, at.child(path))));
            }
            found.push(Operation {
                name: format!("{method} {path}"),
                id: node.get("operationId").and_then(Node::as_str),
                node,
                at,
            });
        }
    }
    found
}

/// The bodies of all operations, webhooks and callbacks.
pub(super) fn all(doc: &Document) -> Vec<Message<'_>> {
    let operations = all_operations(doc);
    operations.iter().flat_map(|it| it.messages(doc)).collect()
}

impl<'d> Operation<'d> {
    /// The bodies of the operation.
    pub(crate) fn messages(&self, doc: &'d Document) -> Vec<Message<'d>> {
        let mut found = Vec::new();
        let mut messages = Messages {
            doc,
            operation: self.name.clone(),
            found: &mut found,
        };
        messages.operation(self.node, &self.at);
        found
    }
}

/// The operations of a path item, with their methods.
fn operations<'d>(node: &'d Node, at: &Pointer) -> Vec<(String, &'d Node, Pointer)> {
    let known = METHODS.iter().filter_map(|method| {
        let operation = node.get(method)?;
        Some((method.to_ascii_uppercase(), operation, at.child(method)))
    });
    let more = entries(node, at, "additionalOperations");
    let more = more.map(|(method, node, at)| (method.to_owned(), node, at));
    known.chain(more).collect()
}

/// Follows references.
fn follow<'d>(doc: &'d Document, node: &'d Node, at: Pointer) -> Option<(&'d Node, Pointer)> {
    let mut found = (node, at);
    for _ in 0..MAX_REFERENCES {
        let Some(reference) = found.0.get("$ref").and_then(Node::as_str) else {
            return Some(found);
        };
        found = doc.resolve(reference, &found.1)?;
    }
    None
}

/// The messages of one operation.
struct Messages<'d, 'f> {
    doc: &'d Document,
    operation: String,
    found: &'f mut Vec<Message<'d>>,
}

impl<'d> Messages<'d, '_> {
    fn operation(&mut self, node: &'d Node, at: &Pointer) {
        if let Some(body) = node.get("requestBody") {
            self.content(None, body, at.child("requestBody"));
        }
        for (status, response, at) in entries(node, at, "responses") {
            self.content(Some(status), response, at);
        }
    }

    fn content(&mut self, status: Option<&'d str>, node: &'d Node, at: Pointer) {
        let Some((node, at)) = follow(self.doc, node, at) else {
            return;
        };
        for (media_type, media, at) in entries(node, &at, "content") {
            let Some((media, at)) = follow(self.doc, media, at) else {
                continue;
            };
            for keyword in ["schema", "itemSchema"] {
                let schema = media.get(keyword);
                let schema = schema.filter(|node| matches!(node, Node::Object(_) | Node::Bool(_)));
                let Some(node) = schema else { continue };
                self.found.push(Message {
                    operation: self.operation.clone(),
                    status,
                    media_type,
                    media,
                    at: at.clone(),
                    schema: Schema {
                        node,
                        at: at.child(keyword),
                    },
                });
            }
        }
    }
}
