//! Writes a document as JSON, and as OpenAPI 3.1.
//!
//! In: the tree of an OpenAPI 3.0 document. Out: an equal document in another notation. This code is independent of the
//! reader, which converts in the other direction.

use oascribe_codegen::read::{Node, Number};

/// Writes a tree as JSON, in its order.
pub fn json(node: &Node) -> String {
    let text = |text: &str| serde_json::to_string(text).expect("text is JSON");
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(Number::Int(value)) => value.to_string(),
        Node::Number(Number::Float(value)) => format!("{value:?}"),
        Node::String(value) => text(value),
        Node::Array(items) => {
            let items: Vec<_> = items.iter().map(json).collect();
            format!("[{}]", items.join(","))
        }
        Node::Object(map) => {
            let entry = |(key, value): (&str, &Node)| format!("{}:{}", text(key), json(value));
            let entries: Vec<_> = map.iter().map(entry).collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}

/// Converts an OpenAPI 3.0 document to 3.1.
pub fn as_openapi_3_1(root: &Node) -> Node {
    let entries = root.as_object().into_iter().flat_map(|map| map.iter());
    let entries = entries.map(|(key, value)| {
        let value = match key {
            "openapi" => Node::String("3.1.0".to_owned()),
            _ => convert(key, value, Kind::Other),
        };
        (key.to_owned(), value)
    });
    Node::Object(entries.collect())
}

/// What a node is, derived from the keys above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Schema,
    /// A map or a list of schemas.
    Schemas,
    /// Values of the author, such as examples.
    Data,
    Other,
}

fn convert(key: &str, node: &Node, above: Kind) -> Node {
    let kind = kind(key, above);
    match node {
        Node::Array(items) => {
            let inner = match kind {
                Kind::Schemas => Kind::Schema,
                kind => kind,
            };
            let items = items.iter().map(|item| inside(item, inner));
            Node::Array(items.collect())
        }
        _ => inside(node, kind),
    }
}

fn inside(node: &Node, kind: Kind) -> Node {
    match node {
        Node::Object(_) if kind == Kind::Schema => schema(node),
        Node::Object(map) => {
            let entries = map.iter().map(|(key, value)| {
                let value = match kind {
                    Kind::Schemas => inside(value, Kind::Schema),
                    kind => convert(key, value, kind),
                };
                (key.to_owned(), value)
            });
            Node::Object(entries.collect())
        }
        other => other.clone(),
    }
}

fn kind(key: &str, above: Kind) -> Kind {
    match (above, key) {
        (Kind::Data, _) => Kind::Data,
        (_, "example" | "examples" | "default" | "enum" | "value") => Kind::Data,
        (_, key) if key.starts_with("x-") => Kind::Data,
        (Kind::Schema, "items" | "additionalProperties" | "not") => Kind::Schema,
        (Kind::Schema, "properties" | "allOf" | "oneOf" | "anyOf") => Kind::Schemas,
        (Kind::Schema, _) => Kind::Data,
        (_, "schema") => Kind::Schema,
        (_, "schemas") => Kind::Schemas,
        _ => Kind::Other,
    }
}

fn schema(node: &Node) -> Node {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    let is = |key: &str| node.get(key).and_then(Node::as_bool) == Some(true);
    let word = |word: &str| Node::String(word.to_owned());
    let mut entries = Vec::new();
    for (key, value) in node.as_object().into_iter().flat_map(|map| map.iter()) {
        let bound = |exclusive: &str| is(exclusive) && node.get(key).is_some();
        let (key, value) = match key {
            _ if text("$ref").is_some() => (key, value.clone()),
            "type" if is("nullable") => (key, Node::Array(vec![word("null"), value.clone()])),
            "nullable" if text("type").is_some() => continue,
            "minimum" if bound("exclusiveMinimum") => ("exclusiveMinimum", value.clone()),
            "maximum" if bound("exclusiveMaximum") => ("exclusiveMaximum", value.clone()),
            "exclusiveMinimum" | "exclusiveMaximum" => continue,
            "example" => ("examples", Node::Array(vec![value.clone()])),
            "format" if text("type") == Some("string") => match value.as_str() {
                Some("byte") => ("contentEncoding", word("base64")),
                Some("binary") => ("contentMediaType", word("application/octet-stream")),
                _ => (key, value.clone()),
            },
            _ => (key, convert(key, value, Kind::Schema)),
        };
        entries.push((key.to_owned(), value));
    }
    match entries.is_empty() {
        true => Node::Bool(true),
        false => Node::Object(entries.into_iter().collect()),
    }
}
