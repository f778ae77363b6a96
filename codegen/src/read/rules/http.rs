//! Names and media types, in the form that HTTP gives them.

use super::super::check::Check;
use super::super::node_path::NodePath;
use super::super::{Map, Node};
use crate::diag::{Diagnostic, codes};

impl Check<'_> {
    /// Says which media types are none, and which headers can't have their names.
    pub(super) fn message(&mut self, map: &Map, path: &NodePath<'_>) {
        let at = path.key("content");
        let content = map.get("content").and_then(Node::as_object);
        for media_type in content.into_iter().flat_map(Map::keys) {
            if !is_media_type(media_type) && !media_type.starts_with("x-") {
                let pointer = at.key(media_type).pointer();
                self.report(no_media_type(media_type).at_key(&pointer));
            }
        }
        // Of Swagger.
        for key in ["consumes", "produces"] {
            let at = path.key(key);
            let listed = map.get(key).and_then(Node::as_array).unwrap_or_default();
            for (index, media_type) in listed.iter().enumerate() {
                if let Some(media_type) = media_type.as_str().filter(|text| !is_media_type(text)) {
                    let pointer = at.index(index).pointer();
                    self.report(no_media_type(media_type).at(&pointer));
                }
            }
        }
        let at = path.key("headers");
        let headers = map.get("headers").and_then(Node::as_object);
        for name in headers.into_iter().flat_map(Map::keys) {
            if !is_token(name) {
                let message = format!("{} is no name of a header", quoted(name));
                let found = Diagnostic::new(codes::BAD_NAME, message);
                let found = found.at_key(&at.key(name).pointer());
                self.report(found.label("no message has it"));
            }
        }
    }

    /// Says that what the object names can't be sent under that name.
    pub(super) fn sent_name(&mut self, map: &Map, path: &NodePath<'_>) {
        let text = |key: &str| map.get(key).and_then(Node::as_str);
        let (Some(name), Some(place)) = (text("name"), text("in")) else {
            return;
        };
        let label = match place {
            _ if name.is_empty() => "it is sent without a name",
            "header" if !is_token(name) => "a call that sends it ends with an error",
            "cookie" if !is_token(name) => "it is sent as it stands",
            _ => return,
        };
        let what = match place {
            "header" | "cookie" => place,
            _ => "parameter",
        };
        let message = format!("{} is no name of a {what}", quoted(name));
        let found = Diagnostic::new(codes::BAD_NAME, message);
        let found = found.at(&path.key("name").pointer());
        self.report(found.label(label));
    }
}

fn no_media_type(text: &str) -> Diagnostic {
    let message = format!("{} is no media type", quoted(text));
    Diagnostic::new(codes::BAD_MEDIA_TYPE, message).label("it stays as it stands")
}

/// Two words with a slash between them, and what parameters there may be.
fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let words = essence.split_once('/');
    words.is_some_and(|(kind, name)| is_token(kind) && is_token(name))
}

/// Whether a text may be a method or the name of a header (RFC 9110, section 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_letter)
}

/// Whatever it is, on one line.
fn quoted(text: &str) -> String {
    format!("`{}`", text.escape_debug())
}
