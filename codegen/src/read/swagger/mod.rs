//! Converts Swagger 2.0 to OpenAPI 3.0.
//!
//! Input: a checked document of Swagger 2.0. Output: the same API as OpenAPI 3.0. Every moved node is recorded, and
//! everything that OpenAPI 3.0 can't express is reported.

mod body;
mod operation;
mod response;
mod security;
mod servers;

use std::collections::HashMap;

use super::pointer_pair::PointerPair;
use super::{Document, Map, Node};
use crate::diag::Diagnostics;
use crate::source::{Moves, Pointer};
use servers::Servers;

/// A parameter that becomes a request body or a field of a form.
#[derive(Clone)]
struct BodyParameter {
    node: Map,
    at: Pointer,
}

/// The conversion of one document.
struct Converter<'a> {
    consumes: Vec<String>,
    produces: Vec<String>,
    servers: Servers,
    /// Body parameters that operations refer to, by reference.
    body_parameters: HashMap<String, BodyParameter>,
    moves: Moves,
    diags: &'a mut Diagnostics,
}

/// Converts a document. Returns the nodes that were moved.
pub(super) fn convert(doc: &mut Document, diags: &mut Diagnostics) -> Moves {
    let body_parameters = referenced_body_parameters(doc);
    let here = PointerPair::unmoved(doc.pointer());
    let Node::Object(root) = &mut doc.root else {
        return Moves::new();
    };
    let mut converter = Converter {
        consumes: strings(root.take("consumes").as_ref()),
        produces: strings(root.take("produces").as_ref()),
        servers: Servers::take(root),
        body_parameters,
        moves: Moves::new(),
        diags,
    };
    converter.root(root, &here);
    converter.moves
}

impl Converter<'_> {
    fn root(&mut self, root: &mut Map, here: &PointerPair) {
        if let Some((servers, written)) = self.servers.of(None) {
            root.replace("servers".to_owned(), servers);
            self.record_made(&here.child("servers").with_origin(&here.child(written)));
        }
        let mut components = Map::default();
        let sections = [
            ("definitions", "schemas"),
            ("parameters", "parameters"),
            ("responses", "responses"),
            ("securityDefinitions", "securitySchemes"),
        ];
        for (from, to) in sections {
            if let Some(Node::Object(mut entries)) = root.take(from) {
                let target = here
                    .child("components")
                    .child(to)
                    .with_origin(&here.child(from));
                self.record_moved(&target);
                self.components(&mut entries, from, &target);
                components.replace(to.to_owned(), Node::Object(entries));
            }
        }
        root.replace("components".to_owned(), Node::Object(components));
        if let Some(Node::Object(paths)) = root.get_mut("paths") {
            let here = here.child("paths");
            paths.retain(|path, item| {
                if let Node::Object(item) = item {
                    self.path_item(item, &here.child(path));
                }
                true
            });
        }
    }

    /// Converts the components of one section. Body parameters are removed.
    fn components(&mut self, entries: &mut Map, kind: &str, here: &PointerPair) {
        entries.retain(|name, node| {
            let here = here.child(name);
            let Node::Object(map) = node else { return true };
            match kind {
                "parameters" if is_body_parameter(map) => return false,
                "parameters" => self.parameter(map, &here),
                "responses" => {
                    let produces = self.produces.clone();
                    self.response(map, &produces, &here);
                }
                "securityDefinitions" => security::convert(map, &here, &mut self.moves),
                _ => {}
            }
            true
        });
    }

    /// Records that a node was moved.
    fn record_moved(&mut self, pair: &PointerPair) {
        let PointerPair { now, before } = pair.clone();
        self.moves.moved(now, before);
    }

    /// Records that a node was made from another one.
    fn record_made(&mut self, pair: &PointerPair) {
        let PointerPair { now, before } = pair.clone();
        self.moves.made(now, before);
    }
}

/// The body parameters that operations refer to, by reference.
fn referenced_body_parameters(doc: &Document) -> HashMap<String, BodyParameter> {
    let mut found = HashMap::new();
    let paths = doc.root.get("paths").and_then(Node::as_object);
    let items = paths.into_iter().flat_map(|paths| paths.iter());
    for (path, item) in items {
        let at = doc.pointer().child("paths").child(path);
        let operations = item.as_object().into_iter().flat_map(|item| item.iter());
        let lists = operations.filter_map(|(_, operation)| operation.get("parameters"));
        let lists = lists.chain(item.get("parameters"));
        for node in lists.filter_map(Node::as_array).flatten() {
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
                continue;
            };
            if let Some((Node::Object(node), at)) = doc.resolve(reference, &at)
                && is_body_parameter(node)
            {
                let node = node.clone();
                found.insert(reference.to_owned(), BodyParameter { node, at });
            }
        }
    }
    found
}

/// Whether a parameter is a body or a field of a form.
fn is_body_parameter(parameter: &Map) -> bool {
    let location = parameter.get("in").and_then(Node::as_str);
    matches!(location, Some("body" | "formData"))
}

fn strings(list: Option<&Node>) -> Vec<String> {
    let items = list.and_then(Node::as_array).unwrap_or_default();
    let strings = items.iter().filter_map(Node::as_str);
    strings.map(str::to_owned).collect()
}
