//! How examples are worded.

use oascribe_diff::Counterexample;
use serde_json::{Value, json};

use super::judge::Pair;

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A document with one operation.
fn document(operation: &Value) -> String {
    let mut operation = operation.clone();
    if operation.get("responses").is_none() {
        operation["responses"] = json!({ "204": { "description": "Done" } });
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Shop", "version": "1" },
        "paths": { "/orders": { "post": operation } },
    });
    document.to_string()
}

fn body(schema: &Value) -> Value {
    json!({ "requestBody": { "content": { "application/json": { "schema": schema } } } })
}

fn response(schema: &Value) -> Value {
    let content = json!({ "application/json": { "schema": schema } });
    json!({ "responses": { "200": { "description": "Fine", "content": content } } })
}

/// The only example between two documents.
fn example(old: &Value, new: &Value) -> Counterexample {
    let pair = Pair::of_texts(document(old), document(new)).expect("documents");
    let mut examples = pair.harmful().filter_map(|finding| finding.example.clone());
    let only = examples.next().expect("an example");
    assert!(examples.next().is_none(), "several examples");
    assert_eq!(pair.unconfirmed(), Vec::<String>::new());
    only
}

/// An object with a property.
fn object(schema: &Value) -> Value {
    json!({ "type": "object", "properties": { "status": schema } })
}

#[test]
fn a_request_that_is_refused_now() {
    let (old, new) = (
        json!({ "enum": ["open", "archived"] }),
        json!({ "enum": ["open"] }),
    );
    let found = example(&body(&object(&old)), &body(&object(&new)));
    assert_eq!(
        found.sentence(code),
        "`{\"status\":\"archived\"}` was accepted by `POST /orders` and is refused now, at `/status`"
    );
}

#[test]
fn a_response_that_was_not_possible() {
    let (old, new) = (json!({ "maxLength": 2 }), json!({ "maxLength": 3 }));
    let found = example(&response(&object(&old)), &response(&object(&new)));
    assert_eq!(
        found.sentence(code),
        "`{\"status\":\"aaa\"}` can now be returned by `POST /orders` with status `200`, which the old document rules out, at `/status`"
    );
}

#[test]
fn a_parameter() {
    let parameter = |schema: Value| json!({ "parameters": [{ "name": "limit", "in": "query", "schema": schema }] });
    let old = parameter(json!({ "type": "integer", "maximum": 20 }));
    let new = parameter(json!({ "type": "integer", "maximum": 10 }));
    assert_eq!(
        example(&old, &new).sentence(code),
        "`11` was accepted by `POST /orders` as the query parameter `limit` and is refused now"
    );
}

#[test]
fn a_long_value_is_abridged_to_what_leads_to_the_refused_part() {
    let schema = |values: Value| {
        let names = (0..30).map(|number| (format!("property{number}"), json!({ "const": number })));
        let mut properties: serde_json::Map<_, _> = names.collect();
        properties.insert("status".to_owned(), json!({ "enum": values }));
        let required: Vec<_> = properties.keys().cloned().collect();
        json!({ "type": "object", "required": required, "properties": properties })
    };
    let (old, new) = (schema(json!(["a", "b"])), schema(json!(["a"])));
    let found = example(&body(&old), &body(&new));
    assert_eq!(found.short(), r#"{"status": "b", …}"#);
    assert_eq!(found.value["property29"], json!(29));
}

#[test]
fn a_finding_without_an_example_says_why() {
    let reason = |old: Value, new: Value| {
        let pair = Pair::of_texts(document(&body(&old)), document(&body(&new)));
        let pair = pair.expect("documents");
        let mut reasons = pair.harmful().filter_map(|finding| {
            assert!(finding.example.is_none(), "{:?}", finding.example);
            finding.no_example.as_ref().map(ToString::to_string)
        });
        reasons.next()
    };
    let pattern = |text: &str| json!({ "type": "string", "pattern": text });
    assert_eq!(
        reason(pattern("^(?=x)"), pattern("^(?=y)")).as_deref(),
        Some("pattern: no example found")
    );
    let format = |text: &str| json!({ "type": "string", "format": text });
    assert_eq!(
        reason(format("uuid"), format("date")).as_deref(),
        Some("format: no validator checks it")
    );
}
