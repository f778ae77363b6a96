//! The `content` of parameters and headers.

use crate::diag::{Diagnostic, codes};
use crate::read::check::Check;
use crate::read::node_path::NodePath;
use crate::read::{Map, Node};

impl Check<'_> {
    /// Reports a `content` that does not have exactly one media type, or that has other keywords next to it.
    pub(super) fn single_content(&mut self, map: &Map, noun: &str, path: &NodePath<'_>) {
        let Some(content) = map.get("content").and_then(Node::as_object) else {
            return;
        };
        let styles = ["style", "explode", "allowReserved"];
        if let Some(style) = styles.iter().find(|style| map.contains(style)) {
            let message = format!("the {noun} has `content` and `{style}`");
            let found = Diagnostic::new(codes::BAD_CONTENT, message);
            let found = found.at_key(&path.key(style).pointer());
            self.report(found.label(format!("`{style}` is ignored")));
        }
        let (message, label) = match content.len() {
            _ if map.contains("schema") => (
                format!("the {noun} has `schema` and `content`"),
                "`schema` is used",
            ),
            0 => (
                format!("the `content` of the {noun} has no media type"),
                "it is treated as a string",
            ),
            1 => return,
            _ => (
                format!("the `content` of the {noun} has several media types"),
                "one of them is used, JSON if possible",
            ),
        };
        let found = Diagnostic::new(codes::BAD_CONTENT, message);
        let found = found.at_key(&path.key("content").pointer());
        self.report(found.label(label));
    }
}
