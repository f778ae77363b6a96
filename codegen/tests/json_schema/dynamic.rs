//! `$dynamicRef`: generic types.

use super::{component, doc, judged};
use oascribe_codegen::json_schema::Direction::Any;
use oascribe_codegen::json_schema::Writer;

const PAGES: &str = "  Bird: { type: object, required: [wings] }
  Fish: { type: object, required: [fins] }
  Page:
    $id: page
    type: object
    properties: { items: { type: array, items: { $dynamicRef: '#item' } }, first: { $ref: '#/components/schemas/Bird' } }
    $defs: { any: { $dynamicAnchor: item } }
  BirdPage:
    $id: birds
    $ref: '#/components/schemas/Page'
    $defs: { bird: { $dynamicAnchor: item, $ref: '#/components/schemas/Bird' } }
  FishPage:
    $id: fishes
    $ref: '#/components/schemas/Page'
    $defs: { fish: { $dynamicAnchor: item, $ref: '#/components/schemas/Fish' } }
  Pages: { properties: { birds: { $ref: '#/components/schemas/BirdPage' }, fishes: { $ref: '#/components/schemas/FishPage' } } }";

const BIRDS: &str = r#"{"items":[{"wings":2}],"first":{"wings":1}}"#;
const FISHES: &str = r#"{"items":[{"fins":2}]}"#;

#[test]
fn a_generic_page_has_the_items_of_the_outermost_schema() {
    let without_ids: Vec<_> = PAGES.lines().filter(|line| !line.contains("$id")).collect();
    for schemas in [PAGES, without_ids.join("\n").as_str()] {
        let doc = doc("3.1.0", schemas);
        component(&doc, "Page", Any)
            .check(&[BIRDS, FISHES], &[r#"{"items":1}"#, r#"{"first":{}}"#]);
        component(&doc, "BirdPage", Any).check(&[BIRDS], &[FISHES]);
        component(&doc, "FishPage", Any).check(&[FISHES], &[BIRDS]);
        let (birds, fishes) = (
            format!(r#"{{"birds":{BIRDS},"fishes":{FISHES}}}"#),
            format!(r#"{{"birds":{FISHES}}}"#),
        );
        component(&doc, "Pages", Any).check(&[&birds], &[&fishes]);
    }
}

#[test]
fn a_recursive_schema_is_extended() {
    let doc = doc(
        "3.1.0",
        "  Tree: { $dynamicAnchor: node, type: object, properties: { value: true, children: { type: array, items: { $dynamicRef: '#node' } } } }
  Strict: { $dynamicAnchor: node, $ref: '#/components/schemas/Tree', unevaluatedProperties: false }",
    );
    let misspelt = r#"{"children":[{"valeu":1}]}"#;
    component(&doc, "Tree", Any).check(&[misspelt], &[r#"{"children":1}"#]);
    component(&doc, "Strict", Any).check(&[r#"{"children":[{"value":1}]}"#], &[misspelt]);
}

#[test]
fn a_dynamic_reference_to_another_anchor_is_static() {
    let doc = doc(
        "3.1.0",
        "  A: { properties: { b: { $dynamicRef: '#plain' }, c: { $dynamicRef: '#/components/schemas/C' } }, $defs: { B: { $anchor: plain, type: integer } } }
  C: { type: boolean }
  D: { $ref: '#/components/schemas/E/$defs/item' }
  E: { type: array, items: { $dynamicRef: '#item' }, $defs: { item: { $dynamicAnchor: item, type: string } } }",
    );
    component(&doc, "A", Any).check(&[r#"{"b":1,"c":true}"#], &[r#"{"b":"a"}"#, r#"{"c":1}"#]);
    component(&doc, "D", Any).check(&["\"a\""], &["1"]);
    component(&doc, "E", Any).check(&["[\"a\"]"], &["[1]"]);
}

#[test]
fn an_inline_schema_may_bind_a_generic_type() {
    let text = format!(
        "openapi: 3.1.0
info: {{ title: t, version: '1' }}
paths:
  /birds:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {{ $ref: '#/components/schemas/Page', $defs: {{ b: {{ $dynamicAnchor: item, $ref: '#/components/schemas/Bird' }} }} }}
components:
  schemas:
  {}
",
        PAGES.replace('\n', "\n  ")
    );
    let doc = super::files(&[("api.yaml", &text)]);
    let writer = Writer::new(&doc);
    let message = writer.responses().next().expect("there is a response");
    let written = writer.message(&message);
    judged(written.schema, written.omitted).check(&[BIRDS], &[FISHES]);
}
