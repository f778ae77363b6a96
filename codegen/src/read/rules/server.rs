//! The URL of a server and the variables in it.

use super::super::check::Check;
use super::super::node_path::NodePath;
use super::super::{Map, Node};
use crate::diag::{Diagnostic, codes};

impl Check<'_> {
    /// Says which variables the URL has that nobody declares, and which defaults are no choice.
    pub(super) fn server(&mut self, map: &Map, path: &NodePath<'_>) {
        let url = map.get("url").and_then(Node::as_str).unwrap_or_default();
        let at = path.key("url");
        if url.trim().is_empty() {
            let found = Diagnostic::new(codes::BAD_SERVER, "the URL of the server is empty");
            self.report(found.at(&at.pointer()).label("it is taken as relative"));
        }
        let variables = map.get("variables").and_then(Node::as_object);
        for part in url.split('{').skip(1) {
            let Some((name, _)) = part.split_once('}') else {
                continue;
            };
            if variables.is_none_or(|variables| !variables.contains(name)) {
                let message =
                    format!("the URL has `{{{name}}}`, which `variables` does not declare");
                let found = Diagnostic::new(codes::BAD_SERVER, message).at(&at.pointer());
                self.report(found.label("it stays in the URL"));
            }
        }
        let at = path.key("variables");
        for (name, variable) in variables.into_iter().flat_map(Map::iter) {
            let (Some(listed), Some(default)) = (variable.get("enum"), variable.get("default"))
            else {
                continue;
            };
            let listed = listed.as_array().unwrap_or_default();
            let twice = (1..listed.len()).find(|index| listed[..*index].contains(&listed[*index]));
            if let Some(index) = twice {
                let message = format!("`{name}` lists {} twice", listed[index].describe());
                let found = Diagnostic::new(codes::DUPLICATE_VALUE, message);
                let found = found.at(&at.key(name).key("enum").index(index).pointer());
                self.report(found.label("it counts once"));
            }
            if !listed.is_empty() && !listed.contains(default) {
                let message = format!("the default of `{name}` is none of its values");
                let found = Diagnostic::new(codes::BAD_SERVER, message);
                let found = found.at(&at.key(name).key("default").pointer());
                self.report(found.label("it is the default all the same"));
            }
        }
    }
}
