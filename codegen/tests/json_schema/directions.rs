//! `readOnly` and `writeOnly`.

use super::{component, doc};
use oascribe_codegen::json_schema::Direction::{Any, Request, Response};

#[test]
fn a_direction_does_not_have_the_properties_of_the_other() {
    let doc = doc(
        "3.0.3",
        "  A:
    type: object
    additionalProperties: false
    required: [id, name, secret]
    properties: { id: { type: integer, readOnly: true }, name: { type: string }, secret: { type: string, writeOnly: true } }",
    );
    let (all, request, response) = (
        r#"{"id":1,"name":"a","secret":"b"}"#,
        r#"{"name":"a","secret":"b"}"#,
        r#"{"id":1,"name":"a"}"#,
    );
    component(&doc, "A", Any).check(&[all], &[request, response]);
    component(&doc, "A", Request).check(&[request], &[all, response]);
    component(&doc, "A", Response).check(&[response], &[all, request]);
}

#[test]
fn flags_are_found_through_references_and_all_of() {
    let doc = doc(
        "3.1.0",
        "  Id: { type: integer, readOnly: true }
  Base: { properties: { id: { $ref: '#/components/schemas/Id' }, at: { allOf: [{ type: string }, { readOnly: true }] } } }
  A: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [id, at, name] }] }
  B: { $ref: '#/components/schemas/Base', required: [id, name] }
  Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }], required: [id], properties: { id: { $ref: '#/components/schemas/Loop' } } }",
    );
    for name in ["A", "B"] {
        component(&doc, name, Request).check(&[r#"{"name":"a"}"#], &["{}"]);
        component(&doc, name, Response)
            .check(&[r#"{"id":1,"at":"b","name":"a"}"#], &[r#"{"name":"a"}"#]);
    }
    let written = component(&doc, "Loop", Request);
    assert_eq!(
        written.schema["$defs"]["Loop"]["required"],
        serde_json::json!(["id"])
    );
}

#[test]
fn conditions_and_negations_stay_as_they_are() {
    let doc = doc(
        "3.1.0",
        "  A:
    properties: { id: { type: integer, readOnly: true } }
    not: { required: [id, name] }
    if: { required: [id] }
    then: { required: [id, other] }",
    );
    let written = component(&doc, "A", Request);
    written.check(
        &["{}", r#"{"name":1}"#, r#"{"id":1,"other":1}"#],
        &[r#"{"id":1}"#],
    );
}
