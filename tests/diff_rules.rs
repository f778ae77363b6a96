//! Each wire rule applies to its example in the tables of `diff/src/rules`, and the catalogue has all ids that are reported.
//!
//! A unit test of the crate `oascribe-diff` checks that the tables are complete.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oascribe_test_support::root;
use serde_json::{Map, Value, json};

/// The prefixes of the ids of schema rules: one for each usage of a schema.
const USAGES: &[&str] = &[
    "request-body",
    "request-property",
    "request-parameter",
    "request-parameter-property",
    "response-body",
    "response-property",
    "response-header",
];

/// The folder of the tables.
fn tables() -> PathBuf {
    root().join("diff/src/rules")
}

/// The rules of each line, with the pair of documents.
fn table(name: &str) -> Vec<(Vec<String>, [Value; 2])> {
    let text = fs::read_to_string(tables().join(name)).expect("the table");
    let rows: Map<String, Value> = serde_yaml::from_str(&text).expect("YAML");
    let row = |(names, pair): (String, Value)| {
        let names = names.split(", ").map(str::to_owned).collect();
        (names, [pair[0].clone(), pair[1].clone()])
    };
    rows.into_iter().map(row).collect()
}

/// The findings between two documents, as `level id`.
fn findings(folder: &Path, base: &Value, revision: &Value, days: &str) -> BTreeSet<String> {
    let (old, new) = (folder.join("old.json"), folder.join("new.json"));
    fs::write(&old, base.to_string()).expect("a file");
    fs::write(&new, revision.to_string()).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.arg("diff").arg(&old).arg(&new);
    command.args(["--format", "json", "--expand", "--today", "2026-01-01"]);
    command.args(["--deprecation-days-stable", days]);
    let output = command.output().expect("the command runs");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!("{base}\n{}", String::from_utf8_lossy(&output.stderr));
    });
    let changes = json["changes"].as_array().expect("findings").iter();
    let line = |found: &Value| {
        let word = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        let (level, id) = (word("level"), word("id"));
        let listed = oascribe_diff::rules().iter().find(|rule| rule.id == id);
        let listed = listed.unwrap_or_else(|| panic!("{id} is not in the catalogue"));
        // The level is lower where the values of the two schemas show that clients are not affected.
        let levels = ["info", "warning", "error"];
        let highest = levels.iter().position(|one| *one == listed.level.as_str());
        assert!(
            levels.iter().position(|one| *one == level) <= highest,
            "{id} is {level}"
        );
        format!("{level} {id}")
    };
    changes.map(line).collect()
}

/// Some rules depend on the deprecation period: returns the findings of the first period that has a matching one.
fn matching(
    folder: &Path,
    pair: [&Value; 2],
    is_match: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    ["0", "30"].into_iter().find_map(|days| {
        let found = findings(folder, pair[0], pair[1], days);
        let found: Vec<_> = found
            .into_iter()
            .filter(|line| line.split_once(' ').is_some_and(|(_, id)| is_match(id)))
            .collect();
        (!found.is_empty()).then_some(found)
    })
}

/// A document with a schema in all usages that have rules.
fn with_schema(schema: &Value) -> Value {
    let object = json!({ "type": "object", "properties": { "size": schema } });
    let body = |schema: &Value| json!({ "application/json": { "schema": schema } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Shop", "version": "1" },
        "paths": {
            "/orders": { "post": {
                "parameters": [
                    { "name": "one", "in": "query", "schema": schema },
                    { "name": "two", "in": "query", "schema": object },
                ],
                "requestBody": { "content": body(&object) },
                "responses": { "200": {
                    "description": "Fine",
                    "headers": { "X-Order": { "schema": schema } },
                    "content": body(&object),
                } },
            } },
            "/roots": { "post": {
                "requestBody": { "content": body(schema) },
                "responses": { "200": { "description": "Fine", "content": body(schema) } },
            } },
        },
    })
}

/// A complete document from a part in the table.
fn document(part: &Value) -> Value {
    let mut root = json!({ "openapi": "3.1.0", "info": { "title": "Shop", "version": "1" } });
    let parts = match part.get("paths") {
        Some(_) => part.clone(),
        None => json!({ "paths": { "/orders": { "post": part } } }),
    };
    for (key, value) in parts.as_object().expect("an object") {
        root[key] = value.clone();
    }
    root
}

#[test]
fn schema_rules_apply_to_their_pairs() {
    let home = tempfile::tempdir().expect("a folder");
    let mut found = String::new();
    for (names, [old, new]) in table("schemas.yaml") {
        let (old, new) = (with_schema(&old), with_schema(&new));
        for (stem, pair) in names.iter().zip([[&old, &new], [&new, &old]]) {
            let is_match = |id: &str| {
                let usage = id.strip_suffix(stem.as_str());
                let usage = usage.and_then(|usage| usage.strip_suffix('-'));
                usage.is_some_and(|usage| USAGES.contains(&usage))
            };
            let lines = matching(home.path(), pair, is_match).unwrap_or_default();
            assert!(!lines.is_empty(), "{stem} is not reported for its pair");
            found.push_str(&format!("{stem}\n"));
            for line in lines {
                found.push_str(&format!("  {line}\n"));
            }
        }
    }
    let file = root().join("diff/tests/rules/schemas.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &found).expect("a file");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == expected,
        "{found}\nBLESS=1 rewrites the expected findings"
    );
}

#[test]
fn other_rules_apply_to_their_pairs() {
    let home = tempfile::tempdir().expect("a folder");
    let mut missing = Vec::new();
    for (names, [old, new]) in table("documents.yaml") {
        let (old, new) = (document(&old), document(&new));
        for (rule, pair) in names.iter().zip([[&old, &new], [&new, &old]]) {
            if matching(home.path(), pair, |id| id == rule).is_none() {
                missing.push(rule.clone());
            }
        }
    }
    assert!(missing.is_empty(), "not reported: {missing:?}");
}

/// Clients receive the payload of a webhook or callback and send the response, so that the levels are reversed.
#[test]
fn levels_are_reversed_for_webhooks_and_callbacks() {
    let home = tempfile::tempdir().expect("a folder");
    let content = |values: &[&str]| {
        let state = json!({ "type": "string", "enum": values });
        let schema = json!({ "type": "object", "properties": { "state": state } });
        json!({ "application/json": { "schema": schema } })
    };
    let item = |values: &[&str]| {
        json!({ "post": {
            "requestBody": { "content": content(values) },
            "responses": { "200": { "description": "Heard", "content": content(values) } },
        } })
    };
    let webhook =
        |values: &[&str]| document(&json!({ "paths": {}, "webhooks": { "lost": item(values) } }));
    let callback = |values: &[&str]| {
        let url = "{$request.body#/url}";
        document(&json!({ "callbacks": { "lost": { url: item(values) } } }))
    };
    for (one, two) in [
        (webhook(&["red"]), webhook(&["red", "blue"])),
        (callback(&["red"]), callback(&["red", "blue"])),
    ] {
        let more = findings(home.path(), &one, &two, "0");
        let less = findings(home.path(), &two, &one, "0");
        let lines = |lines: [&str; 2]| BTreeSet::from(lines.map(str::to_owned));
        let added = [
            "info reply-property-enum-value-added",
            "warning payload-property-enum-value-added",
        ];
        let removed = [
            "error reply-property-enum-value-removed",
            "info payload-property-enum-value-removed",
        ];
        assert_eq!((more, less), (lines(added), lines(removed)));
    }
}
