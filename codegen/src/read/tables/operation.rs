//! Paths, operations and what they send and return.

use super::document::{EXTERNAL_DOCS, SERVER};
use super::schema::SCHEMA;
use super::security::SECURITY_REQUIREMENT;
use crate::read::shape::Shape::{Any, Bool, List, MapOf, Object as Is, OneOf, RefOr, Text};
use crate::read::shape::{Object, Rule, expected, formerly, optional, required, unused};
use crate::read::version::Version::V3_2;

pub(super) static PATHS: Object = Object::new("paths object", &[])
    .with_entries("path", RefOr(&PATH_ITEM))
    .with_rule(Rule::Paths);

pub(super) static PATH_ITEM: Object = Object::new(
    "path item",
    &[
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
        optional("query", Is(&OPERATION)).since(V3_2),
        optional("additionalOperations", MapOf(&Is(&OPERATION), "operation")).since(V3_2),
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
        formerly("responses", Is(&RESPONSES)),
        optional("callbacks", MapOf(&RefOr(&CALLBACK), "callback")),
        optional("deprecated", Bool),
        optional("security", List(&Is(&SECURITY_REQUIREMENT), "requirement")),
        optional("servers", List(&Is(&SERVER), "server")),
    ],
);

/// The styles of a form's properties, which are those of a query.
const FORM_STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
];

pub(super) static PARAMETER: Object = Object::new(
    "parameter",
    &[
        required("name", Text),
        required(
            "in",
            OneOf(&["query", "header", "path", "cookie", "querystring"]),
        ),
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
        optional("style", OneOf(&["simple"])),
        optional("explode", Bool),
        unused("allowReserved", Bool),
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Any),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")),
        optional("content", MapOf(&Is(&MEDIA_TYPE), "media type")),
    ],
)
.with_rule(Rule::Header);

pub(super) static REQUEST_BODY: Object = Object::new(
    "request body",
    &[
        optional("description", Text),
        expected("content", MapOf(&Is(&MEDIA_TYPE), "media type")),
        optional("required", Bool),
    ],
)
.with_rule(Rule::Message);

pub(super) static MEDIA_TYPE: Object = Object::new(
    "media type",
    &[
        optional("schema", RefOr(&SCHEMA)),
        optional("itemSchema", RefOr(&SCHEMA)).since(V3_2),
        optional("example", Any),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")),
        optional("encoding", MapOf(&Is(&ENCODING), "property")),
        unused("prefixEncoding", List(&Is(&ENCODING), "encoding")).since(V3_2),
        unused("itemEncoding", Is(&ENCODING)).since(V3_2),
    ],
);

static ENCODING: Object = Object::new(
    "encoding",
    &[
        optional("contentType", Text),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional("style", OneOf(FORM_STYLES)),
        optional("explode", Bool),
        optional("allowReserved", Bool),
        unused("encoding", MapOf(&Is(&ENCODING), "property")).since(V3_2),
        unused("prefixEncoding", List(&Is(&ENCODING), "encoding")).since(V3_2),
        unused("itemEncoding", Is(&ENCODING)).since(V3_2),
    ],
);

static RESPONSES: Object = Object::new("responses object", &[])
    .with_entries("response", RefOr(&RESPONSE))
    .with_rule(Rule::Responses);

pub(super) static RESPONSE: Object = Object::new(
    "response",
    &[
        optional("summary", Text).since(V3_2),
        expected("description", Text),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional("content", MapOf(&Is(&MEDIA_TYPE), "media type")),
        unused("links", MapOf(&RefOr(&LINK), "link")),
    ],
)
.with_rule(Rule::Message);

pub(super) static CALLBACK: Object =
    Object::new("callback", &[]).with_entries("path item", RefOr(&PATH_ITEM));

pub(super) static EXAMPLE: Object = Object::new(
    "example",
    &[
        optional("summary", Text),
        optional("description", Text),
        optional("dataValue", Any).since(V3_2),
        optional("serializedValue", Text).since(V3_2),
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
