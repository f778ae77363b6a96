//! What is in `$defs`, and how it is referred to.

use super::{component, doc, files, judged};
use oascribe_codegen::json_schema::Direction::{Any, Request, Response};
use oascribe_codegen::json_schema::Writer;
use serde_json::json;

#[test]
fn a_schema_is_written_with_what_it_reaches_and_no_more() {
    let doc = doc(
        "3.0.3",
        "  Pet: { type: object, properties: { owner: { $ref: '#/components/schemas/Owner' } } }
  Owner: { type: object, required: [name], properties: { name: { type: string } } }
  Other: { type: string }",
    );
    let written = component(&doc, "Pet", Any);
    assert_eq!(written.definitions(), ["Owner", "Pet"]);
    assert_eq!(
        written.schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(written.schema["$ref"], "#/$defs/Pet");
    written.check(&[r#"{"owner":{"name":"a"}}"#], &[r#"{"owner":{}}"#, "1"]);
    assert!(Writer::new(&doc).component("Missing", Any).is_none());
}

#[test]
fn recursion_is_written_once() {
    let doc = doc(
        "3.1.0",
        "  Tree: { type: object, properties: { children: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }
  A: { properties: { b: { $ref: '#/components/schemas/B' } }, additionalProperties: false }
  B: { anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }",
    );
    let written = component(&doc, "Tree", Any);
    assert_eq!(written.definitions(), ["Tree"]);
    written.check(
        &[r#"{"children":[{"children":[]}]}"#],
        &[r#"{"children":[1]}"#],
    );
    let written = component(&doc, "A", Any);
    assert_eq!(written.definitions(), ["A", "B"]);
    written.check(&[r#"{"b":{"b":null}}"#], &[r#"{"b":{"c":1}}"#]);
}

#[test]
fn deep_schemas_and_long_chains_are_written() {
    let chain: Vec<_> = (0..3000)
        .map(|number| {
            format!(
                "  S{number}: {{ properties: {{ next: {{ $ref: '#/components/schemas/S{}' }} }} }}",
                number + 1
            )
        })
        .collect();
    let doc = doc(
        "3.1.0",
        &format!("{}\n  S3000: {{ type: string }}", chain.join("\n")),
    );
    let written = Writer::new(&doc).component("S0", Any).expect("it exists");
    assert_eq!(
        written.schema["$defs"].as_object().map(|map| map.len()),
        Some(3001)
    );
}

#[test]
fn a_reference_into_a_schema_gets_a_name() {
    let doc = doc(
        "3.1.0",
        "  Pet: { type: object, properties: { id: { type: integer }, 'a/b c': { type: string } } }
  A: { properties: { id: { $ref: '#/components/schemas/Pet/properties/id' }, other: { $ref: '#/components/schemas/Pet/properties/a~1b%20c' } } }
  B: { $ref: '#/components/schemas/B/$defs/C', $defs: { C: { type: integer } } }
  D: { $ref: '#named', $defs: { E: { $anchor: named, type: boolean } } }",
    );
    let written = component(&doc, "A", Any);
    assert_eq!(written.definitions(), ["A", "Pet.a/b c", "Pet.id"]);
    written.check(
        &[r#"{"id":1,"other":"a"}"#],
        &[r#"{"id":"a"}"#, r#"{"other":1}"#],
    );
    let written = component(&doc, "B", Any);
    assert_eq!(written.definitions(), ["B", "C"]);
    written.check(&["1"], &["\"a\""]);
    component(&doc, "D", Any).check(&["true"], &["1"]);
}

#[test]
fn schemas_of_other_files_have_unique_names() {
    let doc = files(&[
        (
            "api.yaml",
            "openapi: 3.0.3
info: { title: t, version: '1' }
paths: {}
components:
  schemas:
    Error: { type: object, properties: { cause: { $ref: 'common.yaml#/components/schemas/Error' }, pet: { $ref: parts/pet.yaml } } }
",
        ),
        (
            "common.yaml",
            "components: { schemas: { Error: { type: string }, Back: { $ref: 'api.yaml#/components/schemas/Error' } } }",
        ),
        (
            "parts/pet.yaml",
            "{ type: object, properties: { parent: { $ref: pet.yaml }, error: { $ref: '../common.yaml#/components/schemas/Back' } } }",
        ),
    ]);
    let written = component(&doc, "Error", Any);
    assert_eq!(
        written.definitions(),
        ["Back", "Error", "common.Error", "pet"]
    );
    written.check(
        &[r#"{"cause":"a","pet":{"parent":{"error":{"cause":"b"}}}}"#],
        &[
            r#"{"cause":{}}"#,
            r#"{"pet":{"parent":{"error":{"cause":1}}}}"#,
        ],
    );
}

#[test]
fn a_discriminator_is_an_annotation_whose_mapping_resolves() {
    let doc = doc(
        "3.0.3",
        "  Pet:
    oneOf: [{ $ref: '#/components/schemas/Cat' }]
    discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: Dog, cow: Cow } }
  Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
  Dog: { type: object }",
    );
    let written = component(&doc, "Pet", Any);
    assert_eq!(
        written.schema["$defs"]["Pet"]["discriminator"]["mapping"],
        json!({ "cat": "#/$defs/Cat", "dog": "#/$defs/Dog" })
    );
    assert_eq!(written.definitions(), ["Cat", "Dog", "Pet"]);
    assert_eq!(
        written.reasons(),
        ["#/components/schemas/Pet/discriminator/mapping/cow: `Cow` can't be resolved"]
    );
    written.check(&[r#"{"kind":"dog"}"#], &["{}"]);
}

#[test]
fn requests_and_responses_are_written_by_direction() {
    let doc = files(&[(
        "api.yaml",
        "openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [id, name], properties: { id: { type: integer, readOnly: true }, name: { $ref: '#/components/schemas/Name' } } }
      responses:
        '200': { $ref: '#/components/responses/Pet' }
        default: { description: d, content: { text/plain: { schema: true } } }
components:
  schemas: { Name: { type: string } }
  responses:
    Pet: { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Name' } } } }
",
    )]);
    let writer = Writer::new(&doc);
    let requests: Vec<_> = writer.requests().collect();
    assert_eq!(requests.len(), 1);
    assert_eq!(
        (requests[0].operation.as_str(), requests[0].status),
        ("POST /pets", None)
    );
    assert_eq!(requests[0].direction(), Request);
    let written = writer.message(&requests[0]);
    judged(written.schema, written.omitted).check(&[r#"{"name":"a"}"#], &["{}", r#"{"name":1}"#]);
    let responses: Vec<_> = writer.responses().collect();
    let statuses: Vec<_> = responses
        .iter()
        .map(|message| (message.status, message.media_type))
        .collect();
    assert_eq!(
        statuses,
        [
            (Some("200"), "application/json"),
            (Some("default"), "text/plain")
        ]
    );
    assert_eq!(responses[0].direction(), Response);
    let written = writer.message(&responses[0]);
    assert_eq!(written.schema["$ref"], "#/$defs/Name");
    judged(written.schema, written.omitted).check(&["\"a\""], &["1"]);

    let schemas: Vec<_> = requests
        .iter()
        .chain(&responses)
        .map(|message| message.schema.clone())
        .collect();
    let bundle = writer.bundle(&schemas, Response);
    let mut root = bundle.schema;
    root["$ref"] = json!(bundle.references[0]);
    judged(root, bundle.omitted).check(&[r#"{"id":1,"name":"a"}"#], &[r#"{"name":"a"}"#]);
}
