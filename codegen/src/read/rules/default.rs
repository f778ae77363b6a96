//! Defaults and the type that they belong to.

use super::super::check::Check;
use super::super::node_path::NodePath;
use super::super::{Map, Node, Number};
use crate::diag::{Diagnostic, codes};

impl Check<'_> {
    /// Takes out a default that is no value of its schema: docs would tell of it.
    pub(super) fn default(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let kind = map.get("type").and_then(Node::as_str);
        let (Some(kind), Some(default)) = (kind, map.get("default")) else {
            return;
        };
        if fits(kind, default) {
            return;
        }
        let place = path.key("default");
        let message = format!(
            "the type is `{kind}`, and `default` is {}",
            default.describe()
        );
        let found = Diagnostic::new(codes::WRONG_TYPE, message).at(&place.pointer());
        let found = found.label("the default is left out");
        if default.is_null() {
            let nullable = map.get("nullable").and_then(Node::as_bool);
            if nullable != Some(true) {
                // Written by programs, in every place, for what has no default.
                self.report_once("schema", "null as default", || found);
            }
            return;
        }
        self.report(found);
        map.remove("default");
    }
}

/// Whether a value is one of a type. A number is a text that lost its quotes.
fn fits(kind: &str, value: &Node) -> bool {
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
