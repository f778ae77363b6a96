//! Tests which values the check drops, coerces or accepts.

use oascribe_codegen::diag::{Diagnostics, Severity};
use oascribe_codegen::read::{self, Node};

use super::with;

/// Reads a document with `text` as its only schema.
fn schema(text: &str) -> super::Reading {
    with(&format!("components:\n  schemas:\n    S: {text}\n"))
}

#[track_caller]
fn reports(reading: &super::Reading, expected: &[&str]) {
    assert_eq!(reading.found(), expected);
}

#[test]
fn a_complete_document_has_no_warnings() {
    let reading = with(FULL);
    let warnings: Vec<_> = reading
        .diags
        .iter()
        .filter(|it| it.severity < Severity::Notice)
        .collect();
    assert!(warnings.is_empty(), "{warnings:#?}");
    // Keywords without effect are notices, one for each type of object.
    let notes: Vec<_> = reading.diags.iter().map(|it| it.code.name).collect();
    assert!(
        notes.iter().all(|code| code.starts_with("unused-")),
        "{notes:?}"
    );
    let mut diags = Diagnostics::new();
    read::cross_check(reading.doc.as_ref().expect("a document"), &mut diags);
    assert!(diags.is_empty(), "{diags:#?}");
}

const FULL: &str = "
servers: [{url: 'https://{host}', description: d, variables: {host: {default: a, enum: [a, b], description: d}}}]
security: [{key: []}, {token: [read]}, {}]
tags: [{name: a, description: d, externalDocs: {url: u, description: d}}]
externalDocs: {url: 'https://example.com'}
x-anything: {a: [1, {b: null}]}
paths:
  x-extension: 1
  /a/{id}:
    summary: s
    description: d
    parameters: [{$ref: '#/components/parameters/P'}]
    servers: [{url: /}]
    get:
      tags: [a]
      operationId: op
      deprecated: false
      externalDocs: {url: u}
      parameters:
        - {name: q, in: query, style: form, explode: true, allowReserved: true, schema: {type: string}, example: 1}
        - {name: h, in: header, content: {application/json: {schema: {}}}, examples: {e: {value: 1}}}
      requestBody: {required: true, content: {a/b: {schema: {}, encoding: {p: {contentType: t, style: form}}}}}
      responses:
        200: {description: d, headers: {X-H: {schema: {type: integer}}}, links: {l: {operationId: op}}}
        4XX: {$ref: '#/components/responses/R'}
        default: {description: d}
      callbacks: {c: {'{$request.body#/url}': {post: {responses: {200: {description: d}}}}}}
      security: []
components:
  parameters: {P: {name: id, in: path, required: true, schema: {type: string}}}
  responses: {R: {description: d, content: {a/b: {example: {c: d}, schema: {$ref: '#/components/schemas/S'}}}}}
  requestBodies: {B: {content: {}}}
  headers: {H: {description: d, schema: {}}}
  examples: {E: {summary: s, value: null}}
  links: {L: {operationRef: r, parameters: {a: 1}, requestBody: 2, server: {url: u}}}
  callbacks: {C: {}}
  securitySchemes:
    key: {type: apiKey, name: k, in: header}
    token: {type: oauth2, flows: {implicit: {authorizationUrl: /u, scopes: {read: r}}}}
    http: {type: http, scheme: bearer, bearerFormat: JWT}
    oidc: {type: openIdConnect, openIdConnectUrl: /u}
  schemas:
    S:
      type: object
      title: t
      required: [a]
      minProperties: 1
      maxProperties: 9
      nullable: true
      discriminator: {propertyName: a, mapping: {x: S}}
      additionalProperties: {type: string}
      xml: {name: n, attribute: true}
      example: {any: [thing]}
      properties:
        a: {type: string, minLength: 0, maxLength: 5, pattern: x, enum: [a, b], default: a}
        b: {type: number, minimum: -1.5, maximum: 9, exclusiveMinimum: true, multipleOf: 0.5}
        c: {type: array, items: {}, minItems: 0, maxItems: 1, uniqueItems: true, readOnly: true}
        $ref: {type: string, writeOnly: true, deprecated: true}
        x-d: {allOf: [{}], oneOf: [{}], anyOf: [{}], not: {}}
        type: {type: integer, format: int32}
";

#[test]
fn only_wrong_values_are_dropped() {
    let reading =
        schema("{type: [1], maxLength: x, minLength: 1, properties: {a: 5, b: {type: string}}}");
    reports(
        &reading,
        &[
            "warning[wrong-type] 6:16 item 1 of `type` must be one of `array`, `boolean`, `integer`, `number`, `object`, \
             `string`, not the number 1 | the type is left out",
            "warning[wrong-type] 6:31 `maxLength` must be an integer of at least 0, not the string `x` | the keyword is left out",
            "skipped[wrong-type] 6:64 `a` must be a schema or a reference, not the number 5 | the property is left out",
            "note[other-version] 6:15 an array as `type` requires OpenAPI 3.1 | it is accepted anyway",
        ],
    );
    let keys = reading
        .at("#/components/schemas/S")
        .and_then(Node::as_object);
    let keys: Vec<_> = keys.expect("an object").keys().collect();
    assert_eq!(keys, ["minLength", "properties"]);
    assert!(reading.at("#/components/schemas/S/properties/b").is_some());
    let doc = reading.doc.as_ref().expect("a document");
    let at = doc
        .pointer()
        .child("components")
        .child("schemas")
        .child("S")
        .child("properties");
    assert!(doc.was_left_out(&at.child("a")));
    assert!(doc.was_left_out(&at.child("a").child("type")));
    assert!(!doc.was_left_out(&at.child("b")));
}

#[test]
fn dropped_items_do_not_change_other_pointers() {
    let reading = with(
        "paths:\n  /a:\n    parameters:\n      - 5\n      - {name: q, in: query, schema: {type: strng}}\n",
    );
    reports(
        &reading,
        &[
            "skipped[wrong-type] 6:9 item 1 of `parameters` must be a parameter or a reference, not the number 5 | \
             the parameter is left out",
            "warning[bad-value] 7:45 `type` must be one of `array`, `boolean`, `integer`, `number`, `object`, \
             `string`, not `strng` | the keyword is left out",
        ],
    );
    let items = reading
        .at("#/paths/~1a/parameters")
        .and_then(Node::as_array);
    assert!(items.is_some_and(|items| items[0].is_null() && items[1].get("name").is_some()));
}

#[test]
fn values_with_a_clear_meaning_are_coerced() {
    let reading = schema(
        "{type: String, nullable: yes, maxLength: '5', minLength: 1.0, minimum: '-1.5', title: 1.10}",
    );
    let found: Vec<_> = reading
        .diags
        .iter()
        .map(|it| format!("{} {}", it.severity, it.label))
        .collect();
    assert_eq!(
        found,
        [
            "warning it is read as `string`",
            "warning it is read as `true`",
            "warning it is read as `5`",
            "warning it is read as `-1.5`",
            "note it is read as `1.10`",
        ]
    );
    let at = |key: &str| reading.at(&format!("#/components/schemas/S/{key}"));
    assert_eq!(at("type/0").and_then(Node::as_str), Some("string"));
    assert_eq!(at("type/1").and_then(Node::as_str), Some("null"));
    assert_eq!(at("maxLength").and_then(Node::as_i64), Some(5));
    assert_eq!(at("minLength").and_then(Node::as_i64), Some(1));
    assert_eq!(at("minimum").and_then(Node::as_f64), Some(-1.5));
    assert_eq!(at("title").and_then(Node::as_str), Some("1.10"));
}

#[test]
fn a_nullable_type_list_is_accepted() {
    let reading = schema("{type: [string, 'null']}");
    let at = |key: &str| reading.at(&format!("#/components/schemas/S/{key}"));
    assert_eq!(at("type/0").and_then(Node::as_str), Some("string"));
    assert_eq!(at("type/1").and_then(Node::as_str), Some("null"));
    let expected =
        "note[other-version] 6:15 an array as `type` requires OpenAPI 3.1 | it is accepted anyway";
    reports(&reading, &[expected]);
}

#[test]
fn an_object_without_a_required_keyword_is_dropped() {
    let reading = with(
        "components:\n  parameters:\n    A: {schema: {}}\n    B: {name: b, in: querry, schema: {}}\n    \
         C: {name: [c], in: query, schema: {}}\n    D:\n  securitySchemes:\n    E: {type: apiKey, in: header}\n    \
         F: {type: http, scheme: [x]}\n  schemas:\n    G: {discriminator: {mapping: {a: b}}}\n",
    );
    reports(
        &reading,
        &[
            "skipped[missing-keyword] 6:8 the parameter has no `name` and no `in` | the parameter is left out",
            "skipped[bad-value] 7:22 `in` must be one of `query`, `header`, `path`, `cookie`, `querystring`, not `querry` | \
             the parameter is left out",
            "skipped[wrong-type] 8:15 `name` must be a string, not an array | the parameter is left out",
            "skipped[wrong-type] 9:5 `D` must be a parameter or a reference, not null | the parameter is left out",
            "skipped[missing-keyword] 11:8 the security scheme has no `name` | the security scheme is left out",
            "skipped[wrong-type] 12:29 `scheme` must be a string, not an array | the security scheme is left out",
            "warning[missing-keyword] 14:24 the discriminator has no `propertyName` | the keyword is left out",
        ],
    );
    let remaining = |name: &str| {
        reading
            .at(&format!("#/components/{name}"))
            .and_then(Node::as_object)
            .map(|map| map.len())
    };
    assert_eq!(remaining("parameters"), Some(0));
    assert_eq!(remaining("securitySchemes"), Some(0));
    assert_eq!(remaining("schemas/G"), Some(0));
}

#[test]
fn keywords_without_a_value_are_treated_as_absent() {
    let reading =
        with("tags:\ncomponents:\n  schemas:\n    A:\n    B: {properties: }\n  responses: []\n");
    assert!(
        reading
            .diags
            .iter()
            .filter(|it| it.severity == Severity::Note)
            .count()
            == 2
    );
    assert!(reading.at("#/tags").is_none());
    assert_eq!(
        reading
            .at("#/components/schemas/A")
            .and_then(Node::as_object)
            .map(|map| map.len()),
        Some(0)
    );
    assert_eq!(
        reading
            .at("#/components/responses")
            .and_then(Node::as_object)
            .map(|map| map.len()),
        Some(0)
    );
}

#[test]
fn problems_next_to_a_reference_are_notes() {
    let reading =
        schema("{$ref: '#/components/schemas/T', nullable: true, maxLength: -1, wrong: 1}");
    reports(
        &reading,
        &[
            "note[bad-bound] 6:68 `maxLength` must be an integer of at least 0, not -1 | the keyword is left out",
        ],
    );
    assert_eq!(
        reading
            .at("#/components/schemas/S/nullable")
            .and_then(Node::as_bool),
        Some(true)
    );
    assert!(reading.at("#/components/schemas/S/maxLength").is_none());
}

#[test]
fn wrong_scopes_do_not_remove_the_security_scheme() {
    let reading = with("security: [{key: }, {other: x}]\n");
    let keys = |index: usize| {
        let node = reading
            .at(&format!("#/security/{index}"))
            .and_then(Node::as_object);
        node.map(|map| map.keys().collect::<Vec<_>>())
    };
    assert_eq!((keys(0), keys(1)), (Some(vec!["key"]), Some(vec!["other"])));
    assert_eq!(
        reading.at("#/security/0/key"),
        Some(&Node::Array(Vec::new()))
    );
    assert_eq!(reading.diags.count(Severity::Note), 2);
}

#[test]
fn repeated_problems_are_reported_once() {
    let reading =
        schema("{format_hint: 1, properties: {a: {format_hint: 2}, b: {format_hint: 3}}}");
    reports(
        &reading,
        &[
            "warning[unknown-keyword] 6:9 `format_hint` is not a keyword of a schema | \
           the keyword is ignored, here and in 2 other locations",
        ],
    );
}

#[test]
fn keywords_of_other_versions_have_help() {
    let reading = with(
        "paths:\n  /a:\n    GET: {}\n    post:\n      consumes: [a]\n      parameters: [{name: a, in: body, type: x}]\n      \
         responses: {200: {description: d, schema: {}}}\ndefinitions: {}\ncomponents:\n  schemas:\n    \
         S: {const: 1, exclusiveMinimum: 0, type: file}\n",
    );
    let helps: Vec<_> = reading
        .diags
        .iter()
        .filter_map(|it| it.help.as_deref())
        .collect();
    assert_eq!(
        helps,
        [
            "write the method in lower case: `get`",
            "`consumes` belongs to Swagger 2.0; use `content` and `servers`",
            "in OpenAPI 3, use `requestBody`",
            "in OpenAPI 3, move `type` into `schema`",
            "in OpenAPI 3, move `schema` into `content` under a media type",
            "`definitions` belongs to Swagger 2.0; use `components`",
            "in OpenAPI 3, write `type: string` and `format: binary`",
        ]
    );
}
