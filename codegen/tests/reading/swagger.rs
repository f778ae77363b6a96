//! Swagger 2.0 in the shape of OpenAPI 3.0, and where its nodes are found.

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

/// The operation `POST /a` with these keywords.
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
fn servers_come_of_three_keywords() {
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
fn separators_are_styles() {
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
            "warning[bad-value] 5:115 lists separated by tabs are not supported | the items are separated by commas"
        ]
    );
    let path = post(
        "parameters: [{name: a, in: path, required: true, type: array, items: {type: string}}]",
    );
    assert!(path.at("#/paths/~1a/post/parameters/0/style").is_none());
}

#[test]
fn bodies_and_forms_leave_the_parameters() {
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
fn flows_have_new_names() {
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
fn what_was_moved_is_found_by_old_names_and_at_old_places() {
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
    let place = "#/paths/~1a/post/parameters/0/schema/properties/p";
    assert_eq!(written(&inner), place);
    let gone = doc
        .pointer()
        .child("components")
        .child("schemas")
        .child("D");
    assert!(doc.was_left_out(&gone.child("properties").child("5")));
}

#[test]
fn mistakes_are_told_in_the_words_of_swagger() {
    let reading = swagger(
        "paths:\n  /a:\n    get:\n      parameters: [{name: a, in: querry, type: string}, {name: b, in: query, tpye: string}]\n      \
         requestBody: {}\ncomponents: {}\n",
    );
    let serious = reading
        .diags
        .iter()
        .filter(|it| it.severity < Severity::Note);
    let serious: Vec<_> = serious
        .map(|it| (it.message.as_str(), it.help.as_deref()))
        .collect();
    assert_eq!(
        serious,
        [
            (
                "`in` must be one of `query`, `header`, `path`, `formData`, `body`, not `querry`",
                Some("did you mean `query`?")
            ),
            (
                "`tpye` is no keyword of a parameter",
                Some("did you mean `type`?")
            ),
            (
                "`requestBody` is no keyword of an operation",
                Some("`requestBody` is of OpenAPI 3.0; Swagger 2.0 has a parameter `in: body`")
            ),
            (
                "`components` is no keyword of a Swagger document",
                Some(
                    "`components` is of OpenAPI 3.0; Swagger 2.0 has `definitions`, `parameters` and `responses`"
                )
            ),
        ]
    );
}

#[test]
fn parameters_of_all_operations_are_found_by_their_old_names() {
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
