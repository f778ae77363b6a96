//! Paths and operations (OpenAPI 3.0.4, sections 4.8.8 to 4.8.10).

use super::schema::docs;
use super::service::server;
use super::{CurrentOperation, Lower, Target, entries, items, text};
use crate::diag::{Diagnostic, Severity, codes};
use crate::ir::{LongRunningField, Method, Operation, Scheme, Server};
use crate::read::{Node, is_token};
use crate::source::Pointer;

/// A path item.
struct Item<'d> {
    path: &'d str,
    node: &'d Node,
    at: Pointer,
}

/// An operation of a path item.
struct Declared<'d> {
    method: Method,
    node: &'d Node,
    at: Pointer,
}

impl<'d> Lower<'d, '_> {
    pub(super) fn operations(&mut self, schemes: &[Scheme]) -> Vec<Operation> {
        let root = &self.doc.root;
        self.report_unknown_schemes(root, &self.doc.pointer());
        let mut operations = Vec::new();
        for (path, node, at) in entries(root, &self.doc.pointer(), "paths") {
            if !path.starts_with('/') {
                continue;
            }
            // A path whose reference does not resolve drops all of its operations.
            self.current = Some(CurrentOperation {
                name: path.to_owned(),
                part: String::new(),
            });
            let target = self.follow(node, &at);
            self.current = None;
            let Some(Target { node, at, .. }) = target else {
                continue;
            };
            let item = Item { path, node, at };
            for declared in self.declared_operations(&item) {
                self.is_dropped = false;
                let operation = self.operation(&item, &declared, operations.len(), schemes);
                let payloads = self.webhook_payloads.len();
                if !self.is_dropped {
                    self.callbacks(declared.node, &declared.at, operations.len());
                }
                self.lower_pending();
                if self.is_dropped {
                    self.webhook_payloads.truncate(payloads);
                } else {
                    operations.push(operation);
                }
            }
        }
        self.add_ids(&mut operations);
        operations
    }

    /// The operations of a path item: those of the fixed methods, then `additionalOperations` (OpenAPI 3.2).
    fn declared_operations(&mut self, item: &Item<'d>) -> Vec<Declared<'d>> {
        let mut operations = Vec::new();
        for method in Method::ALL {
            let key = method.key();
            if let Some(node) = item.node.get(&key) {
                let at = item.at.child(&key);
                operations.push(Declared { method, node, at });
            }
        }
        for (name, node, at) in entries(item.node, &item.at, "additionalOperations") {
            let is_name = |method: &Method| method.as_str().eq_ignore_ascii_case(name);
            let message = if !is_token(name) {
                format!("`{}` is not a valid method name", name.escape_debug())
            } else if Method::ALL.iter().any(is_name) {
                let keyword = name.to_ascii_lowercase();
                format!("`{name}` must be declared under `{keyword}` of the path item")
            } else {
                let method = Method::Other(name.to_owned());
                operations.push(Declared { method, node, at });
                continue;
            };
            let found = Diagnostic::new(codes::CUSTOM_METHOD, message).at_key(&at);
            self.diags.push(found.label("the operation is left out"));
        }
        operations
    }

    fn operation(
        &mut self,
        item: &Item<'d>,
        declared: &Declared<'d>,
        index: usize,
        schemes: &[Scheme],
    ) -> Operation {
        let Declared { method, node, at } = declared;
        let (node, at) = (*node, at.clone());
        self.current = Some(CurrentOperation {
            name: format!("{} {}", method.as_str(), item.path),
            part: String::new(),
        });
        self.report_unknown_schemes(node, &at);
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
            declared_paging: self.declared_paging(node, &at),
            paging: None,
            stream_switch: None,
            long_running: self.long_running(node, &at),
            body_suffix: None,
            at,
        };
        self.current = None;
        operation
    }

    /// `x-long-running`: the types of untyped properties of the response.
    fn long_running(&mut self, node: &'d Node, at: &Pointer) -> Vec<LongRunningField> {
        let mut fields = Vec::new();
        for (property, target, at) in entries(node, at, "x-long-running") {
            let reference = target
                .as_str()
                .filter(|target| self.doc.resolve(target, &at).is_some());
            match reference {
                Some(target) => fields.push(LongRunningField {
                    property: property.to_owned(),
                    ty: self.schema_reference(target, &at),
                    at,
                }),
                None => {
                    let message =
                        format!("the type of `{property}` is not a schema of the document");
                    let found = Diagnostic::new(codes::DANGLING_REF, message).at(&at);
                    let found = found.severity(Severity::Warning);
                    self.diags.push(found.label("generated as untyped JSON"));
                }
            }
        }
        fields
    }
}

/// The servers of the operation, else those of the path item. The servers of the document belong to the client.
fn own_servers(item: &Item<'_>, node: &Node, at: &Pointer) -> Vec<Server> {
    let own = items(node, at, "servers");
    let shared = || items(item.node, &item.at, "servers");
    let servers = if own.is_empty() { shared() } else { own };
    servers.iter().map(|(node, at)| server(node, at)).collect()
}
