//! The JSON Schema of an `oascribe.toml`, for editors.

use serde_json::{Map, Value, json};

use super::{Key, Kind, Table, tables};

/// The JSON Schema of an `oascribe.toml`.
///
/// Editors complete and check a file whose first line is `#:schema PATH`, with the path of this schema.
pub fn json_schema() -> String {
    let root = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "oascribe.toml",
        "description": "The settings of oascribe: which OpenAPI document becomes which Rust SDK.",
        "type": "object",
        "additionalProperties": false,
        "required": ["crate"],
        "properties": {
            "crate": { "type": "array", "minItems": 1, "items": object("[[crate]]") },
            "diff": object("[diff]"),
        },
    });
    format!("{root:#}\n")
}

/// The schema of a table.
fn object(header: &str) -> Value {
    let table = tables().iter().find(|table| table.header == header);
    let Some(Table { text, keys, .. }) = table else {
        return json!(true);
    };
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    json!({
        "type": "object",
        "description": plain(text),
        "additionalProperties": false,
        "properties": properties,
    })
}

fn property(key: &Key) -> Value {
    let mut schema = value(key.kind);
    if let Value::Object(schema) = &mut schema {
        let mut text = plain(key.text);
        if !key.default.is_empty() {
            text.push_str(&format!(" Default: {}.", plain(key.default)));
        }
        schema.insert("description".to_owned(), text.into());
    }
    schema
}

fn value(kind: Kind) -> Value {
    let string = || json!({ "type": "string" });
    let map = |values: Value| json!({ "type": "object", "additionalProperties": values });
    match kind {
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Integer => json!({ "type": "integer", "minimum": 0 }),
        Kind::String | Kind::Path => string(),
        Kind::PathOr(header) => json!({ "anyOf": [string(), object(header)] }),
        Kind::Strings | Kind::Paths => json!({ "type": "array", "items": string() }),
        Kind::OneOf(words) => json!({ "enum": words }),
        Kind::ListOf(words) => json!({ "type": "array", "items": { "enum": words } }),
        Kind::ForSchemas(words) => {
            json!({ "anyOf": [{ "enum": words }, map(json!({ "enum": words }))] })
        }
        Kind::BoolForSchemas => {
            let bool = json!({ "type": "boolean" });
            json!({ "anyOf": [bool, map(bool.clone())] })
        }
        Kind::Map => map(string()),
        Kind::MapOfLists => map(json!({ "type": "array", "items": string() })),
        Kind::Dependencies => map(json!({ "type": ["string", "object"] })),
        Kind::OwnTypes(header) => map(json!({ "anyOf": [string(), object(header)] })),
        Kind::Table(header) => object(header),
        Kind::MapOfTables(header) => map(object(header)),
    }
}

/// A text without the marks of Markdown code.
fn plain(text: &str) -> String {
    text.replace('`', "")
}
