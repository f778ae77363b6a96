//! Responses, and the schemas of parameters and headers.

use super::{Converter, Map, Node};
use crate::diag::{Diagnostic, codes};
use crate::read::pointer_pair::PointerPair;

/// The keywords of a parameter or header that move to its schema.
const SCHEMA_KEYWORDS: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "nullable",
    "anyOf",
];

impl Converter<'_> {
    /// Converts a response: its schema moves to `content`, and its headers get schemas.
    pub(super) fn response(&mut self, map: &mut Map, produces: &[String], here: &PointerPair) {
        let schema = map.take("schema");
        let mut examples = match map.take("examples") {
            Some(Node::Object(examples)) => examples,
            _ => Map::default(),
        };
        if let Some(schema) = schema {
            let content_at = here.child("content").with_origin(&here.child("schema"));
            self.record_made(&content_at);
            let mut content = Map::default();
            for media_type in media_types(produces, &schema) {
                let media_at = content_at.child(&media_type);
                self.record_moved(&media_at.child("schema").with_origin(&here.child("schema")));
                let mut media = Map::default();
                media.replace("schema".to_owned(), schema.clone());
                if let Some(example) = examples.take(&media_type) {
                    media.replace("example".to_owned(), example);
                    let written = here.child("examples").child(&media_type);
                    self.record_moved(&media_at.child("example").with_origin(&written));
                }
                content.replace(media_type, Node::Object(media));
            }
            map.replace("content".to_owned(), Node::Object(content));
        }
        if let Some(Node::Object(headers)) = map.get_mut("headers") {
            let here = here.child("headers");
            headers.retain(|name, header| {
                if let Node::Object(header) = header {
                    let here = here.child(name);
                    if let Some(format) = header.take("collectionFormat") {
                        self.report_format(&format, &here);
                    }
                    self.extract_schema(header, &here);
                }
                true
            });
        }
    }

    /// Moves the schema keywords of a parameter or header to `schema`.
    pub(super) fn extract_schema(&mut self, map: &mut Map, here: &PointerPair) {
        let mut schema = Map::default();
        for key in SCHEMA_KEYWORDS {
            if let Some(value) = map.take(key) {
                schema.replace((*key).to_owned(), value);
            }
        }
        self.remove_collection_formats(&mut schema, here);
        if !schema.is_empty() {
            map.replace("schema".to_owned(), Node::Object(schema));
            self.record_made(&here.child("schema").with_origin(here));
        }
    }

    /// Removes `collectionFormat` from nested arrays: OpenAPI 3 can't express it.
    fn remove_collection_formats(&mut self, schema: &mut Map, here: &PointerPair) {
        let mut here = here.child("items");
        let mut inner = schema.get_mut("items");
        while let Some(Node::Object(items)) = inner {
            if let Some(format) = items.take("collectionFormat") {
                self.report_format(&format, &here);
            }
            here = here.child("items");
            inner = items.get_mut("items");
        }
    }

    /// Reports a `collectionFormat` that is not used.
    fn report_format(&mut self, format: &Node, here: &PointerPair) {
        let Some(format) = format.as_str().filter(|format| *format != "csv") else {
            return;
        };
        let message = format!("`collectionFormat: {format}` is not supported here");
        let found = Diagnostic::new(codes::UNDEFINED_STYLE, message);
        let found = found.at(&here.before.child("collectionFormat"));
        self.diags.push(found.label("ignored"));
    }
}

/// The media types of a body. If one of them is JSON, the others are dropped.
pub(super) fn media_types(declared: &[String], schema: &Node) -> Vec<String> {
    let is_file = schema.get("format").and_then(Node::as_str) == Some("binary");
    let is_json = |media_type: &&String| {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json")
    };
    let (json, others): (Vec<_>, Vec<_>) = declared.iter().partition(is_json);
    let (chosen, otherwise) = match is_file {
        true => (others, "application/octet-stream"),
        false if json.is_empty() => (others, "application/json"),
        false => (json, "application/json"),
    };
    let mut found: Vec<String> = chosen.into_iter().cloned().collect();
    if found.is_empty() {
        found.push(otherwise.to_owned());
    }
    found.dedup();
    found
}
