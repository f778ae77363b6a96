//! The document as a whole: info, servers, components, tags.

use super::operation::{CALLBACK, EXAMPLE, HEADER, LINK, PARAMETER, PATHS, REQUEST_BODY, RESPONSE};
use super::schema::SCHEMA;
use super::security::{SECURITY_REQUIREMENT, SECURITY_SCHEME};
use crate::read::shape::Shape::{List, MapOf, Object as Is, RefOr, Text};
use crate::read::shape::{Object, expected, optional, required, unused};

pub(crate) static OPENAPI: Object = Object::new(
    "OpenAPI document",
    &[
        required("openapi", Text),
        expected("info", Is(&INFO)),
        optional("servers", List(&Is(&SERVER), "server")),
        expected("paths", Is(&PATHS)),
        optional("components", Is(&COMPONENTS)),
        optional("security", List(&Is(&SECURITY_REQUIREMENT), "requirement")),
        optional("tags", List(&Is(&TAG), "tag")),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
    ],
);

static INFO: Object = Object::new(
    "info object",
    &[
        expected("title", Text),
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

static LICENSE: Object = Object::new("license", &[expected("name", Text), optional("url", Text)]);

pub(super) static SERVER: Object = Object::new(
    "server",
    &[
        required("url", Text),
        optional("description", Text),
        optional("variables", MapOf(&Is(&SERVER_VARIABLE), "variable")),
    ],
);

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
    ],
);

static TAG: Object = Object::new(
    "tag",
    &[
        required("name", Text),
        optional("description", Text),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
    ],
);

pub(super) static EXTERNAL_DOCS: Object = Object::new(
    "external documentation object",
    &[optional("description", Text), expected("url", Text)],
);
