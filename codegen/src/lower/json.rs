//! Converts values of the document to JSON text.

use crate::read::{Node, Number};

/// Compact JSON for docs and messages.
pub(super) fn to_json(node: &Node) -> String {
    value(node).to_string()
}

fn value(node: &Node) -> serde_json::Value {
    match node {
        Node::Null => serde_json::Value::Null,
        Node::Bool(flag) => (*flag).into(),
        Node::Number(Number::Int(int)) => match i64::try_from(*int) {
            Ok(int) => int.into(),
            Err(_) => int.to_string().into(),
        },
        Node::Number(Number::Float(float)) => (*float).into(),
        Node::String(text) => text.as_str().into(),
        Node::Array(items) => items.iter().map(value).collect(),
        Node::Object(map) => {
            let entries = map.iter().map(|(key, node)| (key.to_owned(), value(node)));
            serde_json::Value::Object(entries.collect())
        }
    }
}
