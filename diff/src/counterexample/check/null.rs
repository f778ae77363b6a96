//! The types of a schema, and null, which OpenAPI 3.0 allows in its own way.

use oascribe_codegen::read::Node;

use super::super::super::spec::At;
use super::{Checker, constrains};

/// Keywords that accept null as generated code does, although by the letter they reject it.
const COMPOSED: [&str; 6] = ["allOf", "anyOf", "const", "enum", "not", "oneOf"];

/// The types that a schema lists. Other words than types are ignored.
pub fn types<'d>(at: &At<'d>) -> Vec<&'d str> {
    let listed = match at.node.get("type") {
        Some(Node::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
        None => &[],
    };
    let is_type = |name: &&str| {
        matches!(
            *name,
            "null" | "boolean" | "integer" | "number" | "string" | "array" | "object"
        )
    };
    let names = listed.iter().filter_map(Node::as_str).filter(is_type);
    names.collect()
}

impl<'d> Checker<'_, 'd> {
    /// Whether a schema admits null whatever its other keywords are.
    pub(super) fn allows_null(&self, at: &At<'d>) -> bool {
        let types = types(at);
        let has_null = types.contains(&"null");
        let is_nullable = at.flag("nullable");
        if self.is_legacy() && at.get("$ref").is_some() {
            return is_nullable || has_null;
        }
        if types.is_empty() {
            let beside = ["type", "nullable", "example", "examples"];
            return is_nullable && constrains(at, &beside);
        }
        let is_rejected = COMPOSED.iter().any(|key| rejects_null(at, key));
        self.is_legacy() && has_null && types.len() > 1 && is_rejected
    }
}

fn rejects_null(at: &At<'_>, keyword: &str) -> bool {
    match at.node.get(keyword) {
        Some(Node::Array(values)) if keyword == "enum" => !values.iter().any(Node::is_null),
        Some(value) => keyword != "const" || !value.is_null(),
        None => false,
    }
}
