//! The objects of Swagger 2.0 that differ from OpenAPI 3.0.

use super::document::{EXTERNAL_DOCS, INFO, TAG};
use super::schema::SCHEMA;
use super::security::SECURITY_REQUIREMENT;
use crate::diag::codes;
use crate::read::shape::Shape::{
    Any, Array, Bool, BoolOr, Enum, Integer, MapOf, Number, Object, OneOrMore, RefOr, String,
};
use crate::read::shape::{ObjectType, Rule, Shape, expected, optional, required};

pub(crate) static SWAGGER: Shape = Object(&ROOT);

static ROOT: ObjectType = ObjectType::new(
    "Swagger document",
    &[
        required("swagger", String),
        expected("info", Object(&INFO)).documented(),
        optional("host", String),
        optional("basePath", String),
        optional("schemes", Array(&Enum(SCHEMES), "scheme")),
        optional("consumes", Array(&String, "media type")),
        optional("produces", Array(&String, "media type")),
        expected("paths", Object(&PATHS)),
        optional("definitions", MapOf(&RefOr(&SCHEMA), "schema")),
        optional("parameters", MapOf(&RefOr(&PARAMETER), "parameter")),
        optional("responses", MapOf(&RefOr(&RESPONSE), "response")),
        optional(
            "securityDefinitions",
            MapOf(&RefOr(&SECURITY_SCHEME), "security scheme"),
        ),
        optional(
            "security",
            Array(&Object(&SECURITY_REQUIREMENT), "requirement"),
        ),
        optional("tags", Array(&Object(&TAG), "tag")).documented(),
        optional("externalDocs", Object(&EXTERNAL_DOCS)).reported(),
        optional("x-fern-pagination", Any),
    ],
)
.with_rule(Rule::Message);

const SCHEMES: &[&str] = &["http", "https", "ws", "wss"];

static PATHS: ObjectType = ObjectType::new("paths object", &[])
    .with_entries("path", RefOr(&PATH_ITEM))
    .with_rule(Rule::Paths);

static PATH_ITEM: ObjectType = ObjectType::new(
    "path item",
    &[
        optional("get", Object(&OPERATION)),
        optional("put", Object(&OPERATION)),
        optional("post", Object(&OPERATION)),
        optional("delete", Object(&OPERATION)),
        optional("options", Object(&OPERATION)),
        optional("head", Object(&OPERATION)),
        optional("patch", Object(&OPERATION)),
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
        optional("consumes", Array(&String, "media type")),
        optional("produces", Array(&String, "media type")),
        optional("parameters", Array(&RefOr(&PARAMETER), "parameter")),
        expected("responses", Object(&RESPONSES)),
        optional("schemes", Array(&Enum(SCHEMES), "scheme")),
        optional("deprecated", Bool),
        optional(
            "security",
            Array(&Object(&SECURITY_REQUIREMENT), "requirement"),
        ),
        optional("x-dropshot-pagination", Any),
        optional("x-fern-pagination", Any),
        optional("x-ms-pageable", Any),
        optional("x-pagination", Any),
        optional("x-speakeasy-pagination", Any),
    ],
)
.with_rule(Rule::Message);

const TYPES: &[&str] = &[
    "array", "boolean", "file", "integer", "number", "object", "string",
];

const COLLECTIONS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];

static PARAMETER: ObjectType = ObjectType::new(
    "parameter",
    &[
        required("name", String),
        required("in", Enum(&["query", "header", "path", "formData", "body"])),
        optional("description", String).documented(),
        optional("required", Bool),
        optional("schema", RefOr(&SCHEMA)),
        optional("allowEmptyValue", Bool).reported(),
        optional("type", OneOrMore(&Enum(TYPES), "type")),
        optional("format", String),
        optional("items", RefOr(&ITEMS)),
        optional("collectionFormat", Enum(COLLECTIONS)),
        optional("default", Any),
        optional("maximum", Number).checked(),
        optional("exclusiveMaximum", BoolOr(&Number)).checked(),
        optional("minimum", Number).checked(),
        optional("exclusiveMinimum", BoolOr(&Number)).checked(),
        optional("maxLength", Integer { min: 0 }).checked(),
        optional("minLength", Integer { min: 0 }).checked(),
        optional("pattern", String).checked(),
        optional("maxItems", Integer { min: 0 }).checked(),
        optional("minItems", Integer { min: 0 }).checked(),
        optional("uniqueItems", Bool).checked(),
        optional("enum", Array(&Any, "value")),
        optional("multipleOf", Number).checked(),
    ],
)
.with_rule(Rule::Items);

/// The Items Object, which parameters and headers have instead of a schema.
static ITEMS: ObjectType = ObjectType::new(
    "items object",
    &[
        optional("description", String).documented(),
        optional("type", OneOrMore(&Enum(TYPES), "type")),
        optional("format", String),
        optional("items", RefOr(&ITEMS)),
        optional("collectionFormat", Enum(COLLECTIONS)).reported_as(codes::UNDEFINED_STYLE),
        optional("default", Any).reported(),
        optional("maximum", Number).checked(),
        optional("exclusiveMaximum", BoolOr(&Number)).checked(),
        optional("minimum", Number).checked(),
        optional("exclusiveMinimum", BoolOr(&Number)).checked(),
        optional("maxLength", Integer { min: 0 }).checked(),
        optional("minLength", Integer { min: 0 }).checked(),
        optional("pattern", String).checked(),
        optional("maxItems", Integer { min: 0 }).checked(),
        optional("minItems", Integer { min: 0 }).checked(),
        optional("uniqueItems", Bool).checked(),
        optional("enum", Array(&Any, "value")),
        optional("multipleOf", Number).checked(),
    ],
)
.with_rule(Rule::Items);

static RESPONSES: ObjectType =
    ObjectType::new("responses object", &[]).with_entries("response", RefOr(&RESPONSE));

static RESPONSE: ObjectType = ObjectType::new(
    "response",
    &[
        expected("description", String).documented(),
        optional("schema", RefOr(&SCHEMA)),
        // A Header Object is an Items Object with a description.
        optional("headers", MapOf(&RefOr(&ITEMS), "header")),
        optional("examples", MapOf(&Any, "media type")).reported_as(codes::UNUSED_EXAMPLE),
    ],
)
.with_rule(Rule::Message);

static SECURITY_SCHEME: ObjectType = ObjectType::new(
    "security scheme",
    &[
        required("type", Enum(&["basic", "apiKey", "oauth2"])),
        optional("description", String).reported(),
        optional("name", String),
        optional("in", Enum(&["query", "header"])),
        optional(
            "flow",
            Enum(&["implicit", "password", "application", "accessCode"]),
        ),
        optional("authorizationUrl", String).reported_as(codes::TOKEN_FLOW),
        optional("tokenUrl", String),
        optional("scopes", MapOf(&String, "scope")).meaningless(),
    ],
)
.with_rule(Rule::SecurityScheme);
