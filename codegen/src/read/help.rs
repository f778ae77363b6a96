//! Help for frequent errors.
//!
//! Input: a keyword or value that OpenAPI does not have. Output: the valid alternative, or nothing if that is not
//! certain.

use super::Node;
use super::node_path::NodePath;
use crate::diag::Severity;

/// Keywords of older drafts of JSON Schema that do not constrain values.
const ANNOTATIONS: &[&str] = &["definitions", "id"];

/// Help for an unknown keyword, with the severity of ignoring it.
pub(super) fn unknown_keyword(noun: &str, key: &str, value: &Node) -> Option<(Severity, String)> {
    let warning = |help: &str| Some((Severity::Warning, help.to_owned()));
    match (noun, key) {
        ("schema", _) if ANNOTATIONS.contains(&key) => {
            let help = format!("`{key}` is a keyword of JSON Schema that has no effect here");
            Some((Severity::Note, help))
        }
        ("parameter", "type" | "format" | "items" | "enum" | "default") => {
            warning(&format!("in OpenAPI 3, move `{key}` into `schema`"))
        }
        ("header", "name" | "in") => {
            warning("remove it: the key in `headers` is the name of the header")
        }
        ("parameter", "collectionFormat") => warning("in OpenAPI 3, use `style` and `explode`"),
        ("response", "schema") => {
            warning("in OpenAPI 3, move `schema` into `content` under a media type")
        }
        ("operation", "consumes" | "produces" | "schemes") => warning(&format!(
            "`{key}` belongs to Swagger 2.0; use `content` and `servers`"
        )),
        (
            "OpenAPI document",
            "definitions" | "parameters" | "responses" | "securityDefinitions",
        ) => warning(&format!("`{key}` belongs to Swagger 2.0; use `components`")),
        ("OpenAPI document", "host" | "basePath" | "schemes") => {
            warning(&format!("`{key}` belongs to Swagger 2.0; use `servers`"))
        }
        ("operation", "requestBody") => {
            warning("`requestBody` belongs to OpenAPI 3; use a parameter with `in: body`")
        }
        ("Swagger document", "components") => warning(
            "`components` belongs to OpenAPI 3; use `definitions`, `parameters` and `responses`",
        ),
        ("Swagger document", "servers") => {
            warning("`servers` belongs to OpenAPI 3; use `host`, `basePath` and `schemes`")
        }
        ("path item", _) if key.chars().all(|c| c.is_ascii_uppercase()) => {
            let method = key.to_ascii_lowercase();
            warning(&format!("write the method in lower case: `{method}`"))
        }
        (_, "$ref") if value.as_str().is_some() => warning(&format!(
            "OpenAPI does not allow a reference in place of this object ({noun})"
        )),
        _ => None,
    }
}

/// Help for a value that is not one of the allowed values.
pub(super) fn bad_value(path: &NodePath<'_>, text: &str) -> Option<String> {
    let key = path.keyword()?;
    let help = match (key, text) {
        ("type", "file") => "in OpenAPI 3, write `type: string` and `format: binary`",
        ("type", "int" | "long" | "int32" | "int64") => {
            "write `type: integer` and `format: int32` or `int64`"
        }
        ("type", "float" | "double" | "decimal") => {
            "write `type: number` and `format: float` or `double`"
        }
        ("type", "date") => "write `type: string` and `format: date`",
        ("type", "datetime" | "date-time" | "timestamp") => {
            "write `type: string` and `format: date-time`"
        }
        ("type", "str" | "text" | "uuid" | "uri" | "url" | "enum") => "write `type: string`",
        ("type", "any" | "mixed") => "remove `type`: a schema without it allows any value",
        ("type", "map" | "dict" | "hash") => "write `type: object` and `additionalProperties`",
        ("type", "basic" | "bearer") => "write `type: http` and use this value as `scheme`",
        ("in", "body" | "formData") => "in OpenAPI 3, use `requestBody`",
        _ => return None,
    };
    Some(help.to_owned())
}

/// Help for a value of the wrong type.
pub(super) fn wrong_type(path: &NodePath<'_>, node: &Node) -> Option<String> {
    let key = path.keyword()?;
    let help = match (key, node) {
        ("required", Node::Bool(_)) => {
            "list the names of required properties next to `properties`: `required: [name]`"
        }
        ("items", Node::Array(_)) => "use one schema for all items, for example with `anyOf`",
        ("properties", Node::Array(_)) => "`properties` maps each name to a schema",
        ("description" | "summary", Node::Object(_)) => {
            "write the string here: OpenAPI does not allow a reference"
        }
        ("examples", Node::Array(_)) => "`examples` maps each name to an example here",
        _ => return None,
    };
    Some(help.to_owned())
}
