//! The keywords of Swagger 2.0, where they are not those of OpenAPI 3.0.

use super::document::{EXTERNAL_DOCS, INFO, TAG};
use super::schema::SCHEMA;
use super::security::SECURITY_REQUIREMENT;
use crate::read::shape::Shape::{
    Any, Bool, Integer, List, MapOf, Number, Object as Is, OneOf, RefOr, Text,
};
use crate::read::shape::{Object, Rule, Shape, expected, optional, required};

pub(crate) static SWAGGER: Shape = Is(&ROOT);

static ROOT: Object = Object::new(
    "Swagger document",
    &[
        required("swagger", Text),
        expected("info", Is(&INFO)),
        optional("host", Text),
        optional("basePath", Text),
        optional("schemes", List(&OneOf(SCHEMES), "scheme")),
        optional("consumes", List(&Text, "media type")),
        optional("produces", List(&Text, "media type")),
        expected("paths", Is(&PATHS)),
        optional("definitions", MapOf(&RefOr(&SCHEMA), "schema")),
        optional("parameters", MapOf(&RefOr(&PARAMETER), "parameter")),
        optional("responses", MapOf(&RefOr(&RESPONSE), "response")),
        optional(
            "securityDefinitions",
            MapOf(&RefOr(&SECURITY_SCHEME), "security scheme"),
        ),
        optional("security", List(&Is(&SECURITY_REQUIREMENT), "requirement")),
        optional("tags", List(&Is(&TAG), "tag")),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
    ],
)
.with_rule(Rule::Message);

const SCHEMES: &[&str] = &["http", "https", "ws", "wss"];

static PATHS: Object = Object::new("paths object", &[])
    .with_entries("path", RefOr(&PATH_ITEM))
    .with_rule(Rule::Paths);

static PATH_ITEM: Object = Object::new(
    "path item",
    &[
        optional("get", Is(&OPERATION)),
        optional("put", Is(&OPERATION)),
        optional("post", Is(&OPERATION)),
        optional("delete", Is(&OPERATION)),
        optional("options", Is(&OPERATION)),
        optional("head", Is(&OPERATION)),
        optional("patch", Is(&OPERATION)),
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
        optional("consumes", List(&Text, "media type")),
        optional("produces", List(&Text, "media type")),
        optional("parameters", List(&RefOr(&PARAMETER), "parameter")),
        expected("responses", Is(&RESPONSES)),
        optional("schemes", List(&OneOf(SCHEMES), "scheme")),
        optional("deprecated", Bool),
        optional("security", List(&Is(&SECURITY_REQUIREMENT), "requirement")),
    ],
)
.with_rule(Rule::Message);

const TYPES: &[&str] = &[
    "array", "boolean", "file", "integer", "number", "object", "string",
];

const COLLECTIONS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];

static PARAMETER: Object = Object::new(
    "parameter",
    &[
        required("name", Text),
        required(
            "in",
            OneOf(&["query", "header", "path", "formData", "body"]),
        ),
        optional("description", Text),
        optional("required", Bool),
        optional("schema", RefOr(&SCHEMA)),
        optional("allowEmptyValue", Bool),
        optional("type", OneOf(TYPES)),
        optional("format", Text),
        optional("items", RefOr(&ITEMS)),
        optional("collectionFormat", OneOf(COLLECTIONS)),
        optional("default", Any),
        optional("maximum", Number),
        optional("exclusiveMaximum", Bool),
        optional("minimum", Number),
        optional("exclusiveMinimum", Bool),
        optional("maxLength", Integer { min: 0 }),
        optional("minLength", Integer { min: 0 }),
        optional("pattern", Text),
        optional("maxItems", Integer { min: 0 }),
        optional("minItems", Integer { min: 0 }),
        optional("uniqueItems", Bool),
        optional("enum", List(&Any, "value")),
        optional("multipleOf", Number),
    ],
)
.with_rule(Rule::Simple);

/// What parameters and headers have in the place of a schema.
static ITEMS: Object = Object::new(
    "items object",
    &[
        optional("description", Text),
        optional("type", OneOf(TYPES)),
        optional("format", Text),
        optional("items", RefOr(&ITEMS)),
        optional("collectionFormat", OneOf(COLLECTIONS)),
        optional("default", Any),
        optional("maximum", Number),
        optional("exclusiveMaximum", Bool),
        optional("minimum", Number),
        optional("exclusiveMinimum", Bool),
        optional("maxLength", Integer { min: 0 }),
        optional("minLength", Integer { min: 0 }),
        optional("pattern", Text),
        optional("maxItems", Integer { min: 0 }),
        optional("minItems", Integer { min: 0 }),
        optional("uniqueItems", Bool),
        optional("enum", List(&Any, "value")),
        optional("multipleOf", Number),
    ],
)
.with_rule(Rule::Simple);

static RESPONSES: Object =
    Object::new("responses object", &[]).with_entries("response", RefOr(&RESPONSE));

static RESPONSE: Object = Object::new(
    "response",
    &[
        expected("description", Text),
        optional("schema", RefOr(&SCHEMA)),
        // A header is an items object with a description.
        optional("headers", MapOf(&RefOr(&ITEMS), "header")),
        optional("examples", MapOf(&Any, "media type")),
    ],
)
.with_rule(Rule::Message);

static SECURITY_SCHEME: Object = Object::new(
    "security scheme",
    &[
        required("type", OneOf(&["basic", "apiKey", "oauth2"])),
        optional("description", Text),
        optional("name", Text),
        optional("in", OneOf(&["query", "header"])),
        optional(
            "flow",
            OneOf(&["implicit", "password", "application", "accessCode"]),
        ),
        optional("authorizationUrl", Text),
        optional("tokenUrl", Text),
        optional("scopes", MapOf(&Text, "scope")),
    ],
)
.with_rule(Rule::SecurityScheme);
