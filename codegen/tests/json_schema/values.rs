//! Values and keywords that can't be written as they are.

use super::{component, doc};
use oascribe_codegen::json_schema::Direction::Any;
use serde_json::json;

#[test]
fn numbers_are_exact_or_left_out() {
    let doc = doc(
        "3.1.0",
        "  A: { type: integer, minimum: -9223372036854775808, maximum: 18446744073709551615 }
  B: { type: integer, maximum: 340282366920938463463374607431768, enum: [1, 340282366920938463463374607431768], default: 2 }",
    );
    let written = component(&doc, "A", Any);
    assert_eq!(written.schema["$defs"]["A"]["maximum"], json!(u64::MAX));
    assert_eq!(written.schema["$defs"]["A"]["minimum"], json!(i64::MIN));
    let written = component(&doc, "B", Any);
    assert_eq!(
        written.schema["$defs"]["B"],
        json!({ "type": "integer", "default": 2 })
    );
    assert_eq!(
        written.reasons(),
        [
            "#/components/schemas/B/enum: the number is too large to be written exactly",
            "#/components/schemas/B/maximum: the number is too large to be written exactly",
        ]
    );
}

#[test]
fn invalid_patterns_are_left_out() {
    let doc = doc(
        "3.1.0",
        r"  A: { type: string, pattern: '^(a$', maxLength: 3 }
  B: { type: string, pattern: '^(?=a)\p{L}+\-$' }
  C: { type: object, patternProperties: { '[': { type: string }, '^x': { type: integer } } }",
    );
    let written = component(&doc, "A", Any);
    written.check(&["\"b\""], &["\"aaaa\""]);
    assert_eq!(
        written.reasons(),
        ["#/components/schemas/A/pattern: `^(a$` is no regular expression of ECMAScript"]
    );
    component(&doc, "B", Any).check(&["\"ab-\""], &["\"ba-\""]);
    let written = component(&doc, "C", Any);
    written.check(&[r#"{"[":1,"x":1}"#], &[r#"{"x":"a"}"#]);
    assert_eq!(written.omitted.len(), 1);
}

#[test]
fn what_json_schema_does_not_allow_is_left_out() {
    let doc = doc(
        "3.0.3",
        "  A: { type: object, required: [a, a], allOf: [], properties: { a: { type: number, multipleOf: 0 } } }",
    );
    let written = component(&doc, "A", Any);
    assert_eq!(written.schema["$defs"]["A"]["required"], json!(["a"]));
    written.check(&[r#"{"a":1.5}"#], &["{}"]);
}

#[test]
fn a_reference_that_does_not_resolve_accepts_everything() {
    let doc = doc(
        "3.1.0",
        "  A: { type: object, properties: { b: { $ref: '#/components/schemas/Missing' }, c: { $ref: '#' } } }",
    );
    let written = component(&doc, "A", Any);
    written.check(&[r#"{"b":1,"c":{"c":{}}}"#], &["1", r#"{"c":1}"#]);
    assert_eq!(
        written.reasons(),
        [
            "#/components/schemas/A/properties/b/$ref: `#/components/schemas/Missing` can't be resolved"
        ]
    );
}

#[test]
fn keywords_of_openapi_and_extensions_are_annotations() {
    let doc = doc(
        "3.0.3",
        "  A: { type: string, format: date, readOnly: true, deprecated: true, xml: { name: a }, externalDocs: { url: 'https://a.example' }, x-order: 1 }",
    );
    let written = component(&doc, "A", Any);
    assert_eq!(
        written.schema["$defs"]["A"],
        json!({
            "type": "string", "format": "date", "readOnly": true, "deprecated": true, "xml": { "name": "a" },
            "externalDocs": { "url": "https://a.example" }, "x-order": 1,
        })
    );
    written.check(&["\"no date\""], &["1"]);
}
