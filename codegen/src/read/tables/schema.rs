//! Schemas.

use super::document::EXTERNAL_DOCS;
use crate::diag::codes;
use crate::read::shape::Shape::{
    Any, Array, Bool, BoolOr, Enum, Integer, MapOf, Mapping, Number, Object, OneOrMore, RefOr,
    String,
};
use crate::read::shape::{ObjectType, Rule, optional, required};
use crate::read::type_keyword::TYPES;
use crate::read::version::Version::{V3_0, V3_1, V3_2};

pub(super) static SCHEMA: ObjectType = ObjectType::new(
    "schema",
    &[
        optional("title", String),
        optional("multipleOf", Number).checked(),
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
        optional("maxProperties", Integer { min: 0 }).checked(),
        optional("minProperties", Integer { min: 0 }).checked(),
        optional("required", Array(&String, "name")),
        optional("enum", Array(&Any, "value")),
        optional("type", OneOrMore(&Enum(TYPES), "type")),
        optional("allOf", Array(&RefOr(&SCHEMA), "schema")),
        optional("oneOf", Array(&RefOr(&SCHEMA), "schema")).since(V3_0),
        optional("anyOf", Array(&RefOr(&SCHEMA), "schema")).since(V3_0),
        optional("not", RefOr(&SCHEMA))
            .since(V3_0)
            .reported_as(codes::UNUSED_KEYWORD),
        optional("items", RefOr(&SCHEMA)),
        optional("properties", MapOf(&RefOr(&SCHEMA), "property")),
        optional("additionalProperties", BoolOr(&RefOr(&SCHEMA))),
        optional("description", String).documented(),
        optional("format", String),
        optional("default", Any),
        optional("nullable", Bool),
        optional("discriminator", Object(&DISCRIMINATOR)),
        optional("readOnly", Bool),
        optional("writeOnly", Bool).since(V3_0),
        optional("xml", Object(&XML)).reported(),
        optional("externalDocs", Object(&EXTERNAL_DOCS)).reported(),
        optional("example", Any).reported_as(codes::UNUSED_EXAMPLE),
        optional("deprecated", Bool).since(V3_0),
        optional("const", Any).since(V3_1),
        optional("prefixItems", Array(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("patternProperties", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("contentEncoding", String).since(V3_1),
        optional("contentMediaType", String).since(V3_1),
        optional("examples", Any)
            .since(V3_1)
            .reported_as(codes::UNUSED_EXAMPLE),
        optional("$defs", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("$id", String).since(V3_1),
        optional("$anchor", String).since(V3_1),
        optional("$dynamicAnchor", String).since(V3_1),
        optional("$dynamicRef", Mapping(&RefOr(&SCHEMA))).since(V3_1),
        optional("$comment", String).since(V3_1).meaningless(),
        optional("$schema", String).since(V3_1).meaningless(),
        optional("$vocabulary", Any).since(V3_1).meaningless(),
        optional("contentSchema", BoolOr(&RefOr(&SCHEMA)))
            .reported()
            .since(V3_1),
        optional("if", BoolOr(&RefOr(&SCHEMA)))
            .reported()
            .since(V3_1),
        optional("then", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("else", BoolOr(&RefOr(&SCHEMA))).since(V3_1),
        optional("dependentSchemas", MapOf(&RefOr(&SCHEMA), "schema")).since(V3_1),
        optional("dependentRequired", MapOf(&Array(&String, "name"), "name"))
            .reported()
            .since(V3_1),
        optional("propertyNames", BoolOr(&RefOr(&SCHEMA)))
            .since(V3_1)
            .checked(),
        optional("contains", BoolOr(&RefOr(&SCHEMA)))
            .reported()
            .since(V3_1),
        optional("minContains", Integer { min: 0 })
            .reported()
            .since(V3_1),
        optional("maxContains", Integer { min: 0 })
            .reported()
            .since(V3_1),
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
        optional("defaultMapping", String).since(V3_2).reported(),
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
