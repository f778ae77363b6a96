//! Tests how schemas are read up to JSON Schema 2020-12, and where moved nodes are found.

use oascribe_codegen::read::Node;
use oascribe_codegen::source::Pointer;

use super::{Reading, flow, with_version};

/// Reads an OpenAPI document of a version with `text` as its only schema.
fn schema(version: &str, text: &str) -> Reading {
    let reading = with_version(
        version,
        &format!("components:\n  schemas:\n    S: {text}\n"),
    );
    assert!(reading.doc.is_some(), "{}", reading.human());
    reading
}

/// The schema after it was read, in YAML flow style.
fn upgraded(version: &str, text: &str) -> String {
    let reading = schema(version, text);
    assert_eq!(reading.found(), [""; 0], "{text}");
    flow(reading.at("#/components/schemas/S").expect("the schema"))
}

/// Schemas of OpenAPI 3.0 as they are written, and in the vocabulary of 2020-12.
const CASES_OF_3_0: &[(&str, &str)] = &[
    ("{type: string, nullable: true}", "{type: [string, null]}"),
    ("{type: string, nullable: false}", "{type: string}"),
    (
        "{allOf: [{}], nullable: true}",
        "{allOf: [{}], nullable: true}",
    ),
    (
        "{minimum: 3, exclusiveMinimum: true}",
        "{exclusiveMinimum: 3}",
    ),
    ("{maximum: 3, exclusiveMaximum: false}", "{maximum: 3}"),
    ("{exclusiveMaximum: true}", "{}"),
    ("{example: 1}", "{examples: [1]}"),
    (
        "{type: string, format: byte}",
        "{type: string, format: byte}",
    ),
    (
        "{properties: {a: {type: integer, nullable: true, example: 1}}}",
        "{properties: {a: {type: [integer, null], examples: [1]}}}",
    ),
];

/// Schemas of OpenAPI 3.1, which stay as they are.
const CASES_OF_3_1: &[&str] = &[
    "{type: [string, null]}",
    "{type: [string, integer, null], maxLength: 3, minimum: 1, description: d}",
    "{exclusiveMaximum: 3, maximum: 9}",
    "true",
    "false",
    "{properties: {a: true}}",
    "{unevaluatedProperties: {type: string}}",
    "{type: string, contentEncoding: base64}",
    "{examples: [1, 2]}",
    "{examples: [1, 2], example: 3}",
    "{prefixItems: [{type: string}], items: false}",
    "{$dynamicRef: #node, $defs: {n: {$dynamicAnchor: node}}}",
    "{$ref: #/components/schemas/S, description: d, type: [string, null]}",
];

#[test]
fn schemas_of_3_0_are_read_up() {
    for (written, expected) in CASES_OF_3_0 {
        assert_eq!(upgraded("3.0.4", written), *expected, "{written}");
    }
}

#[test]
fn schemas_of_3_1_stay() {
    for schema in CASES_OF_3_1 {
        let quoted = schema.replace("null", "'null'").replace(": #", ": '#");
        let quoted = quoted
            .replace("'#node", "'#node'")
            .replace("schemas/S", "schemas/S'");
        assert_eq!(upgraded("3.1.0", &quoted), *schema);
    }
}

#[test]
fn moved_nodes_are_located_where_they_are_written() {
    let reading = schema(
        "3.1.0",
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
    let reading = schema("3.0.4", "{type: string, nullable: true, example: a}");
    let origin = |pointer: &str| {
        let doc = reading.doc.as_ref().expect("a document");
        let (_, at) = doc.resolve(pointer, &doc.pointer()).expect("the node");
        reading.sources.origin(&at).to_string()
    };
    let moved = [
        ("type/0", "type"),
        ("type/1", "nullable"),
        ("examples/0", "example"),
    ];
    for (now, written) in moved {
        let at = |key: &str| format!("#/components/schemas/S/{key}");
        assert_eq!(origin(&at(now)), at(written));
    }
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
    let items = reading.at("#/components/schemas/B/items/$dynamicRef");
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
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("warning[bad-value]"), "{found:?}");
    assert!(found[1].contains("`$self`"), "{found:?}");
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
    let reading = schema("3.1.0", "{anyOf: [{type: string}, {type: null}]}");
    let found = reading.found();
    assert_eq!(
        found,
        ["note[wrong-type] 6:40 `type` must be a string, not null | it is read as `'null'`"]
    );
    let kind = reading.at("#/components/schemas/S/anyOf/1/type");
    assert_eq!(kind.and_then(Node::as_str), Some("null"));
}

#[test]
fn a_wrong_boolean_is_reported_where_it_is_written() {
    let reading = schema("3.0.3", "{minimum: 5, exclusiveMinimum: 'true'}");
    assert_eq!(
        reading.found(),
        [
            "warning[wrong-type] 6:39 `exclusiveMinimum` must be `true` or `false`, not the string `true` | it is read as `true`"
        ]
    );
    let reading = schema("3.1.0", "{minimum: 5, exclusiveMinimum: true}");
    assert_eq!(
        reading.found(),
        [
            "note[other-version] 6:21 a boolean `exclusiveMinimum` requires OpenAPI 3.0, not 3.1 | it is accepted anyway"
        ]
    );
    let reading = schema("3.1.0", "{items: [{type: string}], additionalItems: true}");
    assert!(
        reading.found()[0].starts_with("note[other-version] 6:9 "),
        "{:?}",
        reading.found()
    );
}

#[test]
fn anchors_belong_to_the_schema_that_contains_them() {
    let reading = with_version(
        "3.1.0",
        "components:\n  schemas:\n    A: {$defs: {x: {$anchor: same, type: string}}, properties: {p: {$ref: '#same'}}}\n    \
         B: {$id: b, $defs: {x: {$anchor: same, type: integer}}, properties: {p: {$ref: '#same'}}}\n",
    );
    let doc = reading.doc.as_ref().expect("a document");
    let find = |reference: &str, base: &[&str]| {
        let base = base.iter().fold(doc.pointer(), |at, key| at.child(key));
        doc.resolve(reference, &base).map(|(_, at)| at.to_string())
    };
    for (name, expected) in [("A", "A"), ("B", "B"), ("C", "A")] {
        let found = find("#same", &["components", "schemas", name, "properties", "p"]);
        assert_eq!(
            found,
            Some(format!("#/components/schemas/{expected}/$defs/x"))
        );
    }
    assert_eq!(
        find("b#same", &[]).as_deref(),
        Some("#/components/schemas/B/$defs/x")
    );
}
