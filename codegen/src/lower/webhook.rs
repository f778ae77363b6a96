//! Payloads of webhooks (OpenAPI 3.1) and callbacks (OpenAPI 3.0.4, section 4.8.18).
//!
//! The server sends them, so there is no request to generate, but each payload has a type that a handler can decode.

use super::media::response;
use super::schema::docs;
use super::{Lower, Target, entries, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Docs, Kind, Method, Origin, ResponseFormat, Shape, TypeId};
use crate::read::{Node, Schema};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    /// Lowers the payloads of all webhooks.
    pub(super) fn webhooks(&mut self) {
        for (name, node, at) in entries(&self.doc.root, &self.doc.pointer(), "webhooks") {
            let origin = Origin::Component(format!("{name} payload"));
            let about = about("webhook", name);
            self.payloads(node, &at, &origin, &about);
        }
        self.lower_pending();
    }

    /// Lowers the payloads of the callbacks of an operation.
    pub(super) fn callbacks(&mut self, node: &'d Node, at: &Pointer, index: usize) {
        for (name, node, at) in entries(node, at, "callbacks") {
            let origin = Origin::Operation {
                index,
                step: format!("{name} payload"),
            };
            let about = about("callback", name);
            let Some(Target { node, at, .. }) = self.follow(node, &at) else {
                continue;
            };
            for (expression, node) in node.as_object().into_iter().flat_map(|map| map.iter()) {
                if !expression.starts_with("x-") {
                    self.payloads(node, &at.child(expression), &origin, &about);
                }
            }
        }
    }

    /// Reports webhooks and callbacks with the id of another operation. No method is named after them, so it has no
    /// effect on the output.
    pub(super) fn report_duplicate_webhook_ids(&mut self) {
        for (id, at) in std::mem::take(&mut self.webhook_ids) {
            let Some(other) = self.operation_ids.get(&id) else {
                self.operation_ids.insert(id, at);
                continue;
            };
            let message = format!("`{id}` is the `operationId` of another operation");
            let found = Diagnostic::new(codes::DUPLICATE_OPERATION_ID, message).at(&at);
            let found = found.related(other, "the other operation is here");
            let label = "no effect: no method is generated for a webhook or callback";
            self.diags.push(found.label(label));
        }
    }

    fn payloads(&mut self, node: &'d Node, at: &Pointer, origin: &Origin, about: &str) {
        let Some(Target { node, at, .. }) = self.follow(node, at) else {
            return;
        };
        for method in Method::ALL {
            let Some(operation) = node.get(&method.key()) else {
                continue;
            };
            let at = at.child(&method.key());
            let id = text(operation, "operationId");
            if !id.is_empty() {
                let id_at = at.child("operationId");
                self.webhook_ids.push((id.to_owned(), id_at));
            }
            let body_at = at.child("requestBody");
            let body = operation.get("requestBody");
            let Some(Target { node: body, at, .. }) =
                body.and_then(|body| self.follow(body, &body_at))
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
            let operation_docs = docs(operation).text();
            let id = self.payload_type(schema, &entry.at, origin);
            let ty = &mut self.types[id.index()];
            let description = format!("{about}\n\n{operation_docs}\n\n{}", ty.docs.text());
            ty.docs = Docs {
                description: description.trim().to_owned(),
                ..Docs::default()
            };
            self.webhook_payloads.push(id);
        }
    }

    /// The type of a payload: the inline type of the schema, else an alias.
    fn payload_type(&mut self, schema: &'d Node, at: &Pointer, origin: &Origin) -> TypeId {
        let schema_at = at.child("schema");
        let edge = self.schema(Schema::new(schema), &schema_at, origin);
        match edge.shape {
            Shape::Named(id) if self.types[id.index()].at == schema_at => id,
            _ => {
                let id = self.reserve(at, origin.clone());
                self.types[id.index()].kind = Kind::Alias(edge);
                id
            }
        }
    }
}

/// The sentence about a payload. The name is one line of Markdown.
fn about(kind: &str, name: &str) -> String {
    let name = name.replace('`', "");
    let words: Vec<&str> = name.split_whitespace().collect();
    format!("Payload of the {kind} `{}`.", words.join(" "))
}
