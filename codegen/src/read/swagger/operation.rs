//! Path items, operations and their parameters.

use super::{BodyParameter, Converter, Map, Node, is_body_parameter, strings};
use crate::diag::{Diagnostic, codes};
use crate::read::pointer_pair::PointerPair;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

impl Converter<'_> {
    /// Converts a path item. Its body parameters are added to each of its operations.
    pub(super) fn path_item(&mut self, item: &mut Map, here: &PointerPair) {
        let body_parameters = self.parameters(item, here);
        for method in METHODS {
            if let Some(Node::Object(operation)) = item.get_mut(method) {
                self.operation(operation, &body_parameters, &here.child(method));
            }
        }
    }

    fn operation(&mut self, operation: &mut Map, inherited: &[BodyParameter], here: &PointerPair) {
        let media_types = |list: Option<Node>, default: &[String]| match list {
            Some(list) => strings(Some(&list)),
            None => default.to_vec(),
        };
        let consumes = media_types(operation.take("consumes"), &self.consumes);
        let produces = media_types(operation.take("produces"), &self.produces);
        if let Some(schemes) = operation.take("schemes") {
            self.servers_of_operation(operation, &strings(Some(&schemes)), here);
        }
        let mut body_parameters = self.parameters(operation, here);
        for inherited in inherited {
            let is_body = |it: &BodyParameter| string_at(&it.node, "in") == "body";
            let is_same = |own: &BodyParameter| match is_body(inherited) {
                true => is_body(own),
                false => string_at(&own.node, "name") == string_at(&inherited.node, "name"),
            };
            if !body_parameters.iter().any(is_same) {
                body_parameters.push(inherited.clone());
            }
        }
        self.body(operation, body_parameters, &consumes, here);
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

    fn servers_of_operation(
        &mut self,
        operation: &mut Map,
        schemes: &[String],
        here: &PointerPair,
    ) {
        if self.servers.has_same(schemes) {
            return;
        }
        if let Some((servers, _)) = self.servers.of(Some(schemes)) {
            operation.replace("servers".to_owned(), servers);
            self.record_made(&here.child("servers").with_origin(&here.child("schemes")));
        }
    }

    /// Converts a list of parameters. Body parameters are removed and returned.
    fn parameters(&mut self, owner: &mut Map, here: &PointerPair) -> Vec<BodyParameter> {
        let mut body_parameters = Vec::new();
        let Some(Node::Array(parameters)) = owner.get_mut("parameters") else {
            return body_parameters;
        };
        let here = here.child("parameters");
        for (index, node) in parameters.iter_mut().enumerate() {
            let here = here.index(index);
            let reference = node.get("$ref").and_then(Node::as_str);
            let shared = reference.and_then(|reference| self.body_parameters.get(reference));
            if let Some(shared) = shared {
                body_parameters.push(shared.clone());
                *node = Node::Null;
            } else if let Node::Object(map) = node {
                if is_body_parameter(map) {
                    let (node, at) = (map.clone(), here.before);
                    body_parameters.push(BodyParameter { node, at });
                } else {
                    self.parameter(map, &here);
                    continue;
                }
                *node = Node::Null;
            }
        }
        body_parameters
    }

    /// Converts a path, query or header parameter: its value gets a schema, its `collectionFormat` becomes a style.
    pub(super) fn parameter(&mut self, map: &mut Map, here: &PointerPair) {
        if map.contains("$ref") {
            return;
        }
        let is_list = string_at(map, "type") == "array";
        let is_query = string_at(map, "in") == "query";
        let separator = map.take("collectionFormat");
        let separator = separator.as_ref().and_then(Node::as_str).unwrap_or("csv");
        // In a path or a header, commas are the default of OpenAPI 3 as well.
        if is_list && (is_query || separator != "csv") {
            let (style, explode) = self.array_style(separator, here);
            let style = if is_query || style != "form" {
                style
            } else {
                "simple"
            };
            map.replace("style".to_owned(), Node::String(style.to_owned()));
            map.replace("explode".to_owned(), Node::Bool(explode));
            self.record_made(
                &here
                    .child("style")
                    .with_origin(&here.child("collectionFormat")),
            );
        }
        self.extract_schema(map, here);
    }

    /// Converts a `collectionFormat` to `style` and `explode`.
    pub(super) fn array_style(
        &mut self,
        separator: &str,
        here: &PointerPair,
    ) -> (&'static str, bool) {
        match separator {
            "multi" => ("form", true),
            "ssv" => ("spaceDelimited", false),
            "pipes" => ("pipeDelimited", false),
            "tsv" => {
                let message = "`collectionFormat: tsv` is not supported";
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

/// Returns the string under a key, or an empty string.
pub(super) fn string_at<'m>(map: &'m Map, key: &str) -> &'m str {
    map.get(key).and_then(Node::as_str).unwrap_or_default()
}
