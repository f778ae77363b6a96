//! What helps with a mistake that many make.
//!
//! In: a keyword or value that OpenAPI does not know. Out: what to write instead. Guaranteed: says nothing
//! where it is not sure.

use super::Node;
use super::node_path::NodePath;
use crate::diag::Severity;

/// Keywords of older drafts of JSON Schema that say nothing about the shape of values.
const ANNOTATIONS: &[&str] = &["definitions", "id"];

/// What to do about an unknown keyword, and how much its loss matters.
pub(super) fn unknown_keyword(noun: &str, key: &str, value: &Node) -> Option<(Severity, String)> {
    let warning = |help: &str| Some((Severity::Warning, help.to_owned()));
    match (noun, key) {
        ("schema", _) if ANNOTATIONS.contains(&key) => {
            let help = format!("`{key}` belongs to JSON Schema and changes nothing here");
            Some((Severity::Note, help))
        }
        ("parameter", "type" | "format" | "items" | "enum" | "default") => {
            warning(&format!("OpenAPI 3.0 puts `{key}` under `schema`"))
        }
        ("header", "name" | "in") => warning("the header's name is its key in `headers`"),
        ("parameter", "collectionFormat") => {
            warning("OpenAPI 3.0 has `style` and `explode` instead")
        }
        ("response", "schema") => {
            warning("OpenAPI 3.0 puts `schema` under `content` and a media type")
        }
        ("operation", "consumes" | "produces" | "schemes") => warning(&format!(
            "`{key}` is of Swagger 2.0; see `content` and `servers`"
        )),
        (
            "OpenAPI document",
            "definitions" | "parameters" | "responses" | "securityDefinitions",
        ) => warning(&format!(
            "`{key}` is of Swagger 2.0; OpenAPI 3.0 has `components`"
        )),
        ("OpenAPI document", "host" | "basePath" | "schemes") => warning(&format!(
            "`{key}` is of Swagger 2.0; OpenAPI 3.0 has `servers`"
        )),
        ("operation", "requestBody") => {
            warning("`requestBody` is of OpenAPI 3.0; Swagger 2.0 has a parameter `in: body`")
        }
        ("Swagger document", "components") => warning(
            "`components` is of OpenAPI 3.0; Swagger 2.0 has `definitions`, `parameters` and `responses`",
        ),
        ("Swagger document", "servers") => {
            warning("`servers` is of OpenAPI 3.0; Swagger 2.0 has `host`, `basePath` and `schemes`")
        }
        ("path item", _) if key.chars().all(|c| c.is_ascii_uppercase()) => {
            let method = key.to_ascii_lowercase();
            warning(&format!("methods are written in small letters: `{method}`"))
        }
        (_, "$ref") if value.as_str().is_some() => warning(&format!(
            "OpenAPI 3.0 allows no reference in place of a {noun}"
        )),
        _ => None,
    }
}

/// What to do about a word that is none of those a keyword allows.
pub(super) fn bad_value(path: &NodePath<'_>, text: &str) -> Option<String> {
    let key = path.keyword()?;
    let help = match (key, text) {
        ("type", "file") => "in OpenAPI 3.0, write `type: string` and `format: binary`",
        ("type", "int" | "long" | "int32" | "int64") => {
            "write `type: integer`, and `format: int32` or `int64`"
        }
        ("type", "float" | "double" | "decimal") => {
            "write `type: number`, and `format: float` or `double`"
        }
        ("type", "date") => "write `type: string` and `format: date`",
        ("type", "datetime" | "date-time" | "timestamp") => {
            "write `type: string` and `format: date-time`"
        }
        ("type", "str" | "text" | "uuid" | "uri" | "url" | "enum") => "write `type: string`",
        ("type", "any" | "mixed") => "a schema without `type` allows any value",
        ("type", "map" | "dict" | "hash") => "write `type: object` and `additionalProperties`",
        ("type", "basic" | "bearer") => "write `type: http`, and this as its `scheme`",
        ("in", "body" | "formData") => "OpenAPI 3.0 has `requestBody` instead",
        _ => return None,
    };
    Some(help.to_owned())
}

/// What to do about a value of another type.
pub(super) fn wrong_type(path: &NodePath<'_>, node: &Node) -> Option<String> {
    let key = path.keyword()?;
    let help = match (key, node) {
        ("required", Node::Bool(_)) => {
            "`required` is a list of names, beside `properties` of the schema that has them"
        }
        ("items", Node::Array(_)) => "OpenAPI 3.0 has one schema for all items; see `anyOf`",
        ("properties", Node::Array(_)) => "`properties` is an object: a name, then its schema",
        ("description" | "summary", Node::Object(_)) => "texts can't be referred to: write it here",
        ("examples", Node::Array(_)) => "here `examples` is an object: a name, then the example",
        _ => return None,
    };
    Some(help.to_owned())
}
