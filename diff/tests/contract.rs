//! Changes of everything but schemas, with the worst level that follows from the specification: what a client that was built from the
//! old document sends must still be accepted, and it must be able to read what it receives.

use oascribe_diff::{Level, Settings, Sources, compare};
use serde_json::{Value, json};

/// The worst level of the findings. `None` if there are none.
fn worst(old: &Value, new: &Value) -> (Option<Level>, Vec<String>) {
    let mut sources = Sources::new();
    let base = sources.add("old", old.to_string());
    let revision = sources.add("new", new.to_string());
    let report = compare(base, revision, &mut Settings::default(), &mut sources);
    let findings = report.expect("valid documents").findings;
    let level = findings.iter().map(|finding| finding.level).max();
    (level, findings.iter().map(|it| it.text()).collect())
}

/// A document with one operation.
fn with(operation: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Test", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": { "/pets": { "put": operation } },
    })
}

/// An operation with a request body of a media type.
fn sends(media: &str) -> Value {
    let content = json!({ media: { "schema": { "type": "string" } } });
    with(json!({
        "requestBody": { "content": content },
        "responses": { "204": { "description": "" } },
    }))
}

/// An operation with a response of a status and media type.
fn returns(status: &str, media: &str) -> Value {
    let content = json!({ media: { "schema": { "type": "string" } } });
    with(json!({ "responses": { status: { "description": "", "content": content } } }))
}

/// An operation with parameters.
fn takes(parameters: Value) -> Value {
    with(json!({ "parameters": parameters, "responses": { "204": { "description": "" } } }))
}

/// An operation with a response that has a header.
fn header(name: &str, required: bool) -> Value {
    let headers = json!({ name: { "required": required, "schema": { "type": "string" } } });
    with(json!({ "responses": { "204": { "description": "", "headers": headers } } }))
}

/// A Swagger 2.0 document with media types and a format of arrays.
fn swagger(consumes: &[&str], produces: &[&str], format: &str) -> Value {
    let ids = json!({
        "name": "ids", "in": "query", "type": "array", "items": { "type": "string" },
        "collectionFormat": format,
    });
    let body = json!({ "name": "body", "in": "body", "schema": { "type": "object" } });
    json!({
        "swagger": "2.0",
        "info": { "title": "Test", "version": "1" },
        "consumes": consumes,
        "produces": produces,
        "paths": { "/pets": { "put": {
            "parameters": [ids, body],
            "responses": { "200": { "description": "", "schema": { "type": "object" } } },
        } } },
    })
}

/// A multipart body whose part has a content type.
fn part(content_type: &str) -> Value {
    let file = json!({ "type": "object", "properties": { "file": { "type": "object" } } });
    let encoding = json!({ "file": { "contentType": content_type } });
    with(json!({
        "requestBody": { "content": { "multipart/form-data": { "schema": file, "encoding": encoding } } },
        "responses": { "204": { "description": "" } },
    }))
}

/// A document with a server and a path.
fn server(url: &str, path: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Test", "version": "1" },
        "servers": [{ "url": url }],
        "paths": { path: { "get": { "responses": { "204": { "description": "" } } } } },
    })
}

/// A stream of items.
fn stream(item: &str) -> Value {
    let content = json!({ "application/jsonl": { "itemSchema": { "type": item } } });
    let operation = json!({ "responses": { "200": { "description": "", "content": content } } });
    let mut document = with(operation);
    document["openapi"] = json!("3.2.0");
    document
}

fn parameter(keys: Value) -> Value {
    let mut parameter = json!({ "name": "filter", "in": "query", "schema": { "type": "array" } });
    let object = parameter.as_object_mut().expect("an object");
    object.extend(keys.as_object().expect("an object").clone());
    parameter
}

/// Compares both ways.
fn check(name: &str, old: &Value, new: &Value, there: Option<Level>, back: Option<Level>) {
    let found = worst(old, new);
    assert_eq!(found.0, there, "{name}: {:?}", found.1);
    let found = worst(new, old);
    assert_eq!(found.0, back, "{name}, reversed: {:?}", found.1);
}

const NOTHING: Option<Level> = None;
const INFO: Option<Level> = Some(Level::Info);
const WARNING: Option<Level> = Some(Level::Warning);
const ERROR: Option<Level> = Some(Level::Error);

#[test]
fn media_types_of_requests_are_ranges() {
    let check = |old, new, there, back| check(new, &sends(old), &sends(new), there, back);
    check("image/png", "image/*", INFO, ERROR);
    check("image/*", "*/*", INFO, ERROR);
    check(
        "application/json",
        "application/json; charset=utf-8",
        NOTHING,
        NOTHING,
    );
    check("application/json", "APPLICATION/JSON", NOTHING, NOTHING);
    check("application/json", "application/vnd.api+json", ERROR, ERROR);
}

#[test]
fn media_types_of_responses_are_ranges() {
    let check = |old, new, there, back| {
        check(new, &returns("200", old), &returns("200", new), there, back);
    };
    check("image/png", "image/*", ERROR, NOTHING);
    check(
        "application/json",
        "application/json; charset=utf-8",
        INFO,
        INFO,
    );
    check("application/json", "application/vnd.api+json", INFO, ERROR);
}

#[test]
fn statuses_are_ranges() {
    let media = "application/json";
    let check = |old, new, there, back| {
        check(new, &returns(old, media), &returns(new, media), there, back);
    };
    check("200", "201", ERROR, ERROR);
    check("404", "4XX", INFO, INFO);
}

#[test]
fn names_of_headers_have_no_case() {
    let old = header("X-Rate-Limit", true);
    check(
        "case",
        &old,
        &header("x-rate-limit", true),
        NOTHING,
        NOTHING,
    );
    check(
        "optional",
        &old,
        &header("X-Rate-Limit", false),
        ERROR,
        NOTHING,
    );
    let parameter =
        |name: &str| json!([{ "name": name, "in": "header", "schema": { "type": "string" } }]);
    let (old, new) = (takes(parameter("X-Id")), takes(parameter("x-id")));
    check("parameter", &old, &new, NOTHING, NOTHING);
}

#[test]
fn parameters_with_names_of_reserved_headers_have_no_effect() {
    for name in ["Accept", "Content-Type", "authorization"] {
        let required = json!([{ "name": name, "in": "header", "required": true, "schema": { "type": "string" } }]);
        check(name, &takes(json!([])), &takes(required), NOTHING, NOTHING);
    }
}

#[test]
fn parameters_are_compared_by_what_is_sent() {
    let check = |name, old, new, there, back| {
        let (old, new) = (parameter(old), parameter(new));
        check(
            name,
            &takes(json!([old])),
            &takes(json!([new])),
            there,
            back,
        );
    };
    let written = json!({ "style": "form", "explode": true });
    check("defaults", json!({}), written, NOTHING, NOTHING);
    check(
        "explode",
        json!({}),
        json!({ "explode": false }),
        ERROR,
        ERROR,
    );
    check(
        "style",
        json!({ "explode": false }),
        json!({ "style": "pipeDelimited", "explode": false }),
        ERROR,
        ERROR,
    );
    check(
        "allowReserved",
        json!({}),
        json!({ "allowReserved": true }),
        NOTHING,
        ERROR,
    );
    let content = json!({ "content": { "application/json": { "schema": { "type": "array" } } }, "schema": null });
    let mut content = parameter(content);
    content.as_object_mut().expect("an object").remove("schema");
    let (old, new) = (
        takes(json!([parameter(json!({}))])),
        takes(json!([content])),
    );
    self::check("content", &old, &new, ERROR, ERROR);
}

#[test]
fn encodings_of_parts() {
    let check = |old, new, there, back| check(new, &part(old), &part(new), there, back);
    check("application/json", "application/xml", ERROR, ERROR);
    check(
        "application/json",
        "application/json, application/xml",
        INFO,
        ERROR,
    );
}

#[test]
fn styles_of_parts() {
    let form = |properties: Value, encoding: Value| {
        let schema = json!({ "type": "object", "properties": properties });
        let content = json!({ "application/x-www-form-urlencoded": { "schema": schema, "encoding": encoding } });
        with(json!({
            "requestBody": { "content": content },
            "responses": { "204": { "description": "" } },
        }))
    };
    let deep = json!({ "a": { "style": "deepObject" } });
    let of = |schema: Value| json!({ "a": schema });
    let object = of(json!({ "type": "object" }));
    let plain = form(object.clone(), json!({}));
    check(
        "a list or an object",
        &plain,
        &form(object.clone(), deep.clone()),
        ERROR,
        ERROR,
    );
    // What clients send is `a=1` with every style.
    let text = of(json!({ "anyOf": [{ "type": "string" }, { "type": ["integer", "null"] }] }));
    let with_style = form(text.clone(), deep.clone());
    check(
        "a scalar",
        &form(text, json!({})),
        &with_style,
        NOTHING,
        NOTHING,
    );
    // The property itself is the change.
    let without = form(json!({}), json!({}));
    check("a new part", &without, &form(object, deep), INFO, WARNING);
}

#[test]
fn servers_and_paths_are_one_address() {
    let old = server("https://api.example.com/v1", "/pets");
    let new = server("https://api.example.com", "/v1/pets");
    check("prefix", &old, &new, NOTHING, NOTHING);
    let other = server("https://api.example.com", "/v2/pets");
    check("another prefix", &old, &other, ERROR, ERROR);
}

#[test]
fn media_types_and_formats_of_swagger() {
    let json_only = swagger(&["application/json"], &["application/json"], "csv");
    let both = ["application/json", "application/xml"];
    let consumes = swagger(&both, &["application/json"], "csv");
    check("consumes", &json_only, &consumes, INFO, ERROR);
    let produces = swagger(&["application/json"], &both, "csv");
    check("produces", &json_only, &produces, INFO, ERROR);
    let format = swagger(&["application/json"], &["application/json"], "multi");
    check("collectionFormat", &json_only, &format, ERROR, ERROR);
}

#[test]
fn items_of_streams_are_received() {
    check(
        "itemSchema",
        &stream("integer"),
        &stream("string"),
        ERROR,
        ERROR,
    );
    check(
        "itemSchema",
        &stream("integer"),
        &stream("number"),
        ERROR,
        INFO,
    );
}
