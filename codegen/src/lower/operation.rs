//! Paths and operations (OpenAPI 3.0.4, sections 4.8.8 to 4.8.10).

use super::schema::docs;
use super::service::server;
use super::{Found, Loss, Lower, Site, entries, items, text};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{LongRunningField, Method, Operation, Scheme, Server};
use crate::read::{Node, is_token};
use crate::source::Pointer;

/// A path item on the way to its operations.
struct Item<'d> {
    path: &'d str,
    node: &'d Node,
    at: Pointer,
}

/// An operation as the document has it.
struct Declared<'d> {
    method: Method,
    node: &'d Node,
    at: Pointer,
}

impl<'d> Lower<'d, '_> {
    pub(super) fn operations(&mut self, schemes: &[Scheme]) -> Vec<Operation> {
        let root = &self.doc.root;
        self.unknown_schemes(root, &self.doc.pointer());
        let mut operations = Vec::new();
        for (path, node, at) in entries(root, &self.doc.pointer(), "paths") {
            if !path.starts_with('/') {
                continue;
            }
            // What a path that leads nowhere costs is all of its operations.
            self.site = Some(Site {
                operation: path.to_owned(),
                part: String::new(),
            });
            let found = self.follow(node, &at);
            self.site = None;
            let Some(Found { node, at, .. }) = found else {
                continue;
            };
            let item = Item { path, node, at };
            for call in self.calls(&item) {
                self.loss = Loss::None;
                let operation = self.operation(&item, &call, operations.len(), schemes);
                let events = self.events.len();
                if self.loss == Loss::None {
                    self.callbacks(call.node, &call.at, operations.len());
                }
                self.drain();
                if self.loss == Loss::None {
                    operations.push(self.identified(operation));
                } else {
                    self.events.truncate(events);
                }
            }
        }
        operations
    }

    /// The operations of a path: those of the methods with a keyword, then the additional ones (OpenAPI 3.2).
    fn calls(&mut self, item: &Item<'d>) -> Vec<Declared<'d>> {
        let mut calls = Vec::new();
        for method in Method::ALL {
            let key = method.key();
            if let Some(node) = item.node.get(&key) {
                let at = item.at.child(&key);
                calls.push(Declared { method, node, at });
            }
        }
        for (name, node, at) in entries(item.node, &item.at, "additionalOperations") {
            let known = |method: &Method| method.as_str().eq_ignore_ascii_case(name);
            let message = if !is_token(name) {
                format!("`{}` is no name of a method", name.escape_debug())
            } else if Method::ALL.iter().any(known) {
                format!("`{name}` is a method with a keyword of its own")
            } else {
                let method = Method::Other(name.to_owned());
                calls.push(Declared { method, node, at });
                continue;
            };
            let found = Diagnostic::new(codes::CUSTOM_METHOD, message).at_key(&at);
            self.diags.push(found.label("the operation is left out"));
        }
        calls
    }

    fn operation(
        &mut self,
        item: &Item<'d>,
        call: &Declared<'d>,
        index: usize,
        schemes: &[Scheme],
    ) -> Operation {
        let Declared { method, node, at } = call;
        let (node, at) = (*node, at.clone());
        self.site = Some(Site {
            operation: format!("{} {}", method.as_str(), item.path),
            part: String::new(),
        });
        self.unknown_schemes(node, &at);
        let tags = items(node, &at, "tags").into_iter();
        let parameters = self.parameters(item.path, (item.node, &item.at), (node, &at), index);
        let body = self.body(node, &at, index);
        let (responses, headers) = self.responses(node, &at, index);
        let operation = Operation {
            id: text(node, "operationId").to_owned(),
            method: method.clone(),
            path: item.path.to_owned(),
            docs: docs(node),
            tags: tags
                .filter_map(|(tag, _)| tag.as_str())
                .map(str::to_owned)
                .collect(),
            group: 0,
            parameters,
            body,
            responses,
            headers,
            security: self.security(node, schemes),
            servers: own_servers(item, node, &at),
            paging: None,
            long_running: self.long_running(node, &at),
            body_suffix: None,
            at,
        };
        self.site = None;
        operation
    }

    /// `x-long-running`: what open members of the answer hold, by name.
    fn long_running(&mut self, node: &'d Node, at: &Pointer) -> Vec<LongRunningField> {
        let mut fields = Vec::new();
        for (member, target, at) in entries(node, at, "x-long-running") {
            let known = target
                .as_str()
                .filter(|target| self.doc.resolve(target, &at).is_some());
            match known {
                Some(target) => fields.push(LongRunningField {
                    property: member.to_owned(),
                    ty: self.schema_reference(target, &at),
                    at,
                }),
                None => {
                    let message = format!("what `{member}` holds is no schema of the document");
                    let found = Diagnostic::new(codes::DANGLING_REF, message).at(&at);
                    let found = found.severity(Severity::Warning);
                    self.diags.push(found.label("it stays untyped JSON"));
                }
            }
        }
        fields
    }

    /// The declared id, else one derived from method and path.
    fn identified(&mut self, mut operation: Operation) -> Operation {
        let at = operation.at.child("operationId");
        if operation.id.is_empty() {
            let derived = operation.derived_id();
            let message = format!("`{}` has no operationId", operation.key());
            let found = Diagnostic::new(codes::MISSING_OPERATION_ID, message).at_key(&operation.at);
            self.diags
                .push(found.label(format!("it is called `{derived}`")));
            operation.id = derived;
        } else {
            self.called.entry(operation.id.clone()).or_insert(at);
        }
        operation
    }
}

/// The operation's own servers, else the path's; the document's are the client's business.
fn own_servers(item: &Item<'_>, node: &Node, at: &Pointer) -> Vec<Server> {
    let own = items(node, at, "servers");
    let shared = || items(item.node, &item.at, "servers");
    let servers = if own.is_empty() { shared() } else { own };
    servers.iter().map(|(node, at)| server(node, at)).collect()
}
