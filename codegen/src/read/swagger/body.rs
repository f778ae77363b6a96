//! Request bodies: one parameter in `body`, or several in `formData`.

use super::operation::string_at;
use super::response::media_types;
use super::{BodyParameter, Converter, Map, Node};
use crate::diag::{Diagnostic, codes};
use crate::read::pointer_pair::PointerPair;
use crate::read::type_keyword::single_type;

const MULTIPART: &str = "multipart/form-data";
const FORM: &str = "application/x-www-form-urlencoded";

/// The keywords of a form field that its schema does not have.
const FIELD_KEYWORDS: &[&str] = &[
    "name",
    "in",
    "required",
    "collectionFormat",
    "allowEmptyValue",
];

impl Converter<'_> {
    /// Adds the request body that the parameters of an operation describe.
    pub(super) fn body(
        &mut self,
        operation: &mut Map,
        parameters: Vec<BodyParameter>,
        consumes: &[String],
        here: &PointerPair,
    ) {
        let (bodies, fields): (Vec<_>, Vec<_>) = parameters
            .into_iter()
            .partition(|it| string_at(&it.node, "in") == "body");
        let here = here.child("requestBody");
        let mut bodies = bodies.into_iter();
        let body = match bodies.next() {
            Some(body) => {
                for other in bodies.chain(fields) {
                    let message = "the operation already has a body";
                    let found = Diagnostic::new(codes::BODY_CONFLICT, message).at(&other.at);
                    let found = found.label("the parameter is left out");
                    self.diags
                        .push(found.related(&body.at, "this body is sent"));
                }
                self.single_body(body, consumes, &here)
            }
            None if fields.is_empty() => return,
            None => self.form(fields, consumes, &here),
        };
        operation.replace("requestBody".to_owned(), Node::Object(body));
    }

    fn single_body(
        &mut self,
        parameter: BodyParameter,
        consumes: &[String],
        here: &PointerPair,
    ) -> Map {
        let BodyParameter { mut node, at } = parameter;
        let written = PointerPair::unmoved(at);
        self.record_made(&here.with_origin(&written));
        let schema = node.take("schema").unwrap_or(Node::Object(Map::default()));
        let mut content = Map::default();
        let content_at = here.child("content").with_origin(&written.child("schema"));
        self.record_made(&content_at);
        for media_type in media_types(consumes, &schema) {
            let schema_at = content_at.child(&media_type).child("schema");
            self.record_moved(&schema_at.with_origin(&written.child("schema")));
            let media = [("schema".to_owned(), schema.clone())];
            content.replace(media_type, Node::Object(media.into_iter().collect()));
        }
        body(&mut node, content)
    }

    /// Converts the fields of a form to properties of an object.
    fn form(&mut self, fields: Vec<BodyParameter>, consumes: &[String], here: &PointerPair) -> Map {
        let media_type = form_media_type(&fields, consumes);
        let media_at = here.child("content").child(media_type);
        let (schema_at, encoding_at) = (media_at.child("schema"), media_at.child("encoding"));
        let (mut properties, mut encoding) = (Map::default(), Map::default());
        let mut required = Vec::new();
        for BodyParameter { mut node, at } in fields {
            let written = PointerPair::unmoved(at);
            if properties.is_empty() {
                self.record_made(&here.with_origin(&written));
                self.record_made(&schema_at.with_origin(&written));
            }
            let name = string_at(&node, "name").to_owned();
            self.record_made(
                &schema_at
                    .child("properties")
                    .child(&name)
                    .with_origin(&written),
            );
            if node.get("required").and_then(Node::as_bool) == Some(true) {
                required.push(Node::String(name.clone()));
            }
            if let Some(style) = self.field_style(&node, &written) {
                self.record_made(&encoding_at.child(&name).with_origin(&written));
                encoding.replace(name.clone(), style);
            }
            FIELD_KEYWORDS.iter().for_each(|key| node.remove(key));
            properties.replace(name, Node::Object(node));
        }
        let is_required = !required.is_empty();
        let string = |text: &str| Node::String(text.to_owned());
        let mut schema = map([
            ("type", string("object")),
            ("properties", Node::Object(properties)),
        ]);
        if is_required {
            schema.replace("required".to_owned(), Node::Array(required));
        }
        let mut media = map([("schema", Node::Object(schema))]);
        if !encoding.is_empty() {
            media.replace("encoding".to_owned(), Node::Object(encoding));
        }
        let content = map([(media_type, Node::Object(media))]);
        body(&mut map([("required", Node::Bool(is_required))]), content)
    }

    /// Returns the encoding of an array in a form, or `None` for other fields.
    fn field_style(&mut self, field: &Map, written: &PointerPair) -> Option<Node> {
        if single_type(field.get("type")) != "array" {
            return None;
        }
        let separator = match string_at(field, "collectionFormat") {
            "" => "csv",
            separator => separator,
        };
        let (style, explode) = self.array_style(separator, written);
        let style = Node::String(style.to_owned());
        let style = map([("style", style), ("explode", Node::Bool(explode))]);
        Some(Node::Object(style))
    }
}

/// Files and an explicit `consumes` make a form multipart.
fn form_media_type(fields: &[BodyParameter], consumes: &[String]) -> &'static str {
    let is_file = |field: &BodyParameter| string_at(&field.node, "format") == "binary";
    let declares = |expected: &str| {
        let mut declared = consumes.iter();
        declared.any(|it| it.to_ascii_lowercase().starts_with(expected))
    };
    if fields.iter().any(is_file) || (declares(MULTIPART) && !declares(FORM)) {
        MULTIPART
    } else {
        FORM
    }
}

fn body(parameter: &mut Map, content: Map) -> Map {
    let mut body = Map::default();
    for key in ["description", "required"] {
        if let Some(value) = parameter.take(key) {
            body.replace(key.to_owned(), value);
        }
    }
    body.replace("content".to_owned(), Node::Object(content));
    body
}

fn map<const N: usize>(entries: [(&str, Node); N]) -> Map {
    let entries = entries.map(|(key, node)| (key.to_owned(), node));
    entries.into_iter().collect()
}
