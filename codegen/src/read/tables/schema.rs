//! Schemas.

use super::document::EXTERNAL_DOCS;
use crate::read::shape::Shape::{
    Any, Bool, BoolOr, Integer, List, MapOf, Mapping, Number, Object as Is, OneOf, RefOr, Text,
};
use crate::read::shape::{Object, Rule, optional, required, unused};
use crate::read::version::Version::{V3_0, V3_1, V3_2};

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
        optional("oneOf", List(&RefOr(&SCHEMA), "schema")).since(V3_0),
        optional("anyOf", List(&RefOr(&SCHEMA), "schema")).since(V3_0),
        optional("not", RefOr(&SCHEMA)).since(V3_0),
        optional("items", RefOr(&SCHEMA)),
        optional("properties", MapOf(&RefOr(&SCHEMA), "property")),
        optional("additionalProperties", BoolOr(&RefOr(&SCHEMA))),
        optional("description", Text),
        optional("format", Text),
        optional("default", Any),
        optional("nullable", Bool),
        optional("discriminator", Is(&DISCRIMINATOR)),
        optional("readOnly", Bool),
        optional("writeOnly", Bool).since(V3_0),
        unused("xml", Is(&XML)),
        optional("externalDocs", Is(&EXTERNAL_DOCS)),
        optional("example", Any),
        optional("deprecated", Bool).since(V3_0),
        optional("const", Any).since(V3_1),
        optional("prefixItems", List(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("patternProperties", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("contentEncoding", Text).since(V3_1),
        optional("contentMediaType", Text).since(V3_1),
        optional("examples", Any).since(V3_1),
        optional("$defs", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("$id", Text).since(V3_1),
        optional("$anchor", Text).since(V3_1),
        optional("$dynamicAnchor", Text).since(V3_1),
        optional("$comment", Text).since(V3_1),
        optional("$schema", Text).since(V3_1),
        optional("$vocabulary", Any).since(V3_1),
        unused("contentSchema", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        unused("if", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("then", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("else", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("dependentSchemas", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        unused("dependentRequired", MapOf(&List(&Text, "name"), "name")).since(V3_1),
        optional("propertyNames", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        unused("contains", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        unused("minContains", Integer { min: 0 }).since(V3_1),
        unused("maxContains", Integer { min: 0 }).since(V3_1),
        unused("unevaluatedItems", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        unused("unevaluatedProperties", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
    ],
)
.with_rule(Rule::Schema);

pub(in crate::read) const TYPES: &[&str] =
    &["array", "boolean", "integer", "number", "object", "string"];

static DISCRIMINATOR: Object = Object::new(
    "discriminator",
    &[
        required("propertyName", Text),
        optional("mapping", MapOf(&Mapping(&RefOr(&SCHEMA)), "value")),
        optional("defaultMapping", Text).since(V3_2),
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
        optional("nodeType", Text).since(V3_2),
    ],
);
