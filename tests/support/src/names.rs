//! A document with every odd name in every position that has a name.

use oascribe_codegen::config::CrateConfig;
use serde_json::{Map, Value, json};

use crate::{Outcome, render_text, root};

/// The names of `codegen/tests/names/names.txt`: one JSON string per line.
pub fn names() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("codegen/tests/names/names.txt"));
    let text = text.expect("the table of names can be read");
    let lines = text.lines().filter(|line| line.starts_with('"'));
    lines
        .map(|line| serde_json::from_str(line).expect("a JSON string"))
        .collect()
}

/// Generates from the document.
pub fn render() -> Outcome {
    render_with(&CrateConfig::new("names"))
}

/// The same with another configuration.
pub fn render_with(config: &CrateConfig) -> Outcome {
    render_text(&document().to_string(), config)
}

fn document() -> Value {
    let names = names();
    let text = json!({"type": "string"});
    let mut schemas = Map::new();
    let mut properties = Map::new();
    let mut paths = Map::new();
    for (index, name) in names.iter().enumerate() {
        properties.insert(name.clone(), text.clone());
        let schema =
            json!({"type": "object", "properties": {"next": {"type": "string", "enum": ["one"]}}});
        schemas.insert(name.clone(), schema);
        let reference = format!("#/components/schemas/{}", escaped(name));
        let operation = json!({
            "operationId": name,
            "tags": [name],
            "responses": {"200": {
                "description": "Fine.",
                "content": {"application/json": {"schema": {"$ref": reference}}},
            }},
        });
        paths.insert(format!("/things/{index}"), json!({"get": operation}));
    }
    let parameters = names
        .iter()
        .map(|name| json!({"name": name, "in": "query", "schema": text}));
    let parameters: Vec<Value> = parameters.collect();
    paths.insert("/search".to_owned(), json!({"get": {
        "operationId": "search names",
        "parameters": parameters,
        "responses": {"200": {
            "description": "Fine.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/all%20names"}}},
        }},
    }}));
    properties.insert(
        "kind of name".to_owned(),
        json!({"type": "string", "enum": names}),
    );
    schemas.insert(
        "all names".to_owned(),
        json!({"type": "object", "properties": properties}),
    );
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// Escapes a name for a reference: RFC 6901, then RFC 3986.
fn escaped(name: &str) -> String {
    let pointer = name.replace('~', "~0").replace('/', "~1");
    let bytes = pointer.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    });
    bytes.collect()
}
