//! Paths, operations, parameters, bodies and responses.

use super::document::{EXTERNAL_DOCS, SERVER};
use super::schema::SCHEMA;
use super::security::SECURITY_REQUIREMENT;
use crate::diag::codes;
use crate::read::shape::Shape::{Any, Array, Bool, Enum, MapOf, Object, RefOr, String};
use crate::read::shape::{ObjectType, Rule, expected, expected_in_3_0, optional, required};
use crate::read::version::Version::V3_2;

pub(super) static PATHS: ObjectType = ObjectType::new("paths object", &[])
    .with_entries("path", RefOr(&PATH_ITEM))
    .with_rule(Rule::Paths);

pub(super) static PATH_ITEM: ObjectType = ObjectType::new(
    "path item",
    &[
        optional("summary", String).reported(),
        optional("description", String).reported(),
        optional("get", Object(&OPERATION)),
        optional("put", Object(&OPERATION)),
        optional("post", Object(&OPERATION)),
        optional("delete", Object(&OPERATION)),
        optional("options", Object(&OPERATION)),
        optional("head", Object(&OPERATION)),
        optional("patch", Object(&OPERATION)),
        optional("trace", Object(&OPERATION)),
        optional("query", Object(&OPERATION)).since(V3_2),
        optional(
            "additionalOperations",
            MapOf(&Object(&OPERATION), "operation"),
        )
        .since(V3_2),
        optional("servers", Array(&Object(&SERVER), "server")),
        optional("parameters", Array(&RefOr(&PARAMETER), "parameter")),
    ],
)
.with_rule(Rule::PathItem);

static OPERATION: ObjectType = ObjectType::new(
    "operation",
    &[
        optional("tags", Array(&String, "tag")),
        optional("summary", String).documented(),
        optional("description", String).documented(),
        optional("externalDocs", Object(&EXTERNAL_DOCS)).reported(),
        optional("operationId", String),
        optional("parameters", Array(&RefOr(&PARAMETER), "parameter")),
        optional("requestBody", RefOr(&REQUEST_BODY)),
        expected_in_3_0("responses", Object(&RESPONSES)),
        optional("callbacks", MapOf(&RefOr(&CALLBACK), "callback")),
        optional("deprecated", Bool),
        optional(
            "security",
            Array(&Object(&SECURITY_REQUIREMENT), "requirement"),
        ),
        optional("servers", Array(&Object(&SERVER), "server")),
        optional("x-dropshot-pagination", Any),
        optional("x-fern-pagination", Any),
        optional("x-ms-pageable", Any),
        optional("x-pagination", Any),
        optional("x-speakeasy-pagination", Any),
    ],
);

/// The styles of an encoding, which are those of a query parameter.
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

pub(super) static PARAMETER: ObjectType = ObjectType::new(
    "parameter",
    &[
        required("name", String),
        required(
            "in",
            Enum(&["query", "header", "path", "cookie", "querystring"]),
        ),
        optional("description", String).documented(),
        optional("required", Bool),
        optional("deprecated", Bool),
        optional("allowEmptyValue", Bool).reported(),
        optional("style", Enum(STYLES)),
        optional("explode", Bool),
        optional("allowReserved", Bool),
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Any).reported_as(codes::UNUSED_EXAMPLE),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")).reported_as(codes::UNUSED_EXAMPLE),
        optional("content", MapOf(&Object(&MEDIA_TYPE), "media type")),
    ],
)
.with_rule(Rule::Parameter);

pub(super) static HEADER: ObjectType = ObjectType::new(
    "header",
    &[
        optional("description", String).documented(),
        optional("required", Bool).reported(),
        optional("deprecated", Bool),
        optional("allowEmptyValue", Bool).reported(),
        // There is only one.
        optional("style", Enum(&["simple"])).meaningless(),
        optional("explode", Bool),
        optional("allowReserved", Bool).reported(),
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Any).reported_as(codes::UNUSED_EXAMPLE),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")).reported_as(codes::UNUSED_EXAMPLE),
        optional("content", MapOf(&Object(&MEDIA_TYPE), "media type")),
    ],
)
.with_rule(Rule::Header);

pub(super) static REQUEST_BODY: ObjectType = ObjectType::new(
    "request body",
    &[
        optional("description", String).documented(),
        expected("content", MapOf(&Object(&MEDIA_TYPE), "media type")),
        optional("required", Bool),
    ],
)
.with_rule(Rule::Message);

pub(super) static MEDIA_TYPE: ObjectType = ObjectType::new(
    "media type",
    &[
        optional("schema", RefOr(&SCHEMA)),
        optional("itemSchema", RefOr(&SCHEMA)).since(V3_2),
        optional("example", Any).reported_as(codes::UNUSED_EXAMPLE),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")).reported_as(codes::UNUSED_EXAMPLE),
        optional("encoding", MapOf(&Object(&ENCODING), "property")),
        optional("prefixEncoding", Array(&Object(&ENCODING), "encoding"))
            .reported()
            .since(V3_2),
        optional("itemEncoding", Object(&ENCODING))
            .reported()
            .since(V3_2),
    ],
);

static ENCODING: ObjectType = ObjectType::new(
    "encoding",
    &[
        optional("contentType", String),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional("style", Enum(FORM_STYLES)),
        optional("explode", Bool),
        optional("allowReserved", Bool),
        optional("encoding", MapOf(&Object(&ENCODING), "property"))
            .reported()
            .since(V3_2),
        optional("prefixEncoding", Array(&Object(&ENCODING), "encoding"))
            .reported()
            .since(V3_2),
        optional("itemEncoding", Object(&ENCODING))
            .reported()
            .since(V3_2),
    ],
);

static RESPONSES: ObjectType = ObjectType::new("responses object", &[])
    .with_entries("response", RefOr(&RESPONSE))
    .with_rule(Rule::Responses);

pub(super) static RESPONSE: ObjectType = ObjectType::new(
    "response",
    &[
        optional("summary", String).since(V3_2).reported(),
        expected("description", String).documented(),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional("content", MapOf(&Object(&MEDIA_TYPE), "media type")),
        optional("links", MapOf(&RefOr(&LINK), "link")).reported(),
    ],
)
.with_rule(Rule::Message);

pub(super) static CALLBACK: ObjectType =
    ObjectType::new("callback", &[]).with_entries("path item", RefOr(&PATH_ITEM));

pub(super) static EXAMPLE: ObjectType = ObjectType::new(
    "example",
    &[
        optional("summary", String),
        optional("description", String),
        optional("dataValue", Any).since(V3_2),
        optional("serializedValue", String).since(V3_2),
        optional("value", Any),
        optional("externalValue", String),
    ],
);

pub(super) static LINK: ObjectType = ObjectType::new(
    "link",
    &[
        optional("operationRef", String),
        optional("operationId", String),
        optional("parameters", MapOf(&Any, "parameter")),
        optional("requestBody", Any),
        optional("description", String),
        optional("server", Object(&SERVER)),
    ],
);
