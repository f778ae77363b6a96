//! Tests how schemas of OpenAPI 3.1 and 3.2 are normalized, and where moved nodes are found.

use oascribe_codegen::read::Node;
use oascribe_codegen::source::Pointer;

use super::{Reading, flow, with_version};

/// Reads an OpenAPI 3.1 document with `text` as its only schema.
fn schema(text: &str) -> Reading {
    let reading = with_version(
        "3.1.0",
        &format!("components:\n  schemas:\n    S: {text}\n"),
    );
    assert!(reading.doc.is_some(), "{}", reading.human());
    reading
}

/// The normalized schema in YAML flow style.
fn normalized(text: &str) -> String {
    let reading = schema(text);
    assert_eq!(reading.found(), [""; 0], "{text}");
    flow(reading.at("#/components/schemas/S").expect("the schema"))
}

/// Schemas as they are written, and normalized.
const CASES: &[(&str, &str)] = &[
    ("{type: [string, 'null']}", "{type: string, nullable: true}"),
    ("{type: [integer]}", "{type: integer}"),
    ("{type: ['null']}", "{type: null}"),
    ("{type: [integer, number]}", "{type: number}"),
    (
        "{type: [string, integer, 'null'], maxLength: 3, minimum: 1, description: d, minItems: 1}",
        "{description: d, anyOf: [{type: string, maxLength: 3}, {type: integer, minimum: 1}], nullable: true}",
    ),
    (
        "{type: [string, integer], format: int64}",
        "{anyOf: [{type: string}, {type: integer, format: int64}]}",
    ),
    ("{type: [string, integer], enum: [a, 1]}", "{enum: [a, 1]}"),
    ("{type: [string, number, boolean, object, array]}", "{}"),
    (
        "{exclusiveMinimum: 3}",
        "{exclusiveMinimum: true, minimum: 3}",
    ),
    (
        "{exclusiveMaximum: 3, maximum: 9}",
        "{exclusiveMaximum: true, maximum: 3}",
    ),
    ("{exclusiveMaximum: 9, maximum: 3}", "{maximum: 3}"),
    ("true", "{}"),
    ("false", "{not: {}}"),
    ("{properties: {a: true}}", "{properties: {a: {}}}"),
    (
        "{additionalProperties: false}",
        "{additionalProperties: false}",
    ),
    (
        "{unevaluatedProperties: {type: string}}",
        "{additionalProperties: {type: string}}",
    ),
    (
        "{type: string, contentEncoding: base64}",
        "{type: string, contentEncoding: base64, format: byte}",
    ),
    (
        "{contentMediaType: image/png}",
        "{contentMediaType: image/png, format: binary, type: string}",
    ),
    (
        "{type: string, contentMediaType: application/json}",
        "{type: string, contentMediaType: application/json}",
    ),
    ("{examples: [1, 2]}", "{examples: [1, 2], example: 1}"),
    (
        "{prefixItems: [{type: string}], items: false}",
        "{prefixItems: [{type: string}], items: {not: {}}}",
    ),
    (
        "{$ref: '#/components/schemas/S', description: d, type: [string, 'null']}",
        "{$ref: #/components/schemas/S, description: d, type: string, nullable: true}",
    ),
];

#[test]
fn schemas_are_normalized_to_3_0() {
    for (written, expected) in CASES {
        assert_eq!(normalized(written), *expected, "{written}");
    }
}

#[test]
fn moved_nodes_are_located_where_they_are_written() {
    let reading = schema(
        "\n      type: [string, object]\n      properties:\n        a: {type: [array, string], items: {typ: x}}\n      \
         unevaluatedProperties: {maxLength: x}\n",
    );
    assert_eq!(
        reading.found(),
        [
            "warning[unknown-keyword] 9:44 `typ` is not a keyword of a schema | the keyword is ignored",
            "warning[wrong-type] 10:42 `maxLength` must be an integer of at least 0, not the string `x` | the keyword is left out",
        ]
    );
    let doc = reading.doc.as_ref().expect("a document");
    let (_, at) = doc
        .resolve(
            "#/components/schemas/S/anyOf/1/properties/a/anyOf/0/items",
            &doc.pointer(),
        )
        .expect("the items");
    let written = "#/components/schemas/S/properties/a/items";
    assert_eq!(reading.sources.origin(&at).to_string(), written);
}

#[test]
fn schemas_are_found_by_id_and_anchor() {
    let reading = with_version(
        "3.1.0",
        "components:\n  schemas:\n    A: {$id: 'https://example.com/a', $defs: {x: {$anchor: deep, type: string}}, \
         properties: {p: {$ref: '#/$defs/x'}}}\n    B: {$dynamicAnchor: tree, items: {$dynamicRef: '#tree'}}\n",
    );
    let doc = reading.doc.as_ref().expect("a document");
    let root = doc.pointer();
    let find = |reference: &str, base: &Pointer| {
        doc.resolve(reference, base).map(|(_, at)| at.to_string())
    };
    let deep = Some("#/components/schemas/A/$defs/x".to_owned());
    assert_eq!(find("#deep", &root), deep);
    assert_eq!(find("https://example.com/a#/$defs/x", &root), deep);
    assert_eq!(
        find("https://example.com/a", &root).as_deref(),
        Some("#/components/schemas/A")
    );
    assert_eq!(
        find("#tree", &root).as_deref(),
        Some("#/components/schemas/B")
    );
    let inside = ["components", "schemas", "A", "properties", "p"];
    let inside = inside.iter().fold(root.clone(), |at, key| at.child(key));
    assert_eq!(find("#/$defs/x", &inside), deep);
    assert_eq!(find("#/$defs/x", &root), None);
    let items = reading.at("#/components/schemas/B/items/$ref");
    assert_eq!(items.and_then(Node::as_str), Some("#tree"));
}

#[test]
fn paths_are_optional() {
    let reading = with_version(
        "3.2.0",
        "$self: https://example.com/api\nwebhooks: {new: {post: {responses: {default: {description: d}}}}}\ncomponents:\n  \
         pathItems: {P: {query: {}, additionalOperations: {COPY: {}}}}\n  mediaTypes: {M: {itemSchema: {type: [a, 'null']}}}\n",
    );
    let found = reading.found();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("warning[bad-value]"), "{found:?}");
    assert!(reading.at("#/webhooks/new/post").is_some());
    assert!(
        reading
            .at("#/components/pathItems/P/additionalOperations/COPY")
            .is_some()
    );
    assert!(reading.at("#/components/mediaTypes/M/itemSchema").is_some());
}

#[test]
fn an_unquoted_null_in_any_of_is_a_type() {
    let reading = schema("{anyOf: [{type: string}, {type: null}]}");
    let found = reading.found();
    assert_eq!(
        found,
        ["note[wrong-type] 6:40 `type` must be a string, not null | it is read as `'null'`"]
    );
    let kind = reading.at("#/components/schemas/S/anyOf/1/type");
    assert_eq!(kind.and_then(Node::as_str), Some("null"));
}
