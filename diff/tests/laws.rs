//! A document compared with itself has no changes, whatever it contains.
//!
//! The documents are those of other tests, in which random nodes are replaced by values of other types.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_diff::{Settings, Sources, compare};
use oascribe_test_support::fragments::Hostile;
use oascribe_test_support::spelling::json;
use oascribe_test_support::{files_below, folders, root};
use serde_json::{Value, json};

/// The number of changed documents.
const MUTATIONS: usize = 2_000;

/// The size in bytes above which documents take too long.
const LARGE: u64 = 4_000;

/// The small documents of the tests.
fn documents() -> Vec<Value> {
    let goldens = folders("codegen/tests/golden").into_iter();
    let mut paths: Vec<PathBuf> = goldens.map(|folder| folder.join("spec.yaml")).collect();
    let corpus = root().join("tests/corpus/documents");
    paths.extend(files_below(&corpus).iter().map(|path| corpus.join(path)));
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|file| file.len() <= LARGE);
    paths.retain(is_small);
    paths.iter().filter_map(|path| tree(path)).collect()
}

/// Returns `None` if the file is no document.
fn tree(path: &Path) -> Option<Value> {
    let mut sources = Sources::new();
    let file = sources.read(path).ok()?;
    let root = read::tree(&sources, file, &mut Diagnostics::new())?;
    serde_json::from_str(&json(&root)).ok()
}

/// The number of nodes of a tree.
fn count(node: &Value) -> usize {
    let children: usize = match node {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    };
    1 + children
}

/// Replaces a node. Nodes are counted from the root.
fn replace(node: &mut Value, number: &mut usize, value: &Value) {
    if *number == 0 {
        node.clone_from(value);
    }
    let Some(rest) = number.checked_sub(1) else {
        *number = usize::MAX;
        return;
    };
    *number = rest;
    match node {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace(item, number, value)),
        Value::Object(map) => map
            .values_mut()
            .for_each(|item| replace(item, number, value)),
        _ => {}
    }
}

/// Values of all types.
fn values() -> Vec<Value> {
    let long = "a".repeat(300);
    vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("object"),
        json!("x-a"),
        json!("#/components/schemas/Pet"),
        json!("#"),
        json!("{a}/{b"),
        json!(long),
        json!([]),
        json!([null]),
        json!(["string", "null"]),
        json!([{}, 1]),
        json!({}),
        json!({ "": null }),
        json!({ "$ref": 1 }),
        json!({ "$ref": "#" }),
        json!({ "type": ["string", 1] }),
        json!({ "a": { "b": [1] }, "c": true }),
        json!({ "propertyName": 1, "mapping": { "a": 1, "b": null, "c": ["d"], "e": {} } }),
    ]
}

/// Describes what is wrong when a document is compared with itself.
fn difference(text: &str) -> Option<String> {
    let mut sources = Sources::new();
    let base = sources.add("old.json", text.to_owned());
    let revision = sources.add("new.json", text.to_owned());
    let report = catch_unwind(AssertUnwindSafe(|| {
        compare(base, revision, &mut Settings::default(), &mut sources)
    }));
    match report {
        Err(_) => Some("it panics".to_owned()),
        Ok(Ok(report)) if !report.is_empty() => Some(format!("{:?}", report.findings.first())),
        Ok(_) => None,
    }
}

#[test]
fn a_document_has_no_changes_from_itself() {
    let documents = documents();
    let values = values();
    let mut random = Hostile::new(7);
    let mut wrong = Vec::new();
    for number in 0..MUTATIONS {
        let mut document = documents[number % documents.len()].clone();
        for _ in 0..1 + random.below(3) {
            let mut node = random.below(count(&document));
            replace(
                &mut document,
                &mut node,
                &values[random.below(values.len())],
            );
        }
        let text = document.to_string();
        if let Some(difference) = difference(&text) {
            wrong.push(format!("{difference}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn discriminator_values_that_are_not_text() {
    let document = |mapping: Value| {
        let pet = json!({
            "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "type": "string" }],
            "discriminator": { "propertyName": "kind", "mapping": mapping },
        });
        let content = json!({ "application/json": { "schema": pet } });
        let response = json!({ "description": "a pet", "content": content });
        let get = json!({ "operationId": "getPet", "responses": { "200": response } });
        let document = json!({
            "openapi": "3.0.3",
            "info": { "title": "Pets", "version": "1" },
            "paths": { "/pet": { "get": get } },
            "components": { "schemas": { "Cat": { "type": "object" } } },
        });
        document.to_string()
    };
    for value in values() {
        let text = document(json!({ "cat": value, "other": "Cat" }));
        assert_eq!(difference(&text), None, "{text}");
    }
}

#[test]
fn references_to_what_is_no_component_are_unchanged() {
    let document = |schema: Value| {
        let content = json!({ "application/json": { "schema": schema } });
        let response = json!({ "description": "a pet", "content": content });
        let parameter = json!({ "name": "q", "in": "query", "schema": { "type": "string", "not": { "$ref": "#/paths/~1pet/get/responses/200/content/application~1json/schema" } } });
        let get = json!({ "operationId": "getPet", "parameters": [parameter], "responses": { "200": response } });
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "Pets", "version": "1" },
            "paths": { "/pet": { "get": get } },
            "components": { "schemas": { "Cat": { "type": "object", "properties": { "a": { "type": "string", "not": { "const": "b" } } } } } },
        });
        document.to_string()
    };
    for reference in [
        // A keyword, which is no schema.
        "#/components/schemas/Cat/type",
        "#/info",
        "#/paths/~1pet",
        // Nothing.
        "#/components/schemas/Dog",
        // A schema inside a component.
        "#/components/schemas/Cat/properties/a",
        // A schema that refers back to itself.
        "#/paths/~1pet/get/responses/200/content/application~1json/schema",
        "#/paths/~1pet/get/parameters/0/schema",
    ] {
        for schema in [
            json!({ "type": "string", "not": { "$ref": reference } }),
            json!({ "type": "object", "properties": { "x": { "type": "string", "not": { "$ref": reference } } } }),
        ] {
            let text = document(schema);
            assert_eq!(difference(&text), None, "{text}");
        }
    }
}
