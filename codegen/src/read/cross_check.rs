//! A second opinion: the document as `openapiv3` reads it.
//!
//! In: a checked document. Out: a warning for each entry that is refused. Guaranteed: one bad entry says nothing
//! about the others; nothing is changed.

use openapiv3::{
    Header, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema, SecurityScheme,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Document, Node, Number};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Pointer;

/// Offers every entry to `openapiv3`; what it refuses is a warning.
pub(super) fn strict(doc: &Document, diags: &mut Diagnostics) {
    let at = doc.pointer();
    if let Some(info) = doc.root.get("info") {
        offer::<openapiv3::Info>(info, &at.child("info"), diags);
    }
    each::<ReferenceOr<PathItem>>(doc, &["paths"], diags);
    each::<ReferenceOr<Schema>>(doc, &["components", "schemas"], diags);
    each::<ReferenceOr<Response>>(doc, &["components", "responses"], diags);
    each::<ReferenceOr<Parameter>>(doc, &["components", "parameters"], diags);
    each::<ReferenceOr<RequestBody>>(doc, &["components", "requestBodies"], diags);
    each::<ReferenceOr<Header>>(doc, &["components", "headers"], diags);
    each::<ReferenceOr<SecurityScheme>>(doc, &["components", "securitySchemes"], diags);
}

fn each<T: DeserializeOwned>(doc: &Document, path: &[&str], diags: &mut Diagnostics) {
    let mut node = &doc.root;
    let mut at = doc.pointer();
    for step in path {
        let Some(next) = node.get(step) else { return };
        (node, at) = (next, at.child(step));
    }
    for (key, entry) in node.as_object().into_iter().flat_map(|map| map.iter()) {
        if !key.starts_with("x-") {
            offer::<T>(entry, &at.child(key), diags);
        }
    }
}

fn offer<T: DeserializeOwned>(node: &Node, at: &Pointer, diags: &mut Diagnostics) {
    if let Err(error) = serde_json::from_value::<T>(value(node)) {
        let name = at.last().unwrap_or_default().into_owned();
        let message = format!("a strict reader refuses `{name}`");
        let found = Diagnostic::new(codes::NOT_STRICT, message).at_key(at);
        diags.push(found.label(error.to_string()));
    }
}

/// The tree as serde_json holds it; integers beyond its range are rounded.
fn value(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(Number::Float(float)) => Value::from(*float),
        Node::Number(Number::Int(int)) => match (i64::try_from(*int), u64::try_from(*int)) {
            (Ok(int), _) => Value::from(int),
            (Err(_), Ok(int)) => Value::from(int),
            (Err(_), Err(_)) => Value::from(*int as f64),
        },
        Node::String(text) => Value::from(text.as_str()),
        Node::Array(items) => items.iter().map(value).collect(),
        Node::Object(map) => {
            let entries = map.iter().map(|(key, node)| (key.to_owned(), value(node)));
            Value::Object(entries.collect())
        }
    }
}
