//! Swagger 2.0 in the shape of OpenAPI 3.0.
//!
//! In: a checked document of Swagger 2.0. Out: the same API as OpenAPI 3.0 has it. Guaranteed: every node that
//! changes its place is on record; what 3.0 can't say is said.

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

/// A parameter that becomes a body, or part of one.
#[derive(Clone)]
struct Sent {
    node: Map,
    at: Pointer,
}

/// What holds for all operations.
struct Swagger<'a> {
    consumes: Vec<String>,
    produces: Vec<String>,
    servers: Servers,
    /// Parameters in bodies and forms that are referred to, by reference.
    shared: HashMap<String, Sent>,
    moves: Moves,
    diags: &'a mut Diagnostics,
}

/// Rewrites a document; gives the nodes that changed their place.
pub(super) fn convert(doc: &mut Document, diags: &mut Diagnostics) -> Moves {
    let shared = shared(doc);
    let here = PointerPair::unmoved(doc.pointer());
    let Node::Object(root) = &mut doc.root else {
        return Moves::new();
    };
    let mut swagger = Swagger {
        consumes: texts(root.take("consumes").as_ref()),
        produces: texts(root.take("produces").as_ref()),
        servers: Servers::take(root),
        shared,
        moves: Moves::new(),
        diags,
    };
    swagger.root(root, &here);
    swagger.moves
}

impl Swagger<'_> {
    fn root(&mut self, root: &mut Map, here: &PointerPair) {
        if let Some((servers, written)) = self.servers.of(None) {
            root.replace("servers".to_owned(), servers);
            self.made(&here.child("servers").with_origin(&here.child(written)));
        }
        let mut components = Map::default();
        let places = [
            ("definitions", "schemas"),
            ("parameters", "parameters"),
            ("responses", "responses"),
            ("securityDefinitions", "securitySchemes"),
        ];
        for (from, to) in places {
            if let Some(Node::Object(mut entries)) = root.take(from) {
                let to_place = here
                    .child("components")
                    .child(to)
                    .with_origin(&here.child(from));
                self.moved(&to_place);
                self.entries(&mut entries, from, &to_place);
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

    /// Entries of the document that are referred to.
    fn entries(&mut self, entries: &mut Map, kind: &str, here: &PointerPair) {
        entries.retain(|name, node| {
            let here = here.child(name);
            let Node::Object(map) = node else { return true };
            match kind {
                "parameters" if is_sent(map) => return false,
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

    /// Takes note of a node that stands elsewhere than before.
    fn moved(&mut self, place: &PointerPair) {
        let PointerPair { now, before } = place.clone();
        self.moves.moved(now, before);
    }

    /// Takes note of a node that was made of another one.
    fn made(&mut self, place: &PointerPair) {
        let PointerPair { now, before } = place.clone();
        self.moves.made(now, before);
    }
}

/// The parameters in bodies and forms that operations refer to.
fn shared(doc: &Document) -> HashMap<String, Sent> {
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
                && is_sent(node)
            {
                let node = node.clone();
                found.insert(reference.to_owned(), Sent { node, at });
            }
        }
    }
    found
}

/// Whether a parameter is a body, or part of a form.
fn is_sent(parameter: &Map) -> bool {
    let place = parameter.get("in").and_then(Node::as_str);
    matches!(place, Some("body" | "formData"))
}

fn texts(list: Option<&Node>) -> Vec<String> {
    let items = list.and_then(Node::as_array).unwrap_or_default();
    let texts = items.iter().filter_map(Node::as_str);
    texts.map(str::to_owned).collect()
}
