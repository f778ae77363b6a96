//! The keywords of JSON Schema 2020-12 and OpenAPI by kind: which contain schemas, and which constrain a value.
//!
//! The only list of them: everything that walks through schemas, or compares them, asks here.

/// Where the schemas in the value of a keyword are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The value is a schema.
    Value,
    /// The value is an array of schemas.
    Items,
    /// The value is an object with a schema under each key.
    Entries,
}

/// Returns where the schemas of a keyword are, or `None` if it has none.
pub fn place(keyword: &str) -> Option<Place> {
    match keyword {
        "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Some(Place::Value),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(Place::Items),
        "$defs" | "dependentSchemas" | "patternProperties" | "properties" => Some(Place::Entries),
        _ => None,
    }
}

/// Whether a keyword constrains nothing: it describes the schema or names it.
pub fn is_annotation(keyword: &str) -> bool {
    let is_known = matches!(
        keyword,
        "$anchor"
            | "$comment"
            | "$defs"
            | "$dynamicAnchor"
            | "$id"
            | "$schema"
            | "$vocabulary"
            | "default"
            | "deprecated"
            | "description"
            | "discriminator"
            | "example"
            | "examples"
            | "externalDocs"
            | "readOnly"
            | "summary"
            | "title"
            | "writeOnly"
            | "xml"
    );
    is_known || keyword.starts_with("x-")
}
