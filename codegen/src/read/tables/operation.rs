//! Paths, operations and what they send and return.

use super::document::{EXTERNAL_DOCS, SERVER};
use super::schema::SCHEMA;
use super::security::SECURITY_REQUIREMENT;
use crate::read::shape::Shape::{Any, Bool, List, MapOf, Object as Is, OneOf, RefOr, Text};
use crate::read::shape::{Object, Rule, expected, optional, required, unused};

pub(super) static PATHS: Object = Object::new("paths object", &[])
    .with_entries("path", Is(&PATH_ITEM))
    .with_rule(Rule::Paths);

static PATH_ITEM: Object = Object::new(
    "path item",
    &[
        optional("$ref", Text),
        optional("summary", Text),
        optional("description", Text),
        optional("get", Is(&OPERATION)),
        optional("put", Is(&OPERATION)),
        optional("post", Is(&OPERATION)),
        optional("delete", Is(&OPERATION)),
        optional("options", Is(&OPERATION)),
        optional("head", Is(&OPERATION)),
        optional("patch", Is(&OPERATION)),
        optional("trace", Is(&OPERATION)),
        optional("servers", List(&Is(&SERVER), "server")),
        optional("parameters", List(&RefOr(&PARAMETER), "parameter")),
    ],
);

static OPERATION: Object = Object::new(
    "operation",
    &[
        optional("tags", List(&Text, "tag")),
        optional("summary", Text),
        optional("description", Text),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
        optional("operationId", Text),
        optional("parameters", List(&RefOr(&PARAMETER), "parameter")),
        optional("requestBody", RefOr(&REQUEST_BODY)),
        expected("responses", Is(&RESPONSES)),
        unused("callbacks", MapOf(&RefOr(&CALLBACK), "callback")),
        optional("deprecated", Bool),
        optional("security", List(&Is(&SECURITY_REQUIREMENT), "requirement")),
        optional("servers", List(&Is(&SERVER), "server")),
    ],
);

const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

pub(super) static PARAMETER: Object = Object::new(
    "parameter",
    &[
        required("name", Text),
        required("in", OneOf(&["query", "header", "path", "cookie"])),
        optional("description", Text),
        optional("required", Bool),
        optional("deprecated", Bool),
        unused("allowEmptyValue", Bool),
        optional("style", OneOf(STYLES)),
        optional("explode", Bool),
        optional("allowReserved", Bool),
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Any),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")),
        optional("content", MapOf(&Is(&MEDIA_TYPE), "media type")),
    ],
)
.with_rule(Rule::Parameter);

pub(super) static HEADER: Object = Object::new(
    "header",
    &[
        optional("description", Text),
        optional("required", Bool),
        optional("deprecated", Bool),
        unused("allowEmptyValue", Bool),
        optional("style", OneOf(STYLES)),
        optional("explode", Bool),
        unused("allowReserved", Bool),
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Any),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")),
        optional("content", MapOf(&Is(&MEDIA_TYPE), "media type")),
    ],
);

pub(super) static REQUEST_BODY: Object = Object::new(
    "request body",
    &[
        optional("description", Text),
        expected("content", MapOf(&Is(&MEDIA_TYPE), "media type")),
        optional("required", Bool),
    ],
);

static MEDIA_TYPE: Object = Object::new(
    "media type",
    &[
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Any),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")),
        unused("encoding", MapOf(&Is(&ENCODING), "property")),
    ],
);

static ENCODING: Object = Object::new(
    "encoding",
    &[
        optional("contentType", Text),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional("style", OneOf(STYLES)),
        optional("explode", Bool),
        optional("allowReserved", Bool),
    ],
);

static RESPONSES: Object =
    Object::new("responses object", &[]).with_entries("response", RefOr(&RESPONSE));

pub(super) static RESPONSE: Object = Object::new(
    "response",
    &[
        expected("description", Text),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional("content", MapOf(&Is(&MEDIA_TYPE), "media type")),
        unused("links", MapOf(&RefOr(&LINK), "link")),
    ],
);

pub(super) static CALLBACK: Object =
    Object::new("callback", &[]).with_entries("path item", Is(&PATH_ITEM));

pub(super) static EXAMPLE: Object = Object::new(
    "example",
    &[
        optional("summary", Text),
        optional("description", Text),
        optional("value", Any),
        optional("externalValue", Text),
    ],
);

pub(super) static LINK: Object = Object::new(
    "link",
    &[
        optional("operationRef", Text),
        optional("operationId", Text),
        optional("parameters", MapOf(&Any, "parameter")),
        optional("requestBody", Any),
        optional("description", Text),
        optional("server", Is(&SERVER)),
    ],
);
