//! A change breaks clients if a value is no longer admitted in a request, or was not admitted before in a response.
//!
//! `tests/rules/values.yaml` has pairs of schemas, and what the new one does to the set of values.

use std::path::Path;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_diff::{Finding, Level, Settings, Sources, compare};
use oascribe_test_support::spelling::json;
use serde_json::{Value, json};

/// The positions in which each pair is tried.
const POSITIONS: [&str; 7] = [
    "body",
    "reference",
    "property",
    "items",
    "additionalProperties",
    "allOf",
    "oneOf",
];

/// A row of the table.
struct Row {
    /// What the new schema does to the set of values.
    effect: String,
    schemas: [Value; 2],
    components: [Value; 2],
}

fn table() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/values.yaml");
    let mut sources = Sources::new();
    let file = sources.read(&path).expect("the table");
    let tree = read::tree(&sources, file, &mut Diagnostics::new()).expect("YAML");
    let rows: Vec<Value> = serde_json::from_str(&json(&tree)).expect("a list");
    let row = |row: Value| {
        let components = match &row[3] {
            Value::Array(both) => [both[0].clone(), both[1].clone()],
            Value::Null => [json!({}), json!({})],
            same => [same.clone(), same.clone()],
        };
        Row {
            effect: row[0].as_str().expect("a word").to_owned(),
            schemas: [row[1].clone(), row[2].clone()],
            components,
        }
    };
    rows.into_iter().map(row).collect()
}

/// A document with a schema in a position of a request or response.
fn document(schema: &Value, components: &Value, position: &str, is_request: bool) -> String {
    let mut components = components.clone();
    let schema = match position {
        "reference" => {
            components["Root"] = schema.clone();
            json!({ "$ref": "#/components/schemas/Root" })
        }
        "property" => json!({ "type": "object", "properties": { "p": schema } }),
        "items" => json!({ "type": "array", "items": schema }),
        "additionalProperties" => json!({ "type": "object", "additionalProperties": schema }),
        "allOf" => json!({ "allOf": [
            { "type": "object", "properties": { "p": schema } },
            { "type": "object", "properties": { "q": { "type": "string" } } },
        ] }),
        "oneOf" => json!({ "oneOf": [
            { "type": "object", "required": ["u"], "properties": { "u": { "const": "x" }, "p": schema } },
            { "type": "object", "required": ["u"], "properties": { "u": { "const": "y" } } },
        ] }),
        _ => schema.clone(),
    };
    let content = json!({ "application/json": { "schema": schema } });
    let operation = match is_request {
        true => {
            json!({ "requestBody": { "content": content }, "responses": { "200": { "description": "Fine" } } })
        }
        false => json!({ "responses": { "200": { "description": "Fine", "content": content } } }),
    };
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Shop", "version": "1" },
        "paths": { "/orders": { "post": operation } },
        "components": { "schemas": components },
    });
    document.to_string()
}

/// The findings about requests and responses.
fn findings(base: String, revision: String) -> Vec<Finding> {
    let mut sources = Sources::new();
    let base = sources.add("old.json", base);
    let revision = sources.add("new.json", revision);
    let report =
        compare(base, revision, &mut Settings::default(), &mut sources).expect("documents");
    let mut findings = report.findings;
    // Removed components and notes about discriminators affect no values.
    findings.retain(|found| {
        !found.id.starts_with("api-schema") && !found.id.contains("discriminator-added")
    });
    findings
}

/// What is wrong with the findings. Returns `None` if they are as expected.
fn mistake(effect: &str, is_harmful: bool, findings: &[Finding]) -> Option<&'static str> {
    let worst = findings.iter().map(|found| found.level).max();
    let is_told = worst >= Some(Level::Warning);
    match effect {
        "same" if worst.is_some() => Some("a finding about the same values"),
        "wider" if is_harmful != is_told => Some("a false alarm or nothing about a break"),
        "other" if !is_told => Some("nothing about a break"),
        "undecided" if worst != Some(Level::Warning) => Some("no warning"),
        _ => None,
    }
}

#[test]
fn findings_follow_from_the_values_that_schemas_admit() {
    let mut wrong = Vec::new();
    for (number, row) in table().iter().enumerate() {
        for position in POSITIONS {
            for (is_request, is_reversed) in
                [(true, false), (true, true), (false, false), (false, true)]
            {
                let mut sides = [0, 1].map(|side| {
                    let (schema, components) = (&row.schemas[side], &row.components[side]);
                    document(schema, components, position, is_request)
                });
                if is_reversed {
                    sides.reverse();
                }
                let [base, revision] = sides;
                let found = findings(base, revision);
                if let Some(mistake) = mistake(&row.effect, is_request == is_reversed, &found) {
                    let texts: Vec<_> = found.iter().map(|found| found.text()).collect();
                    let Row {
                        effect, schemas, ..
                    } = row;
                    let [old, new] = schemas;
                    wrong.push(format!(
                        "row {number}, {effect}, {position}, request {is_request}, reversed {is_reversed}: {mistake}: {old} {new}: {texts:?}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
