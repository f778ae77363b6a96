//! The rules about schemas with their examples in `src/rules/schemas.yaml`: which of them a value shows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_diff::Sources;
use oascribe_test_support::spelling::json;
use serde_json::{Value, json};

use super::judge::Pair;

/// Rules without examples, and why no value shows them.
const WAIVED: &[(&str, &str)] = &[
    ("content-encoding-changed", ANNOTATION),
    ("content-media-type-changed", ANNOTATION),
    ("content-schema-added", ANNOTATION),
    ("content-schema-removed", ANNOTATION),
    ("default-value-added", ANNOTATION),
    ("default-value-changed", ANNOTATION),
    ("default-value-removed", ANNOTATION),
    ("deprecated-sunset-invalid", ANNOTATION),
    ("discriminator-mapping-added", ANNOTATION),
    ("discriminator-mapping-changed", ANNOTATION),
    ("discriminator-mapping-deleted", ANNOTATION),
    ("if-added", "`if` without `then` and `else` refuses nothing"),
    (
        "if-removed",
        "`if` without `then` and `else` refuses nothing",
    ),
    ("not-changed", LOOSE),
    (
        "one-of-removed",
        "the values of one alternative match the other one, too",
    ),
    (
        "pattern-changed",
        "the new pattern matches all that the old one matches",
    ),
    ("stability-decreased", ANNOTATION),
    ("sunset-date-too-small", ANNOTATION),
    (
        "type-changed",
        "values of another type match several alternatives of the `oneOf`",
    ),
    (
        "values-narrowed",
        "a validator does not check the mapping of a discriminator",
    ),
    (
        "values-widened",
        "a validator does not check the mapping of a discriminator",
    ),
    (
        "values-undecided",
        "no text that matches both patterns is found",
    ),
    (
        "wrapped-in-one-of",
        "senders do not send what their schema does not declare",
    ),
    ("x-extensible-enum-value-removed", ANNOTATION),
];

const ANNOTATION: &str = "the keyword constrains nothing in JSON Schema";

const LOOSE: &str = "a parameter or header has the same text for `1` and `\"1\"`";

/// The pairs of schemas.
fn table() -> Vec<[Value; 2]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/schemas.yaml");
    let mut sources = Sources::new();
    let file = sources.read(&path).expect("the table");
    let tree = read::tree(&sources, file, &mut Diagnostics::new()).expect("YAML");
    let rows: serde_json::Map<String, Value> = serde_json::from_str(&json(&tree)).expect("rows");
    let pairs = rows.into_iter();
    pairs
        .map(|(_, pair)| [pair[0].clone(), pair[1].clone()])
        .collect()
}

/// A document with a schema in a request body, a response, a property of each, a parameter and a header.
fn document(schema: &Value) -> String {
    let property = json!({ "type": "object", "properties": { "p": schema } });
    let content = |schema: &Value| json!({ "application/json": { "schema": schema } });
    let operation = |schema: &Value| {
        json!({
            "requestBody": { "content": content(schema) },
            "responses": { "200": { "description": "Fine", "content": content(schema) } },
        })
    };
    let parameters = json!([{ "name": "q", "in": "query", "schema": schema }]);
    let headers = json!({ "X-A": { "schema": schema } });
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Shop", "version": "1" },
        "paths": {
            "/bodies": { "post": operation(schema) },
            "/properties": { "post": operation(&property) },
            "/others": { "post": {
                "parameters": parameters,
                "responses": { "200": { "description": "Fine", "headers": headers } },
            } },
        },
    });
    document.to_string()
}

/// The id of a rule without the usage of the schema.
fn stem(id: &str) -> &str {
    let prefixes = [
        "request-body-",
        "request-property-",
        "request-parameter-",
        "response-body-",
        "response-property-",
        "response-header-",
        "request-",
        "response-",
    ];
    let mut found = prefixes.iter().filter_map(|prefix| id.strip_prefix(prefix));
    found.next().unwrap_or(id)
}

#[test]
fn every_rule_about_the_values_of_schemas_has_an_example() {
    let mut reasons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut count, mut shown, mut wrong) = (0, 0, Vec::new());
    for [old, new] in table() {
        for (old, new) in [(&old, &new), (&new, &old)] {
            let pair = Pair::of_texts(document(old), document(new)).expect("documents");
            for finding in pair.harmful() {
                let reason = finding.no_example.clone();
                assert!(
                    finding.example.is_some() != reason.is_some(),
                    "{}: {:?}",
                    finding.id,
                    finding.example
                );
                count += 1;
                shown += usize::from(finding.example.is_some());
                let stem = stem(&finding.id).to_owned();
                let reason = reason.map(|reason| format!("{reason}: {old} {new}"));
                reasons.entry(stem).or_default().extend(reason);
            }
            wrong.extend(pair.unconfirmed());
        }
    }
    assert!(count > 300, "{count} findings");
    eprintln!("{shown} of {count} findings have an example");
    assert_eq!(wrong, Vec::<String>::new());
    reasons.retain(|_, reasons| !reasons.is_empty());
    let waived: BTreeSet<_> = WAIVED.iter().map(|(stem, _)| (*stem).to_owned()).collect();
    let found: BTreeSet<_> = reasons.keys().cloned().collect();
    assert_eq!(found, waived, "{reasons:?}");
}
