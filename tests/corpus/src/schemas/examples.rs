//! The examples that a document has for its schemas.

use oascribe_codegen::json_schema::{Message, Schema};
use oascribe_codegen::read::{Document, Map, Node};
use oascribe_codegen::source::Pointer;
use serde_json::{Number, Value};

/// An example.
#[derive(Debug)]
pub struct Example {
    pub at: String,
    pub value: Value,
}

/// The examples in a schema itself.
pub fn of_schema(schema: &Schema<'_>) -> Vec<Example> {
    let examples = schema.node.get("examples").and_then(Node::as_array);
    let at = schema.at.child("examples");
    let examples = examples.unwrap_or_default().iter().enumerate();
    let examples = examples.map(|(index, node)| (node, at.index(index)));
    let single = schema.node.get("example");
    let single = single.map(|node| (node, schema.at.child("example")));
    let mut found: Vec<Example> = Vec::new();
    for (node, at) in examples.chain(single) {
        if let Some(value) = value(node)
            && found.iter().all(|known| known.value != value)
        {
            let at = at.to_string();
            found.push(Example { at, value });
        }
    }
    found
}

/// The examples of a request or response.
pub fn of_message(doc: &Document, message: &Message<'_>) -> Vec<Example> {
    if message.schema.at.last().as_deref() != Some("schema") {
        return Vec::new();
    }
    let single = message.media.get("example");
    let single = single.map(|node| (node, message.at.child("example")));
    let named = message.media.get("examples").and_then(Node::as_object);
    let at = message.at.child("examples");
    let named = named.into_iter().flat_map(Map::iter);
    let named = named.filter_map(|(name, node)| {
        let (node, at) = followed(doc, node, at.child(name))?;
        let key = ["value", "dataValue"].into_iter();
        let mut key = key.filter(|key| node.get(key).is_some());
        let key = key.next()?;
        Some((node.get(key)?, at.child(key)))
    });
    let all = single.into_iter().chain(named);
    let all = all.filter_map(|(node, at)| {
        let is_structure = matches!(node, Node::Object(_) | Node::Array(_));
        let value = value(node).filter(|_| is_structure || is_json(message.media_type))?;
        let at = at.to_string();
        Some(Example { at, value })
    });
    all.collect()
}

fn followed<'d>(doc: &'d Document, node: &'d Node, at: Pointer) -> Option<(&'d Node, Pointer)> {
    let mut found = (node, at);
    for _ in 0..32 {
        match found.0.get("$ref").and_then(Node::as_str) {
            Some(reference) => found = doc.resolve(reference, &found.1)?,
            None => return Some(found),
        }
    }
    None
}

/// Whether the examples of a media type are JSON values. Those of other ones are text.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    matches!(essence.as_str(), "*/*" | "application/*" | "text/json")
        || essence == "application/json"
        || essence.ends_with("+json")
}

/// Returns `None` for a number that `serde_json` can't represent.
fn value(node: &Node) -> Option<Value> {
    Some(match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(number) => {
            let integer = number.as_i64().map(Number::from);
            let integer = integer.or_else(|| node.as_u64().map(Number::from));
            Value::Number(integer.or_else(|| Number::from_f64(number.as_f64()))?)
        }
        Node::String(text) => Value::String(text.clone()),
        Node::Array(items) => Value::Array(items.iter().map(value).collect::<Option<_>>()?),
        Node::Object(map) => {
            let entries = map
                .iter()
                .map(|(key, node)| Some((key.to_owned(), value(node)?)));
            Value::Object(entries.collect::<Option<_>>()?)
        }
    })
}
