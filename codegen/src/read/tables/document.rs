//! The document as a whole: info, servers, components, tags.

use super::operation::{
    CALLBACK, EXAMPLE, HEADER, LINK, MEDIA_TYPE, PARAMETER, PATH_ITEM, PATHS, REQUEST_BODY,
    RESPONSE,
};
use super::schema::SCHEMA;
use super::security::{SECURITY_REQUIREMENT, SECURITY_SCHEME};
use crate::read::shape::Shape::{List, MapOf, Object as Is, RefOr, Text};
use crate::read::shape::{Object, Rule, Shape, expected, formerly, optional, required, unused};
use crate::read::version::Version::{V3_1, V3_2};

pub(crate) static DOCUMENT: Shape = Is(&OPENAPI);

static OPENAPI: Object = Object::new(
    "OpenAPI document",
    &[
        required("openapi", Text),
        optional("$self", Text).since(V3_2),
        expected("info", Is(&INFO)),
        optional("jsonSchemaDialect", Text).since(V3_1),
        optional("servers", List(&Is(&SERVER), "server")),
        formerly("paths", Is(&PATHS)),
        optional("webhooks", MapOf(&RefOr(&PATH_ITEM), "webhook")).since(V3_1),
        optional("components", Is(&COMPONENTS)),
        optional("security", List(&Is(&SECURITY_REQUIREMENT), "requirement")),
        optional("tags", List(&Is(&TAG), "tag")),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
    ],
);

pub(super) static INFO: Object = Object::new(
    "info object",
    &[
        expected("title", Text),
        optional("summary", Text).since(V3_1),
        optional("description", Text),
        optional("termsOfService", Text),
        optional("contact", Is(&CONTACT)),
        optional("license", Is(&LICENSE)),
        expected("version", Text),
    ],
);

static CONTACT: Object = Object::new(
    "contact",
    &[
        optional("name", Text),
        optional("url", Text),
        optional("email", Text),
    ],
);

static LICENSE: Object = Object::new(
    "license",
    &[
        expected("name", Text),
        optional("identifier", Text).since(V3_1),
        optional("url", Text),
    ],
);

pub(super) static SERVER: Object = Object::new(
    "server",
    &[
        required("url", Text),
        optional("description", Text),
        optional("name", Text).since(V3_2),
        optional("variables", MapOf(&Is(&SERVER_VARIABLE), "variable")),
    ],
)
.with_rule(Rule::Server);

static SERVER_VARIABLE: Object = Object::new(
    "server variable",
    &[
        optional("enum", List(&Text, "value")),
        required("default", Text),
        optional("description", Text),
    ],
);

static COMPONENTS: Object = Object::new(
    "components object",
    &[
        optional("schemas", MapOf(&RefOr(&SCHEMA), "schema")),
        optional("responses", MapOf(&RefOr(&RESPONSE), "response")),
        optional("parameters", MapOf(&RefOr(&PARAMETER), "parameter")),
        optional("examples", MapOf(&RefOr(&EXAMPLE), "example")),
        optional(
            "requestBodies",
            MapOf(&RefOr(&REQUEST_BODY), "request body"),
        ),
        optional("headers", MapOf(&RefOr(&HEADER), "header")),
        optional(
            "securitySchemes",
            MapOf(&RefOr(&SECURITY_SCHEME), "security scheme"),
        ),
        unused("links", MapOf(&RefOr(&LINK), "link")),
        unused("callbacks", MapOf(&RefOr(&CALLBACK), "callback")),
        optional("pathItems", MapOf(&RefOr(&PATH_ITEM), "path item")).since(V3_1),
        optional("mediaTypes", MapOf(&Is(&MEDIA_TYPE), "media type")).since(V3_2),
    ],
)
.with_rule(Rule::Components);

pub(super) static TAG: Object = Object::new(
    "tag",
    &[
        required("name", Text),
        optional("summary", Text).since(V3_2),
        optional("description", Text),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
        unused("parent", Text).since(V3_2),
        unused("kind", Text).since(V3_2),
    ],
);

pub(super) static EXTERNAL_DOCS: Object = Object::new(
    "external documentation object",
    &[optional("description", Text), expected("url", Text)],
);
