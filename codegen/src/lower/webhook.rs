//! What the server sends by itself: webhooks (OpenAPI 3.1) and callbacks (OpenAPI 3.0.4, section 4.8.18).
//!
//! There is no call to emit, but what comes has a type, so that a handler can read it.

use super::media::response;
use super::schema::docs;
use super::{Found, Lower, entries, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Docs, Kind, Method, Origin, ResponseFormat, Shape, TypeId};
use crate::read::Node;
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    /// The payloads of all webhooks.
    pub(super) fn webhooks(&mut self) {
        for (name, node, at) in entries(&self.doc.root, &self.doc.pointer(), "webhooks") {
            let origin = Origin::Component(format!("{name} payload"));
            let about = format!("What the webhook `{}` sends.", name.replace('`', ""));
            self.payloads(node, &at, &origin, &about);
        }
        self.drain();
    }

    /// The payloads of an operation's callbacks.
    pub(super) fn callbacks(&mut self, node: &'d Node, at: &Pointer, index: usize) {
        for (name, node, at) in entries(node, at, "callbacks") {
            let origin = Origin::Operation {
                index,
                step: format!("{name} payload"),
            };
            let about = format!("What the callback `{}` sends.", name.replace('`', ""));
            let Some(Found { node, at, .. }) = self.follow(node, &at) else {
                continue;
            };
            for (expression, node) in node.as_object().into_iter().flat_map(|map| map.iter()) {
                if !expression.starts_with("x-") {
                    self.payloads(node, &at.child(expression), &origin, &about);
                }
            }
        }
    }

    /// Ids of what is received that others have, too: nobody calls it, so it costs nothing.
    pub(super) fn same_ids(&mut self) {
        for (id, at) in std::mem::take(&mut self.received) {
            let Some(other) = self.called.get(&id) else {
                self.called.insert(id, at);
                continue;
            };
            let message = format!("another operation is called `{id}` already");
            let found = Diagnostic::new(codes::DUPLICATE_OPERATION_ID, message).at(&at);
            let found = found.related(other, "the other one is here");
            self.diags
                .push(found.label("this one is called by nobody: it is received"));
        }
    }

    fn payloads(&mut self, node: &'d Node, at: &Pointer, origin: &Origin, about: &str) {
        let Some(Found { node, at, .. }) = self.follow(node, at) else {
            return;
        };
        for method in Method::ALL {
            let Some(operation) = node.get(&method.key()) else {
                continue;
            };
            let place = at.child(&method.key());
            let id = text(operation, "operationId");
            let named = place.child("operationId");
            if !id.is_empty() {
                self.received.push((id.to_owned(), named));
            }
            let place = place.child("requestBody");
            let body = operation.get("requestBody");
            let Some(Found { node: body, at, .. }) =
                body.and_then(|body| self.follow(body, &place))
            else {
                continue;
            };
            let mut entries = match body.get("content") {
                Some(content) => response::entries(content, &at.child("content")),
                None => Vec::new(),
            };
            entries.retain(|entry| entry.format == ResponseFormat::Json);
            let Some(entry) = entries.first() else {
                continue;
            };
            let Some(schema) = entry.node.get("schema") else {
                continue;
            };
            let words = docs(operation).text();
            let words = format!("{about}\n\n{words}");
            let id = self.event(schema, &entry.at, origin);
            let ty = &mut self.types[id.index()];
            ty.docs = Docs {
                description: format!("{words}\n\n{}", ty.docs.text()).trim().to_owned(),
                ..Docs::default()
            };
            self.events.push(id);
        }
    }

    /// A type of the payload's own: an alias where the schema has a name already.
    fn event(&mut self, schema: &'d Node, at: &Pointer, origin: &Origin) -> TypeId {
        let place = at.child("schema");
        let edge = self.schema(schema, &place, origin);
        match edge.shape {
            Shape::Named(id) if self.types[id.index()].at == place => id,
            _ => {
                let id = self.reserve(at, origin.clone());
                self.types[id.index()].kind = Kind::Alias(edge);
                id
            }
        }
    }
}
