//! `type` and `nullable`.
//!
//! OpenAPI 3.0 allows null with `nullable: true`. By its letter the value null must also be in `enum` and be accepted by
//! `allOf`, but few documents do that, so null is accepted there as it is in generated code.

use serde_json::{Map as Json, Value, json};

use super::convert::Convert;
use crate::read::keyword::is_annotation;
use crate::read::{Map, Node, is_type};
use crate::source::Pointer;

/// Keywords beside `type` that may reject null.
const COMPOSED: &[&str] = &["allOf", "anyOf", "const", "enum", "not", "oneOf"];

impl Convert<'_, '_> {
    /// Completes a schema with its types. Returns the whole schema.
    pub(super) fn typed(&mut self, map: &Map, at: &Pointer, mut out: Json<String, Value>) -> Value {
        let mut types = self.types(map, at);
        let mut is_nullable = map.get("nullable").and_then(Node::as_bool) == Some(true);
        if self.writer.is_legacy && map.contains("$ref") {
            // These versions ignore types beside a reference, but many documents have `nullable` there.
            is_nullable |= types.contains(&"null");
            types.clear();
        }
        let allows_null = types.contains(&"null");
        let is_generous = self.writer.is_legacy && allows_null && types.len() > 1;
        let is_rejected = COMPOSED.iter().any(|key| rejects_null(&out, key));
        let is_wrapped = match types.is_empty() {
            true => is_nullable && out.keys().any(|key| !is_annotation(key)),
            false => is_generous && is_rejected,
        };
        if is_wrapped {
            types.retain(|name| *name != "null");
        }
        match types.as_slice() {
            [] => {}
            [only] => drop(out.insert("type".to_owned(), json!(only))),
            several => drop(out.insert("type".to_owned(), json!(several))),
        }
        match is_wrapped {
            true => or_null(out),
            false => Value::Object(out),
        }
    }

    /// The types of a schema, each once.
    fn types<'m>(&mut self, map: &'m Map, at: &Pointer) -> Vec<&'m str> {
        let stated = match map.get("type") {
            Some(Node::Array(items)) => items.iter().collect(),
            stated => Vec::from_iter(stated),
        };
        let mut types = Vec::new();
        for name in stated.into_iter().filter_map(Node::as_str) {
            if !is_type(name) {
                self.omit(
                    at.child("type"),
                    format!("`{name}` is no type of JSON Schema"),
                );
            } else if !types.contains(&name) {
                types.push(name);
            }
        }
        types
    }
}

/// Whether a keyword of a schema may reject null.
fn rejects_null(schema: &Json<String, Value>, keyword: &str) -> bool {
    match schema.get(keyword) {
        Some(Value::Array(values)) if keyword == "enum" => !values.contains(&Value::Null),
        Some(value) => keyword != "const" || !value.is_null(),
        None => false,
    }
}

/// A schema that accepts null as well. Annotations stay outside.
fn or_null(schema: Json<String, Value>) -> Value {
    let (mut outer, constraints): (Json<_, _>, Json<_, _>) =
        schema.into_iter().partition(|(key, _)| is_annotation(key));
    outer.insert("anyOf".to_owned(), json!([constraints, { "type": "null" }]));
    Value::Object(outer)
}
