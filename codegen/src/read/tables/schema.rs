//! Schemas.

use super::document::EXTERNAL_DOCS;
use crate::read::shape::Shape::{
    Any, Bool, BoolOr, Integer, List, MapOf, Number, Object as Is, OneOf, RefOr, Text,
};
use crate::read::shape::{Object, Rule, optional, required, unused};

pub(super) static SCHEMA: Object = Object::new(
    "schema",
    &[
        optional("title", Text),
        optional("multipleOf", Number),
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
        optional("maxProperties", Integer { min: 0 }),
        optional("minProperties", Integer { min: 0 }),
        optional("required", List(&Text, "name")),
        optional("enum", List(&Any, "value")),
        optional("type", OneOf(TYPES)),
        optional("allOf", List(&RefOr(&SCHEMA), "schema")),
        optional("oneOf", List(&RefOr(&SCHEMA), "schema")),
        optional("anyOf", List(&RefOr(&SCHEMA), "schema")),
        optional("not", RefOr(&SCHEMA)),
        optional("items", RefOr(&SCHEMA)),
        optional("properties", MapOf(&RefOr(&SCHEMA), "property")),
        optional("additionalProperties", BoolOr(&RefOr(&SCHEMA))),
        optional("description", Text),
        optional("format", Text),
        optional("default", Any),
        optional("nullable", Bool),
        optional("discriminator", Is(&DISCRIMINATOR)),
        optional("readOnly", Bool),
        optional("writeOnly", Bool),
        unused("xml", Is(&XML)),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
        optional("example", Any),
        optional("deprecated", Bool),
    ],
)
.with_rule(Rule::Schema);

const TYPES: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

static DISCRIMINATOR: Object = Object::new(
    "discriminator",
    &[
        required("propertyName", Text),
        optional("mapping", MapOf(&Text, "value")),
    ],
);

static XML: Object = Object::new(
    "XML object",
    &[
        optional("name", Text),
        optional("namespace", Text),
        optional("prefix", Text),
        optional("attribute", Bool),
        optional("wrapped", Bool),
    ],
);
