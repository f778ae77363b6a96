//! Bodies: one parameter in `body`, or several in `formData`.

use super::operation::text;
use super::response::media_types;
use super::{Map, Node, Sent, Swagger};
use crate::diag::{Diagnostic, codes};
use crate::read::pointer_pair::PointerPair;

const MULTIPART: &str = "multipart/form-data";
const FORM: &str = "application/x-www-form-urlencoded";

impl Swagger<'_> {
    /// Gives an operation the body that its parameters make.
    pub(super) fn body(
        &mut self,
        operation: &mut Map,
        sent: Vec<Sent>,
        consumes: &[String],
        here: &PointerPair,
    ) {
        let (bodies, fields): (Vec<_>, Vec<_>) = sent
            .into_iter()
            .partition(|it| text(&it.node, "in") == "body");
        let here = here.child("requestBody");
        let mut bodies = bodies.into_iter();
        let body = match bodies.next() {
            Some(body) => {
                for other in bodies.chain(fields) {
                    let message = "the operation sends another body already";
                    let found = Diagnostic::new(codes::BODY_CONFLICT, message).at(&other.at);
                    let found = found.label("the parameter is left out");
                    self.diags
                        .push(found.related(&body.at, "the one that is sent"));
                }
                self.whole(body, consumes, &here)
            }
            None if fields.is_empty() => return,
            None => self.form(fields, consumes, &here),
        };
        operation.replace("requestBody".to_owned(), Node::Object(body));
    }

    fn whole(&mut self, sent: Sent, consumes: &[String], here: &PointerPair) -> Map {
        let Sent { mut node, at } = sent;
        let written = PointerPair::unmoved(at);
        self.made(&here.with_origin(&written));
        let schema = node.take("schema").unwrap_or(Node::Object(Map::default()));
        let mut content = Map::default();
        let content_at = here.child("content").with_origin(&written.child("schema"));
        self.made(&content_at);
        for media_type in media_types(consumes, &schema) {
            let schema_at = content_at.child(&media_type).child("schema");
            self.moved(&schema_at.with_origin(&written.child("schema")));
            let media = [("schema".to_owned(), schema.clone())];
            content.replace(media_type, Node::Object(media.into_iter().collect()));
        }
        body(&mut node, content)
    }

    /// Fields of a form are the properties of an object.
    fn form(&mut self, fields: Vec<Sent>, consumes: &[String], here: &PointerPair) -> Map {
        let is_file = |field: &Sent| text(&field.node, "format") == "binary";
        let declared = |wanted: &str| {
            let mut stated = consumes.iter();
            stated.any(|it| it.to_ascii_lowercase().starts_with(wanted))
        };
        let multipart = fields.iter().any(is_file) || (declared(MULTIPART) && !declared(FORM));
        let media_type = if multipart { MULTIPART } else { FORM };
        let media_at = here.child("content").child(media_type);
        let (schema_at, encoding_at) = (media_at.child("schema"), media_at.child("encoding"));
        let (mut properties, mut encoding) = (Map::default(), Map::default());
        let mut required = Vec::new();
        for Sent { mut node, at } in fields {
            let written = PointerPair::unmoved(at);
            if properties.is_empty() {
                self.made(&here.with_origin(&written));
                self.made(&schema_at.with_origin(&written));
            }
            let name = text(&node, "name").to_owned();
            self.made(
                &schema_at
                    .child("properties")
                    .child(&name)
                    .with_origin(&written),
            );
            if node.get("required").and_then(Node::as_bool) == Some(true) {
                required.push(Node::String(name.clone()));
            }
            if let Some(style) = self.field_style(&node, &written) {
                self.made(&encoding_at.child(&name).with_origin(&written));
                encoding.replace(name.clone(), style);
            }
            [
                "name",
                "in",
                "required",
                "collectionFormat",
                "allowEmptyValue",
            ]
            .iter()
            .for_each(|key| node.remove(key));
            properties.replace(name, Node::Object(node));
        }
        let is_required = !required.is_empty();
        let text = |text: &str| Node::String(text.to_owned());
        let mut schema = map([
            ("type", text("object")),
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

    /// How a list in a form is sent.
    fn field_style(&mut self, field: &Map, written: &PointerPair) -> Option<Node> {
        if text(field, "type") != "array" {
            return None;
        }
        let separator = match text(field, "collectionFormat") {
            "" => "csv",
            separator => separator,
        };
        let (style, explode) = self.style(separator, written);
        let style = Node::String(style.to_owned());
        let style = map([("style", style), ("explode", Node::Bool(explode))]);
        Some(Node::Object(style))
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
