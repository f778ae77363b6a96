//! The OpenAPI Object, info, servers, components and tags.

use super::operation::{
    CALLBACK, EXAMPLE, HEADER, LINK, MEDIA_TYPE, PARAMETER, PATH_ITEM, PATHS, REQUEST_BODY,
    RESPONSE,
};
use super::schema::SCHEMA;
use super::security::{SECURITY_REQUIREMENT, SECURITY_SCHEME};
use crate::diag::codes;
use crate::read::shape::Shape::{Any, Array, MapOf, Object, RefOr, String};
use crate::read::shape::{ObjectType, Rule, Shape, expected, expected_in_3_0, optional, required};
use crate::read::version::Version::{V3_1, V3_2};

pub(crate) static DOCUMENT: Shape = Object(&OPENAPI);

static OPENAPI: ObjectType = ObjectType::new(
    "OpenAPI document",
    &[
        required("openapi", String),
        optional("$self", String).since(V3_2).reported(),
        expected("info", Object(&INFO)).documented(),
        optional("jsonSchemaDialect", String).since(V3_1).reported(),
        optional("servers", Array(&Object(&SERVER), "server")),
        expected_in_3_0("paths", Object(&PATHS)),
        optional("webhooks", MapOf(&RefOr(&PATH_ITEM), "webhook")).since(V3_1),
        optional("components", Object(&COMPONENTS)),
        optional(
            "security",
            Array(&Object(&SECURITY_REQUIREMENT), "requirement"),
        ),
        optional("tags", Array(&Object(&TAG), "tag")).documented(),
        optional("externalDocs", Object(&EXTERNAL_DOCS)).reported(),
        optional("x-fern-pagination", Any),
    ],
);

pub(super) static INFO: ObjectType = ObjectType::new(
    "info object",
    &[
        expected("title", String).documented(),
        optional("summary", String).since(V3_1).reported(),
        optional("description", String).documented(),
        optional("termsOfService", String).meaningless(),
        optional("contact", Object(&CONTACT)).meaningless(),
        optional("license", Object(&LICENSE)).meaningless(),
        // Each release of the document has another one.
        expected("version", String).meaningless(),
    ],
);

static CONTACT: ObjectType = ObjectType::new(
    "contact",
    &[
        optional("name", String),
        optional("url", String),
        optional("email", String),
    ],
);

static LICENSE: ObjectType = ObjectType::new(
    "license",
    &[
        expected("name", String),
        optional("identifier", String).since(V3_1),
        optional("url", String),
    ],
);

pub(super) static SERVER: ObjectType = ObjectType::new(
    "server",
    &[
        required("url", String),
        optional("description", String).documented(),
        optional("name", String).since(V3_2),
        optional("variables", MapOf(&Object(&SERVER_VARIABLE), "variable")),
    ],
)
.with_rule(Rule::Server);

static SERVER_VARIABLE: ObjectType = ObjectType::new(
    "server variable",
    &[
        optional("enum", Array(&String, "value")),
        required("default", String),
        optional("description", String).reported(),
    ],
);

static COMPONENTS: ObjectType = ObjectType::new(
    "components object",
    &[
        optional("schemas", MapOf(&RefOr(&SCHEMA), "schema")),
        optional("responses", MapOf(&RefOr(&RESPONSE), "response")),
        optional("parameters", MapOf(&RefOr(&PARAMETER), "parameter")),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")).reported_as(codes::UNUSED_EXAMPLE),
        optional(
            "requestBodies",
            MapOf(&RefOr(&REQUEST_BODY), "request body"),
        ),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional(
            "securitySchemes",
            MapOf(&RefOr(&SECURITY_SCHEME), "security scheme"),
        ),
        optional("links", MapOf(&RefOr(&LINK), "link")).reported(),
        optional("callbacks", MapOf(&RefOr(&CALLBACK), "callback")).reported(),
        optional("pathItems", MapOf(&RefOr(&PATH_ITEM), "path item")).since(V3_1),
        optional("mediaTypes", MapOf(&Object(&MEDIA_TYPE), "media type")).since(V3_2),
    ],
)
.with_rule(Rule::Components);

pub(super) static TAG: ObjectType = ObjectType::new(
    "tag",
    &[
        required("name", String).documented(),
        optional("summary", String).since(V3_2).reported(),
        optional("description", String).documented(),
        optional("externalDocs", Object(&EXTERNAL_DOCS)).reported(),
        optional("parent", String).reported().since(V3_2),
        optional("kind", String).reported().since(V3_2),
    ],
);

pub(super) static EXTERNAL_DOCS: ObjectType = ObjectType::new(
    "external documentation object",
    &[optional("description", String), expected("url", String)],
);
