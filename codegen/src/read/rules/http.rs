//! The syntax of header names, parameter names and media types.

use crate::diag::{Diagnostic, codes};
use crate::read::check::Check;
use crate::read::node_path::NodePath;
use crate::read::{Map, Node};

impl Check<'_> {
    /// Reports invalid media types and header names.
    pub(super) fn http_names(&mut self, map: &Map, path: &NodePath<'_>) {
        let at = path.key("content");
        let content = map.get("content").and_then(Node::as_object);
        for media_type in content.into_iter().flat_map(Map::keys) {
            if !is_media_type(media_type) && !media_type.starts_with("x-") {
                let pointer = at.key(media_type).pointer();
                self.report(bad_media_type(media_type).at_key(&pointer));
            }
        }
        // Swagger 2.0.
        for key in ["consumes", "produces"] {
            let at = path.key(key);
            let listed = map.get(key).and_then(Node::as_array).unwrap_or_default();
            for (index, media_type) in listed.iter().enumerate() {
                if let Some(media_type) = media_type.as_str().filter(|text| !is_media_type(text)) {
                    let pointer = at.index(index).pointer();
                    self.report(bad_media_type(media_type).at(&pointer));
                }
            }
        }
        let at = path.key("headers");
        let headers = map.get("headers").and_then(Node::as_object);
        for name in headers.into_iter().flat_map(Map::keys) {
            if !is_token(name) {
                let message = format!("{} is not a valid header name", quoted(name));
                let found = Diagnostic::new(codes::BAD_NAME, message);
                let found = found.at_key(&at.key(name).pointer());
                self.report(found.label("no HTTP message can contain it"));
            }
        }
    }

    /// Reports a name that can't be sent in HTTP.
    pub(super) fn parameter_name(&mut self, map: &Map, path: &NodePath<'_>) {
        let text = |key: &str| map.get(key).and_then(Node::as_str);
        let (Some(name), Some(location)) = (text("name"), text("in")) else {
            return;
        };
        let label = match location {
            _ if name.is_empty() => "the value is sent without a name",
            "header" if !is_token(name) => "a call that sets it fails with an error",
            "cookie" if !is_token(name) => "it is sent unchanged",
            _ => return,
        };
        let kind = match location {
            "header" | "cookie" => location,
            _ => "parameter",
        };
        let message = match name {
            "" => format!("the {kind} name is empty"),
            _ => format!("{} is not a valid {kind} name", quoted(name)),
        };
        let found = Diagnostic::new(codes::BAD_NAME, message);
        let found = found.at(&path.key("name").pointer());
        self.report(found.label(label));
    }
}

fn bad_media_type(text: &str) -> Diagnostic {
    let message = format!("{} is not a media type", quoted(text));
    Diagnostic::new(codes::BAD_MEDIA_TYPE, message).label("it is used unchanged")
}

/// Whether a string is a media type (`type/subtype`), possibly with parameters.
fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let words = essence.split_once('/');
    words.is_some_and(|(kind, name)| is_token(kind) && is_token(name))
}

/// Whether a string is a `token` and can be a method or a header name (RFC 9110, section 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_letter)
}

/// Quotes a string for a message, on one line.
fn quoted(text: &str) -> String {
    format!("`{}`", text.escape_debug())
}
