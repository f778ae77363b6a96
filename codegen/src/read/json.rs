//! Converts nodes to values of serde_json.

use serde_json::Value;

use super::{Node, Number};

/// Converts a node. `number` decides what becomes of numbers: JSON libraries do not have all of them. Returns `None` if it
/// does for one of them.
pub(crate) fn to_json(node: &Node, number: &impl Fn(Number) -> Option<Value>) -> Option<Value> {
    Some(match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(value) => number(*value)?,
        Node::String(text) => Value::String(text.clone()),
        Node::Array(items) => {
            let items = items.iter().map(|item| to_json(item, number));
            Value::Array(items.collect::<Option<_>>()?)
        }
        Node::Object(map) => {
            let entry = |(key, node): (&str, &Node)| Some((key.to_owned(), to_json(node, number)?));
            Value::Object(map.iter().map(entry).collect::<Option<_>>()?)
        }
    })
}
