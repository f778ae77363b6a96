//! The URL of a server and its variables.

use crate::diag::{Diagnostic, codes};
use crate::read::check::Check;
use crate::read::node_path::NodePath;
use crate::read::{Map, Node};

impl Check<'_> {
    /// Reports undeclared variables in the URL, duplicate values, and defaults that are not in `enum`.
    pub(super) fn server(&mut self, map: &Map, path: &NodePath<'_>) {
        let url = map.get("url").and_then(Node::as_str).unwrap_or_default();
        let at = path.key("url");
        if url.trim().is_empty() {
            let found = Diagnostic::new(codes::BAD_SERVER, "the server URL is empty");
            self.report(
                found
                    .at(&at.pointer())
                    .label("it is treated as a relative URL"),
            );
        }
        let variables = map.get("variables").and_then(Node::as_object);
        for part in url.split('{').skip(1) {
            let Some((name, _)) = part.split_once('}') else {
                continue;
            };
            if variables.is_none_or(|variables| !variables.contains(name)) {
                let message =
                    format!("the URL contains `{{{name}}}`, which `variables` does not declare");
                let found = Diagnostic::new(codes::BAD_SERVER, message).at(&at.pointer());
                self.report(found.label("it remains part of the URL"));
            }
        }
        let at = path.key("variables");
        for (name, variable) in variables.into_iter().flat_map(Map::iter) {
            let (Some(listed), Some(default)) = (variable.get("enum"), variable.get("default"))
            else {
                continue;
            };
            let listed = listed.as_array().unwrap_or_default();
            let duplicate =
                (1..listed.len()).find(|index| listed[..*index].contains(&listed[*index]));
            if let Some(index) = duplicate {
                let message = format!(
                    "the `enum` of `{name}` lists {} twice",
                    listed[index].describe()
                );
                let found = Diagnostic::new(codes::DUPLICATE_VALUE, message);
                let found = found.at(&at.key(name).key("enum").index(index).pointer());
                self.report(found.label("the duplicate is ignored"));
            }
            if !listed.is_empty() && !listed.contains(default) {
                let message = format!("the default of `{name}` is not in its `enum`");
                let found = Diagnostic::new(codes::BAD_SERVER, message);
                let found = found.at(&at.key(name).key("default").pointer());
                self.report(found.label("it is used anyway"));
            }
        }
    }
}
