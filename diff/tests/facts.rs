//! Which findings are one, and which are separate, if several operations use changed schemas.

use oascribe_diff::{Report, Settings, Sources, compare};
use serde_json::{Value, json};

/// A document with a `GET` operation for each schema of a response, and components.
fn document(responses: &[Value], components: &Value) -> String {
    let operation = |schema: &Value| {
        let content = json!({ "application/json": { "schema": schema } });
        json!({ "get": { "responses": { "200": { "description": "", "content": content } } } })
    };
    let paths = responses.iter().enumerate();
    let paths: serde_json::Map<_, _> = paths
        .map(|(number, schema)| (format!("/{number}"), operation(schema)))
        .collect();
    let info = json!({ "title": "Test", "version": "1" });
    let schemas = json!({ "schemas": components });
    json!({ "openapi": "3.1.0", "info": info, "paths": paths, "components": schemas }).to_string()
}

fn report(old: String, new: String) -> Report {
    let mut sources = Sources::new();
    let (old, new) = (sources.add("old", old), sources.add("new", new));
    compare(old, new, &mut Settings::default(), &mut sources).expect("valid documents")
}

/// The findings with the number of operations that they affect.
fn facts(report: &Report) -> Vec<(String, usize)> {
    let findings = report.findings.iter();
    let facts = findings.map(|finding| (finding.text(), finding.operations.len()));
    facts.collect()
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn status(ty: &str, other: &str) -> Value {
    json!({ "type": "object", "properties": { "status": { "type": ty }, other: { "type": "string" } } })
}

#[test]
fn properties_of_unrelated_schemas_are_separate_findings() {
    let uses = [reference("Order"), reference("Order"), reference("Refund")];
    let schemas =
        |ty: &str| json!({ "Order": status(ty, "buyer"), "Refund": status(ty, "reason") });
    let report = report(
        document(&uses, &schemas("string")),
        document(&uses, &schemas("integer")),
    );
    let changed = |name: &str| {
        format!(
            "the response property `status` of `{name}` (200) changed its type from `string` to `integer`"
        )
    };
    assert_eq!(
        facts(&report),
        [(changed("Order"), 2), (changed("Refund"), 1)]
    );
    let fingerprints: Vec<_> = report.findings.iter().map(|it| it.fingerprint()).collect();
    assert_ne!(fingerprints[0], fingerprints[1]);
}

#[test]
fn equal_inline_schemas_are_one_finding() {
    let uses = |ty: &str| {
        [
            status(ty, "buyer"),
            status(ty, "buyer"),
            status(ty, "reason"),
        ]
    };
    let report = report(
        document(&uses("string"), &json!({})),
        document(&uses("integer"), &json!({})),
    );
    let changed =
        "the response property `status` (200) changed its type from `string` to `integer`";
    let mut counts = facts(&report);
    counts.sort();
    assert_eq!(counts, [(changed.to_owned(), 1), (changed.to_owned(), 2)]);
    let fingerprints: Vec<_> = report.findings.iter().map(|it| it.fingerprint()).collect();
    assert_ne!(fingerprints[0], fingerprints[1]);
}

#[test]
fn the_text_of_a_finding_is_made_from_its_data() {
    let uses = [reference("Order")];
    let schemas = |values: Value| {
        let status = json!({ "type": "string", "enum": values });
        json!({ "Order": { "type": "object", "properties": { "status": status } } })
    };
    let report = report(
        document(&uses, &schemas(json!(["open"]))),
        document(&uses, &schemas(json!(["open", "value `open`"]))),
    );
    let finding = &report.findings[0];
    assert_eq!(
        finding.text(),
        "the response property `status` of `Order` (200) has the new enum value `value `open``"
    );
    let subject = finding.subject.as_ref().expect("a schema");
    assert_eq!(subject.schema.as_deref(), Some("Order"));
    assert_eq!(subject.path, ["status"]);
    assert_eq!(finding.values, ["value `open`"]);
    assert_eq!(finding.direction, Some(oascribe_diff::Direction::Response));
}
