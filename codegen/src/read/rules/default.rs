//! The rule that `default` matches `type`.

use crate::diag::{Diagnostic, codes};
use crate::read::Map;
use crate::read::check::Check;
use crate::read::node_path::NodePath;
use crate::read::type_keyword::{is_of_type, lists_null, single_type};

impl Check<'_> {
    /// Reports a `default` that does not have the type of its schema.
    pub(super) fn default_value(&mut self, map: &Map, path: &NodePath<'_>) {
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
                self.report_once(codes::WRONG_TYPE, "schema", "null as default", || found);
            }
            return;
        }
        // It stays in the tree, so that a comparison shows that it changed.
        self.report(found);
    }
}
