//! Schemas.

use super::document::EXTERNAL_DOCS;
use crate::read::shape::Shape::{
    Any, Array, Bool, BoolOr, Enum, Integer, MapOf, Mapping, Number, Object, OneOrMore, RefOr, String,
};
use crate::read::type_keyword::TYPES;
use crate::read::shape::{ObjectType, Rule, optional, required, unused};
use crate::read::version::Version::{V3_0, V3_1, V3_2};

pub(super) static SCHEMA: ObjectType = ObjectType::new(
    "schema",
    &[
        optional("title", String),
        optional("multipleOf", Number),
        optional("maximum", Number),
        optional("exclusiveMaximum", BoolOr(&Number)),
        optional("minimum", Number),
        optional("exclusiveMinimum", BoolOr(&Number)),
        optional("maxLength", Integer { min: 0 }),
        optional("minLength", Integer { min: 0 }),
        optional("pattern", String),
        optional("maxItems", Integer { min: 0 }),
        optional("minItems", Integer { min: 0 }),
        optional("uniqueItems", Bool),
        optional("maxProperties", Integer { min: 0 }),
        optional("minProperties", Integer { min: 0 }),
        optional("required", Array(&String, "name")),
        optional("enum", Array(&Any, "value")),
        optional("type", OneOrMore(&Enum(TYPES), "type")),
        optional("allOf", Array(&RefOr(&SCHEMA), "schema")),
        optional("oneOf", Array(&RefOr(&SCHEMA), "schema")).since(V3_0),
        optional("anyOf", Array(&RefOr(&SCHEMA), "schema")).since(V3_0),
        optional("not", RefOr(&SCHEMA)).since(V3_0),
        optional("items", RefOr(&SCHEMA)),
        optional("properties", MapOf(&RefOr(&SCHEMA), "property")),
        optional("additionalProperties", BoolOr(&RefOr(&SCHEMA))),
        optional("description", String),
        optional("format", String),
        optional("default", Any),
        optional("nullable", Bool),
        optional("discriminator", Object(&DISCRIMINATOR)),
        optional("readOnly", Bool),
        optional("writeOnly", Bool).since(V3_0),
        unused("xml", Object(&XML)),
        optional("externalDocs", Object(&EXTERNAL_DOCS)),
        optional("example", Any),
        optional("deprecated", Bool).since(V3_0),
        optional("const", Any).since(V3_1),
        optional("prefixItems", Array(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("patternProperties", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("contentEncoding", String).since(V3_1),
        optional("contentMediaType", String).since(V3_1),
        optional("examples", Any).since(V3_1),
        optional("$defs", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("$id", String).since(V3_1),
        optional("$anchor", String).since(V3_1),
        optional("$dynamicAnchor", String).since(V3_1),
        optional("$dynamicRef", Mapping(&RefOr(&SCHEMA))).since(V3_1),
        optional("$comment", String).since(V3_1),
        optional("$schema", String).since(V3_1),
        optional("$vocabulary", Any).since(V3_1),
        unused("contentSchema", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        unused("if", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("then", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("else", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("dependentSchemas", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        unused("dependentRequired", MapOf(&Array(&String, "name"), "name")).since(V3_1),
        optional("propertyNames", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        unused("contains", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        unused("minContains", Integer { min: 0 }).since(V3_1),
        unused("maxContains", Integer { min: 0 }).since(V3_1),
        optional("unevaluatedItems", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("unevaluatedProperties", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
    ],
)
.with_rule(Rule::Schema);

static DISCRIMINATOR: ObjectType = ObjectType::new(
    "discriminator",
    &[
        required("propertyName", String),
        optional("mapping", MapOf(&Mapping(&RefOr(&SCHEMA)), "value")),
        optional("defaultMapping", String).since(V3_2),
    ],
);

static XML: ObjectType = ObjectType::new(
    "XML object",
    &[
        optional("name", String),
        optional("namespace", String),
        optional("prefix", String),
        optional("attribute", Bool),
        optional("wrapped", Bool),
        optional("nodeType", String).since(V3_2),
    ],
);
