//! Parameters and headers: by a schema, or by the content of one media type.

use super::super::check::Check;
use super::super::node_path::NodePath;
use super::super::{Map, Node};
use crate::diag::{Diagnostic, codes};

impl Check<'_> {
    /// Says where it is not one media type, or not that alone.
    pub(super) fn single_content(&mut self, map: &Map, noun: &str, path: &NodePath<'_>) {
        let Some(content) = map.get("content").and_then(Node::as_object) else {
            return;
        };
        let styles = ["style", "explode", "allowReserved"];
        if let Some(style) = styles.iter().find(|style| map.contains(style)) {
            let message = format!("the {noun} has `content` and `{style}`");
            let found = Diagnostic::new(codes::BAD_CONTENT, message);
            let found = found.at_key(&path.key(style).pointer());
            self.report(found.label("the media type counts"));
        }
        let (message, label) = match content.len() {
            _ if map.contains("schema") => (
                format!("the {noun} has `schema` and `content`"),
                "`schema` counts",
            ),
            0 => (
                format!("the `content` of the {noun} has no media type"),
                "it is taken as text",
            ),
            1 => return,
            _ => (
                format!("the `content` of the {noun} has several media types"),
                "one of them counts, JSON before others",
            ),
        };
        let found = Diagnostic::new(codes::BAD_CONTENT, message);
        let found = found.at_key(&path.key("content").pointer());
        self.report(found.label(label));
    }
}
