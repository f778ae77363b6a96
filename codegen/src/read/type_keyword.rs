//! The keyword `type` (JSON Schema 2020-12 Validation, section 6.1.1).

use super::{Node, Number};

/// The values of `type` other than `null`.
pub(super) const TYPES: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

/// Whether a name is a value of `type`.
pub(crate) fn is_type(name: &str) -> bool {
    name == "null" || TYPES.contains(&name)
}

/// The single type that a value of `type` names (see [`Schema::single_type`]).
pub(super) fn single_type(types: Option<&Node>) -> &str {
    match types {
        Some(Node::String(name)) if is_type(name) => name,
        Some(Node::Array(names)) => match distinct(names).as_slice() {
            [] if lists_null(types) => "null",
            [(_, only)] => only.as_str().unwrap_or_default(),
            // Every integer is a number.
            [(_, one), (_, other)] => match (one.as_str(), other.as_str()) {
                (Some("integer"), Some("number")) | (Some("number"), Some("integer")) => "number",
                _ => "",
            },
            _ => "",
        },
        _ => "",
    }
}

/// Whether a value of `type` includes `null`.
pub(super) fn lists_null(types: Option<&Node>) -> bool {
    let is_null = |name: &Node| name.as_str() == Some("null");
    match types {
        Some(Node::Array(names)) => names.iter().any(is_null),
        Some(name) => is_null(name),
        None => false,
    }
}

/// The distinct types other than `null`, with their indices.
pub(super) fn distinct(names: &[Node]) -> Vec<(usize, &Node)> {
    let mut types: Vec<(usize, &Node)> = Vec::new();
    let names = names.iter().enumerate();
    for (index, node) in names {
        let is_type = node.as_str().is_some_and(|name| TYPES.contains(&name));
        if is_type && types.iter().all(|(_, known)| *known != node) {
            types.push((index, node));
        }
    }
    types
}

/// Whether a value has a type. A number or boolean counts as an unquoted string.
pub(super) fn is_of_type(kind: &str, value: &Node) -> bool {
    match (kind, value) {
        ("string", Node::String(_) | Node::Number(_) | Node::Bool(_)) => true,
        ("integer", Node::Number(Number::Float(value))) => value.fract() == 0.0,
        ("integer" | "number", Node::Number(_)) => true,
        ("boolean", Node::Bool(_)) | ("array", Node::Array(_)) | ("object", Node::Object(_)) => {
            true
        }
        ("string" | "integer" | "number" | "boolean" | "array" | "object", _) => false,
        _ => true,
    }
}
