//! A change that is repeated in many places is one finding.
//!
//! Tests with pairs of real documents are skipped if the documents are not available. The large pairs are only compared by
//! `cargo test --release --test diff_facts -- --ignored --nocapture`, which prints the numbers.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use oascribe_test_support::shared::shared;

/// The maximum number of findings about one change: in requests, in responses and in parameters.
const MAX_FINDINGS: usize = 3;

fn report(base: &Path, revision: &Path, arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oascribe"));
    command.arg("diff").arg(base).arg(revision);
    command
        .args(["--format", "json", "--fail-on", "nothing"])
        .args(arguments);
    let output = command.output().expect("the command runs");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// The text of a finding without its location: operations, statuses, and the path to a property.
fn fact(found: &Value) -> Option<String> {
    let text = |key: &str| found[key].as_str().unwrap_or_default();
    let is_about_a_location = [
        "endpoint-",
        "api-path-",
        "api-removed-",
        "api-schema-",
        "api-operation-",
    ];
    // If the first name is an old value, the element (such as a body) has no name: it belongs to one operation.
    let is_named = text("text")
        .split_once('`')
        .is_some_and(|(before, _)| !before.contains(" changed "));
    if !is_named
        || is_about_a_location
            .iter()
            .any(|start| text("id").starts_with(start))
    {
        return None;
    }
    let mut words = Vec::new();
    for (index, part) in text("text").split('`').enumerate() {
        let is_name = index % 2 == 1;
        words.push(match is_name {
            true => last(part),
            false => part,
        });
    }
    let words = words.concat();
    let kinds = [
        "request",
        "response",
        "parameter",
        "property",
        "body",
        "header",
        "member",
        "query",
    ];
    let words = words.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    let words = words.filter(|word| !kinds.contains(word) && word.parse::<u16>().is_err());
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The last name in the path to a property. The items of an array have the name of the array.
fn last(path: &str) -> &str {
    let list = path.trim_end_matches("/items");
    let start = list.rfind('/').map_or(0, |slash| slash + 1);
    &path[start..]
}

/// The maximum number of findings about one change of a pair.
fn most(base: &str, revision: &str) -> Option<usize> {
    let base = shared(&format!("corpus/specs/{base}"))?;
    let revision = shared(&format!("corpus/specs/{revision}"))?;
    let json = report(&base, &revision, &[]);
    let changes = json["changes"].as_array().cloned().unwrap_or_default();
    let mut facts: BTreeMap<String, usize> = BTreeMap::new();
    for fact in changes.iter().filter_map(fact) {
        *facts.entry(fact).or_default() += 1;
    }
    let (fact, most) = facts.iter().max_by_key(|(_, count)| **count)?;
    eprintln!(
        "{}: {} findings, {} changes of named elements, at most {most} findings for one ({fact})",
        revision.display(),
        changes.len(),
        facts.len()
    );
    Some(*most)
}

#[test]
fn a_change_is_reported_once_for_each_direction() {
    if let Some(most) = most("intercom__2.7.yaml", "intercom__2.14.yaml") {
        assert!(most <= MAX_FINDINGS, "{most}");
    }
}

#[test]
#[ignore = "slow without optimization"]
fn changes_of_large_documents_are_reported_once_for_each_direction() {
    let pairs = [
        (
            "stripe__spec3.sdk-2022-01-19.json",
            "stripe__spec3-2023-09-12.yaml",
        ),
        (
            "stripe__spec3-2023-09-12.yaml",
            "stripe__spec3.sdk-2022-01-19.json",
        ),
        ("intercom__2.14.yaml", "intercom__2.7.yaml"),
    ];
    for most in pairs
        .iter()
        .filter_map(|(base, revision)| most(base, revision))
    {
        assert!(most <= MAX_FINDINGS, "{most}");
    }
}

/// The same inline enum in many operations.
#[test]
fn copies_are_one_finding_with_several_locations() {
    let document = |values: &[&str]| {
        let state = json!({ "type": "string", "enum": values });
        let order = json!({ "type": "object", "properties": { "state": state } });
        let content = json!({ "application/json": { "schema": order } });
        let operation = json!({
            "parameters": [{ "name": "state", "in": "query", "schema": state }],
            "requestBody": { "content": content },
            "responses": { "200": { "description": "Fine", "content": content } },
        });
        let paths =
            (0..20).map(|number| (format!("/orders{number}"), json!({ "post": operation })));
        json!({
            "openapi": "3.0.3",
            "info": { "title": "Shop", "version": "1" },
            "paths": paths.collect::<serde_json::Map<_, _>>(),
        })
    };
    let home = tempfile::tempdir().expect("a folder");
    let (old, new) = (home.path().join("old.json"), home.path().join("new.json"));
    std::fs::write(&old, document(&["red", "blue"]).to_string()).expect("a file");
    std::fs::write(&new, document(&["red"]).to_string()).expect("a file");
    let json = report(&old, &new, &[]);
    let changes = json["changes"].as_array().expect("findings");
    let ids: Vec<_> = changes
        .iter()
        .filter_map(|found| found["id"].as_str())
        .collect();
    let expected =
        ["parameter", "property"].map(|usage| format!("request-{usage}-enum-value-removed"));
    assert_eq!(ids[..2], expected);
    assert_eq!(ids[2..], ["response-property-enum-value-removed"]);
    for found in changes {
        assert_eq!(
            found["operations"].as_array().map(Vec::len),
            Some(20),
            "{found}"
        );
    }
    assert_eq!(changes[2]["also"].as_array().map(Vec::len), Some(19));
    assert!(changes[2]["also"][0]["revision"]["line"].is_u64());
    let all = report(&old, &new, &["--expand"]);
    assert_eq!(all["changes"].as_array().map(Vec::len), Some(60));
}
