//! Cross-checks a document with the crate `openapiv3`.
//!
//! Input: a checked document. Output: a warning for each entry that `openapiv3` rejects. Entries are parsed one by one,
//! so that a bad entry does not hide others. That crate knows only OpenAPI 3.0, so schemas are written in its keywords.

use openapiv3::{
    Header, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema, SecurityScheme,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Document, Node, Number, to_json};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Pointer;

type Object = serde_json::Map<String, Value>;

/// Parses every entry with `openapiv3` and warns about each one that it rejects.
pub(super) fn cross_check(doc: &Document, diags: &mut Diagnostics) {
    let at = doc.pointer();
    if let Some(info) = doc.root.get("info") {
        parse_entry::<openapiv3::Info>(info, &at.child("info"), diags);
    }
    parse_entries::<ReferenceOr<PathItem>>(doc, &["paths"], diags);
    parse_entries::<ReferenceOr<Schema>>(doc, &["components", "schemas"], diags);
    parse_entries::<ReferenceOr<Response>>(doc, &["components", "responses"], diags);
    parse_entries::<ReferenceOr<Parameter>>(doc, &["components", "parameters"], diags);
    parse_entries::<ReferenceOr<RequestBody>>(doc, &["components", "requestBodies"], diags);
    parse_entries::<ReferenceOr<Header>>(doc, &["components", "headers"], diags);
    parse_entries::<ReferenceOr<SecurityScheme>>(doc, &["components", "securitySchemes"], diags);
}

fn parse_entries<T: DeserializeOwned>(doc: &Document, path: &[&str], diags: &mut Diagnostics) {
    let mut node = &doc.root;
    let mut at = doc.pointer();
    for step in path {
        let Some(next) = node.get(step) else { return };
        (node, at) = (next, at.child(step));
    }
    for (key, entry) in node.as_object().into_iter().flat_map(|map| map.iter()) {
        if !key.starts_with("x-") {
            parse_entry::<T>(entry, &at.child(key), diags);
        }
    }
}

fn parse_entry<T: DeserializeOwned>(node: &Node, at: &Pointer, diags: &mut Diagnostics) {
    if let Err(error) = serde_json::from_value::<T>(to_value(node)) {
        let name = at.last().unwrap_or_default().into_owned();
        let message = format!("the crate `openapiv3` rejects `{name}`");
        let found = Diagnostic::new(codes::NOT_STRICT, message).at_key(at);
        diags.push(found.label(error.to_string()));
    }
}

/// Converts a node, with schemas in the keywords of OpenAPI 3.0. Integers beyond the range of serde_json are rounded.
fn to_value(node: &Node) -> Value {
    let number = |number| match number {
        Number::Float(float) => Some(Value::from(float)),
        Number::Int(int) => Some(match (i64::try_from(int), u64::try_from(int)) {
            (Ok(int), _) => Value::from(int),
            (Err(_), Ok(int)) => Value::from(int),
            (Err(_), Err(_)) => Value::from(int as f64),
        }),
    };
    let mut value = to_json(node, &number).unwrap_or(Value::Null);
    in_3_0_below(&mut value);
    value
}

fn in_3_0_below(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(in_3_0_below),
        Value::Object(object) => {
            object.values_mut().for_each(in_3_0_below);
            in_3_0(object);
        }
        _ => {}
    }
}

/// Writes the keywords of a schema as OpenAPI 3.0 has them, as far as it can express them.
fn in_3_0(object: &mut Object) {
    if let Some(Value::Array(types)) = object.get("type") {
        let (nulls, types): (Vec<_>, Vec<_>) = types.iter().partition(|it| *it == "null");
        let (is_nullable, types) = (!nulls.is_empty(), types.into_iter().cloned());
        let mut types: Vec<Value> = types.collect();
        object.remove("type");
        if let (Some(only), true) = (types.pop(), types.is_empty()) {
            object.insert("type".to_owned(), only);
        }
        if is_nullable {
            object.insert("nullable".to_owned(), Value::Bool(true));
        }
    }
    for (exclusive, inclusive) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if let Some(bound @ Value::Number(_)) = object.remove(exclusive) {
            object.insert(inclusive.to_owned(), bound);
            object.insert(exclusive.to_owned(), Value::Bool(true));
        }
    }
    if let Some(Value::Array(examples)) = object.get("examples") {
        let first = examples.first().cloned();
        object.remove("examples");
        object.extend(first.map(|first| ("example".to_owned(), first)));
    }
    for (key, value) in object.iter_mut() {
        match (key.as_str(), value) {
            ("items" | "not", value) => in_object(value),
            ("allOf" | "oneOf" | "anyOf", Value::Array(schemas)) => {
                schemas.iter_mut().for_each(in_object);
            }
            ("properties" | "schemas", Value::Object(schemas)) => {
                schemas.values_mut().for_each(in_object);
            }
            _ => {}
        }
    }
}

/// Writes a boolean schema as an object.
fn in_object(schema: &mut Value) {
    match schema {
        Value::Bool(true) => *schema = json!({}),
        Value::Bool(false) => *schema = json!({"not": {}}),
        _ => {}
    }
}
