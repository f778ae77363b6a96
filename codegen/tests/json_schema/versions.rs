//! What the versions of OpenAPI write differently.

use super::{component, doc};
use oascribe_codegen::json_schema::Direction::Any;
use serde_json::json;

#[test]
fn null_is_allowed_in_the_words_of_each_version() {
    for (version, schema) in [
        ("2.0", "type: integer, x-nullable: true"),
        ("3.0.3", "type: integer, nullable: true"),
        ("3.1.0", "type: [integer, 'null']"),
        ("3.2.0", "type: [integer, 'null']"),
    ] {
        let doc = doc(version, &format!("  A: {{ {schema} }}"));
        let written = component(&doc, "A", Any);
        assert_eq!(
            written.schema["$defs"]["A"],
            json!({ "type": ["integer", "null"] }),
            "{version}"
        );
        written.check(&["1", "null"], &["\"a\"", "1.5"]);
    }
}

#[test]
fn nullable_accepts_null_beside_keywords_that_reject_it() {
    let doc = doc(
        "3.0.3",
        "  A: { type: string, nullable: true, enum: [a, b], description: A letter. }
  B: { nullable: true, allOf: [{ $ref: '#/components/schemas/C' }] }
  C: { type: object, required: [a] }
  D: { nullable: true, description: Anything. }
  E: { type: string, nullable: true, enum: [a, null] }
  F: { type: object, nullable: true, allOf: [{ $ref: '#/components/schemas/C' }] }
  G: { $ref: '#/components/schemas/C', nullable: true, description: May be absent. }
  H: { $ref: '#/components/schemas/C', type: object, nullable: true }",
    );
    let written = component(&doc, "A", Any);
    assert_eq!(
        written.schema["$defs"]["A"],
        json!({
            "description": "A letter.",
            "anyOf": [{ "type": "string", "enum": ["a", "b"] }, { "type": "null" }],
        })
    );
    written.check(&["\"a\"", "null"], &["\"c\"", "1"]);
    component(&doc, "B", Any).check(&[r#"{"a": 1}"#, "null"], &["{}", "1"]);
    component(&doc, "C", Any).check(&[r#"{"a": 1}"#], &["{}", "null"]);
    component(&doc, "D", Any).check(&["null", "1"], &[]);
    component(&doc, "E", Any).check(&["null", "\"a\""], &["\"b\""]);
    component(&doc, "F", Any).check(&[r#"{"a": 1}"#, "null"], &["{}"]);
    for name in ["G", "H"] {
        component(&doc, name, Any).check(&[r#"{"a": 1}"#, "null"], &["{}"]);
    }
}

#[test]
fn later_versions_mean_what_json_schema_says() {
    let doc = doc(
        "3.1.0",
        "  A: { type: [string, 'null'], enum: [a, b] }
  B: { const: 1 }
  C: { type: array, prefixItems: [{ type: string }, { type: integer }], items: false }
  D: { if: { required: [a] }, then: { required: [b] }, else: { required: [c] } }
  E: { $ref: '#/components/schemas/F', maxLength: 2 }
  F: { type: string }
  G: { type: array, contains: { const: 1 }, minContains: 2 }
  H: { dependentRequired: { a: [b, b] }, propertyNames: { maxLength: 1 } }",
    );
    component(&doc, "A", Any).check(&["\"a\""], &["null", "\"c\""]);
    component(&doc, "B", Any).check(&["1"], &["2"]);
    component(&doc, "C", Any).check(&["[\"a\", 1]", "[]"], &["[1]", "[\"a\", 1, 2]"]);
    let conditional = component(&doc, "D", Any);
    conditional.check(
        &[r#"{"a":1,"b":1}"#, r#"{"c":1}"#],
        &[r#"{"a":1}"#, r#"{"b":1}"#],
    );
    component(&doc, "E", Any).check(&["\"ab\""], &["\"abc\"", "1"]);
    component(&doc, "G", Any).check(&["[1, 1]"], &["[1]"]);
    component(&doc, "H", Any).check(&[r#"{"a":1,"b":1}"#], &[r#"{"a":1}"#, r#"{"bb":1}"#]);
}

#[test]
fn earlier_versions_ignore_keywords_beside_a_reference() {
    let doc = doc(
        "3.0.3",
        "  A: { $ref: '#/components/schemas/B', maxLength: 2 }\n  B: { type: string }",
    );
    component(&doc, "A", Any).check(&["\"abc\""], &["1", "null"]);
}

#[test]
fn exclusive_bounds_are_numbers() {
    for (version, schema) in [
        (
            "2.0",
            "minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: false",
        ),
        (
            "3.0.3",
            "minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: false",
        ),
        ("3.1.0", "exclusiveMinimum: 1, maximum: 3"),
    ] {
        let doc = doc(version, &format!("  A: {{ type: number, {schema} }}"));
        let written = component(&doc, "A", Any);
        assert_eq!(
            written.schema["$defs"]["A"],
            json!({ "type": "number", "exclusiveMinimum": 1, "maximum": 3 }),
            "{version}"
        );
        written.check(&["1.5", "3"], &["1", "3.5"]);
    }
}

#[test]
fn one_example_becomes_a_list() {
    let doc = doc(
        "3.0.3",
        "  A: { type: string, example: a }\n  B: { type: string }",
    );
    let written = component(&doc, "A", Any);
    assert_eq!(written.schema["$defs"]["A"]["examples"], json!(["a"]));
    assert!(
        component(&doc, "B", Any).schema["$defs"]["B"]
            .get("examples")
            .is_none()
    );
}
