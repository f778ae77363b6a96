//! Tests the conversion of Swagger 2.0 to OpenAPI 3.0, and where converted nodes are found.

use oascribe_codegen::diag::Severity;
use oascribe_codegen::read::Node;
use oascribe_codegen::source::Pointer;

use super::{Reading, read};

fn swagger(rest: &str) -> Reading {
    let head = "swagger: '2.0'\ninfo: {title: t, version: '1'}\n";
    let reading = read(&format!("{head}{rest}"));
    assert!(reading.doc.is_some(), "{}", reading.human());
    reading
}

/// Reads a document with an operation `POST /a` that has the keywords `rest`.
fn post(rest: &str) -> Reading {
    swagger(&format!(
        "paths:\n  /a:\n    post: {{responses: {{}}, {rest}}}\n"
    ))
}

#[track_caller]
fn is(reading: &Reading, pointer: &str, expected: &str) {
    let node = reading.at(pointer).map(super::flow);
    assert_eq!(node.as_deref(), Some(expected), "{pointer}");
}

#[test]
fn three_keywords_become_servers() {
    let cases = [
        (
            "host: a.b\nbasePath: /v1/\nschemes: [http, https, wss]\n",
            "[{url: https://a.b/v1}, {url: http://a.b/v1}]",
        ),
        ("host: 'a.b:80'\n", "[{url: https://a.b:80}]"),
        ("basePath: v1\n", "[{url: /v1}]"),
    ];
    for (text, expected) in cases {
        is(&swagger(text), "#/servers", expected);
    }
    assert!(
        swagger("schemes: [https]\nbasePath: /\n")
            .at("#/servers")
            .is_none()
    );
    let own = swagger("host: a.b\npaths: {/a: {get: {schemes: [http]}}}\n");
    is(&own, "#/paths/~1a/get/servers", "[{url: http://a.b}]");
}

#[test]
fn collection_formats_become_styles() {
    let cases = [
        ("", "form", "false"),
        ("collectionFormat: multi, ", "form", "true"),
        ("collectionFormat: ssv, ", "spaceDelimited", "false"),
        ("collectionFormat: pipes, ", "pipeDelimited", "false"),
    ];
    for (separator, style, explode) in cases {
        let reading = post(&format!(
            "parameters: [{{name: a, in: query, type: array, {separator}items: {{type: string}}}}]"
        ));
        let at = "#/paths/~1a/post/parameters/0";
        is(&reading, &format!("{at}/style"), style);
        is(&reading, &format!("{at}/explode"), explode);
        is(
            &reading,
            &format!("{at}/schema"),
            "{type: array, items: {type: string}}",
        );
    }
    let tabs = post(
        "parameters: [{name: a, in: query, type: array, items: {type: string}, collectionFormat: tsv}]",
    );
    let found = tabs.found();
    assert_eq!(
        found,
        [
            "warning[bad-value] 5:115 `collectionFormat: tsv` is not supported | the items are separated by commas"
        ]
    );
    let path = post(
        "parameters: [{name: a, in: path, required: true, type: array, items: {type: string}}]",
    );
    assert!(path.at("#/paths/~1a/post/parameters/0/style").is_none());
}

#[test]
fn body_parameters_become_request_bodies() {
    let body = post(
        "consumes: [application/xml, application/json], parameters: [{name: q, in: query, type: string}, \
         {name: b, in: body, required: true, schema: {type: string}}]",
    );
    is(
        &body,
        "#/paths/~1a/post/requestBody",
        "{required: true, content: {application/json: {schema: {type: string}}}}",
    );
    assert_eq!(body.at("#/paths/~1a/post/parameters/1"), Some(&Node::Null));
    let form = post("parameters: [{name: f, in: formData, type: file, required: true}]");
    is(
        &form,
        "#/paths/~1a/post/requestBody/content",
        "{multipart/form-data: {schema: {type: object, properties: {f: {type: string, format: binary}}, required: [f]}}}",
    );
    let fields = post(
        "parameters: [{name: f, in: formData, type: array, items: {type: string}, collectionFormat: multi}]",
    );
    is(
        &fields,
        "#/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding",
        "{f: {style: form, explode: true}}",
    );
}

#[test]
fn responses_and_headers_get_schemas() {
    let reading = swagger(
        "produces: [text/plain]\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          schema: {type: string}\n          \
         headers: {X-A: {type: integer, description: d}}\n          examples: {text/plain: hello}\n          description: d\n",
    );
    let at = "#/paths/~1a/get/responses/200";
    is(
        &reading,
        &format!("{at}/content"),
        "{text/plain: {schema: {type: string}, example: hello}}",
    );
    is(
        &reading,
        &format!("{at}/headers"),
        "{X-A: {description: d, schema: {type: integer}}}",
    );
}

#[test]
fn flows_are_renamed() {
    let reading = swagger(
        "securityDefinitions:\n  a: {type: basic}\n  b: {type: oauth2, flow: application, tokenUrl: u, scopes: {r: d}}\n",
    );
    is(
        &reading,
        "#/components/securitySchemes",
        "{a: {type: http, scheme: basic}, b: {type: oauth2, flows: {clientCredentials: {tokenUrl: u, scopes: {r: d}}}}}",
    );
}

#[test]
fn moved_nodes_are_found_by_their_old_references() {
    let reading = swagger(
        "paths:\n  /a:\n    post:\n      parameters: [{name: b, in: body, schema: {properties: {p: {type: string}}}}]\n      \
         responses: {200: {description: d, schema: {$ref: '#/definitions/D/properties/x'}}}\ndefinitions:\n  \
         D: {type: object, discriminator: k, properties: {x: {x-nullable: true}, 5: 6}}\n",
    );
    let doc = reading.doc.as_ref().expect("a document");
    let find = |reference: &str| doc.resolve(reference, &doc.pointer()).map(|(_, at)| at);
    let x = find("#/definitions/D/properties/x").expect("the property");
    assert_eq!(x.to_string(), "#/components/schemas/D/properties/x");
    let written = |pointer: &Pointer| reading.sources.origin(pointer).to_string();
    assert_eq!(written(&x), "#/definitions/D/properties/x");
    assert_eq!(
        written(&x.child("nullable")),
        "#/definitions/D/properties/x/x-nullable"
    );
    let kind = find("#/components/schemas/D/discriminator/propertyName").expect("the name");
    assert_eq!(written(&kind), "#/definitions/D/discriminator");
    let inner = find("#/paths/~1a/post/parameters/0/schema/properties/p").expect("the property");
    let expected = "#/paths/~1a/post/parameters/0/schema/properties/p";
    assert_eq!(written(&inner), expected);
    let gone = doc
        .pointer()
        .child("components")
        .child("schemas")
        .child("D");
    assert!(doc.was_left_out(&gone.child("properties").child("5")));
}

#[test]
fn diagnostics_use_the_keywords_of_swagger() {
    let reading = swagger(
        "paths:\n  /a:\n    get:\n      parameters: [{name: a, in: querry, type: string}, {name: b, in: query, tpye: string}]\n      \
         requestBody: {}\ncomponents: {}\n",
    );
    let warnings = reading
        .diags
        .iter()
        .filter(|it| it.severity < Severity::Note);
    let warnings: Vec<_> = warnings
        .map(|it| (it.message.as_str(), it.help.as_deref()))
        .collect();
    assert_eq!(
        warnings,
        [
            (
                "`in` must be one of `query`, `header`, `path`, `formData`, `body`, not `querry`",
                Some("did you mean `query`?")
            ),
            (
                "`tpye` is not a keyword of a parameter",
                Some("did you mean `type`?")
            ),
            (
                "`requestBody` is not a keyword of an operation",
                Some("`requestBody` belongs to OpenAPI 3; use a parameter with `in: body`")
            ),
            (
                "`components` is not a keyword of a Swagger document",
                Some(
                    "`components` belongs to OpenAPI 3; use `definitions`, `parameters` and `responses`"
                )
            ),
        ]
    );
}

#[test]
fn shared_parameters_are_found_by_their_old_references() {
    let reading = swagger(
        "parameters:\n  P: {name: p, in: query, type: integer}\npaths:\n  /a:\n    \
         get: {parameters: [{$ref: '#/parameters/P'}], responses: {}}\n",
    );
    is(
        &reading,
        "#/parameters/P",
        "{name: p, in: query, schema: {type: integer}}",
    );
    is(
        &reading,
        "#/paths/~1a/get/parameters",
        "[{$ref: #/parameters/P}]",
    );
}

#[test]
fn extensions_of_parameters_are_not_unknown_keywords() {
    let reading = post(
        "parameters: [{name: q, in: query, type: integer, x-nullable: true, x-example: 4}, \
         {name: r, in: query, type: array, items: {type: string, x-nullable: true}}]",
    );
    assert_eq!(reading.found(), [""; 0]);
    is(
        &reading,
        "#/paths/~1a/post/parameters/0/schema/type",
        "[integer, null]",
    );
}

#[test]
fn files_are_sent_in_forms_only() {
    let reading = post("parameters: [{name: q, in: query, type: file}]");
    let found = reading.found();
    assert!(
        found[0].contains("`type: file` requires `in: formData`, not `in: query`"),
        "{found:?}"
    );
    is(
        &reading,
        "#/paths/~1a/post/parameters/0/schema",
        "{type: string}",
    );
    let reading = post("parameters: [{name: q, in: formData, type: file}]");
    assert_eq!(reading.found(), [""; 0]);
}
