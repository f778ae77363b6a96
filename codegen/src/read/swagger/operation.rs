//! Path items, operations and their parameters.

use super::{Map, Node, Sent, Swagger, is_sent, texts};
use crate::diag::{Diagnostic, codes};
use crate::read::pointer_pair::PointerPair;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

impl Swagger<'_> {
    /// A path item: what all of its operations send goes to each of them.
    pub(super) fn path_item(&mut self, item: &mut Map, here: &PointerPair) {
        let sent = self.parameters(item, here);
        for method in METHODS {
            if let Some(Node::Object(operation)) = item.get_mut(method) {
                self.operation(operation, &sent, &here.child(method));
            }
        }
    }

    fn operation(&mut self, operation: &mut Map, inherited: &[Sent], here: &PointerPair) {
        let media_types = |list: Option<Node>, of_all: &[String]| match list {
            Some(list) => texts(Some(&list)),
            None => of_all.to_vec(),
        };
        let consumes = media_types(operation.take("consumes"), &self.consumes);
        let produces = media_types(operation.take("produces"), &self.produces);
        if let Some(schemes) = operation.take("schemes") {
            self.own_servers(operation, &texts(Some(&schemes)), here);
        }
        let mut sent = self.parameters(operation, here);
        for inherited in inherited {
            let is_body = |it: &Sent| text(&it.node, "in") == "body";
            let is_same = |own: &Sent| match is_body(inherited) {
                true => is_body(own),
                false => text(&own.node, "name") == text(&inherited.node, "name"),
            };
            if !sent.iter().any(is_same) {
                sent.push(inherited.clone());
            }
        }
        self.body(operation, sent, &consumes, here);
        if let Some(Node::Object(responses)) = operation.get_mut("responses") {
            let here = here.child("responses");
            responses.retain(|status, response| {
                if let Node::Object(response) = response {
                    self.response(response, &produces, &here.child(status));
                }
                true
            });
        }
    }

    fn own_servers(&mut self, operation: &mut Map, schemes: &[String], here: &PointerPair) {
        if self.servers.has_same(schemes) {
            return;
        }
        if let Some((servers, _)) = self.servers.of(Some(schemes)) {
            operation.replace("servers".to_owned(), servers);
            self.made(&here.child("servers").with_origin(&here.child("schemes")));
        }
    }

    /// Rewrites a list of parameters; those in bodies and forms are taken out.
    fn parameters(&mut self, owner: &mut Map, here: &PointerPair) -> Vec<Sent> {
        let mut sent = Vec::new();
        let Some(Node::Array(parameters)) = owner.get_mut("parameters") else {
            return sent;
        };
        let here = here.child("parameters");
        for (index, node) in parameters.iter_mut().enumerate() {
            let here = here.index(index);
            let reference = node.get("$ref").and_then(Node::as_str);
            let shared = reference.and_then(|reference| self.shared.get(reference));
            if let Some(shared) = shared {
                sent.push(shared.clone());
                *node = Node::Null;
            } else if let Node::Object(map) = node {
                if is_sent(map) {
                    let (node, at) = (map.clone(), here.before);
                    sent.push(Sent { node, at });
                } else {
                    self.parameter(map, &here);
                    continue;
                }
                *node = Node::Null;
            }
        }
        sent
    }

    /// A parameter of path, query or header: its value gets a schema, its separator a style.
    pub(super) fn parameter(&mut self, map: &mut Map, here: &PointerPair) {
        if map.contains("$ref") {
            return;
        }
        let is_list = text(map, "type") == "array";
        let is_query = text(map, "in") == "query";
        let separator = map.take("collectionFormat");
        if is_list && is_query {
            let separator = separator.as_ref().and_then(Node::as_str);
            let (style, explode) = self.style(separator.unwrap_or("csv"), here);
            map.replace("style".to_owned(), Node::String(style.to_owned()));
            map.replace("explode".to_owned(), Node::Bool(explode));
            self.made(
                &here
                    .child("style")
                    .with_origin(&here.child("collectionFormat")),
            );
        }
        self.simple_schema(map, here);
    }

    /// How OpenAPI 3.0 says by what the items of a list are separated.
    pub(super) fn style(&mut self, separator: &str, here: &PointerPair) -> (&'static str, bool) {
        match separator {
            "multi" => ("form", true),
            "ssv" => ("spaceDelimited", false),
            "pipes" => ("pipeDelimited", false),
            "tsv" => {
                let message = "lists separated by tabs are not supported";
                let found = Diagnostic::new(codes::BAD_VALUE, message);
                let found = found.at(&here.before.child("collectionFormat"));
                self.diags
                    .push(found.label("the items are separated by commas"));
                ("form", false)
            }
            _ => ("form", false),
        }
    }
}

pub(super) fn text<'m>(map: &'m Map, key: &str) -> &'m str {
    map.get(key).and_then(Node::as_str).unwrap_or_default()
}
