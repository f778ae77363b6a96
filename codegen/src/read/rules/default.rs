//! The rule that `default` matches `type`.

use crate::diag::{Diagnostic, codes};
use crate::read::check::Check;
use crate::read::node_path::NodePath;
use crate::read::schema::{lists_null, single_type};
use crate::read::{Map, Node, Number};

impl Check<'_> {
    /// Removes a `default` that does not have the type of its schema.
    pub(super) fn default_value(&mut self, map: &mut Map, path: &NodePath<'_>) {
        let types = map.get("type");
        let kind = single_type(types);
        let Some(default) = map.get("default") else {
            return;
        };
        if is_of_type(kind, default) {
            return;
        }
        let message = format!(
            "`default` is {}, but `type` is `{kind}`",
            default.describe()
        );
        let found = Diagnostic::new(codes::WRONG_TYPE, message).at(&path.key("default").pointer());
        let found = found.label("the default is left out");
        if default.is_null() {
            if !lists_null(types) {
                // Generators often write it for every schema without a default.
                self.report_once("schema", "null as default", || found);
            }
            return;
        }
        self.report(found);
        map.remove("default");
    }
}

/// Whether a value has a type. A number or boolean counts as an unquoted string.
fn is_of_type(kind: &str, value: &Node) -> bool {
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
