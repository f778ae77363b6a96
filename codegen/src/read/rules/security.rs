//! The rules for security schemes.

use crate::diag::{Diagnostic, Severity, codes};
use crate::read::check::Check;
use crate::read::node_path::NodePath;
use crate::read::version::Version;
use crate::read::{Map, Node};

/// The keywords of security schemes and their flows that are URLs.
const URLS: &[&str] = &[
    "authorizationUrl",
    "deviceAuthorizationUrl",
    "oauth2MetadataUrl",
    "openIdConnectUrl",
    "refreshUrl",
    "tokenUrl",
];

impl Check<'_> {
    pub(super) fn security_scheme(&mut self, map: &Map, path: &NodePath<'_>) {
        let kind = map.get("type").and_then(Node::as_str);
        let wanted = match kind {
            Some("oauth2") if self.version > Version::V2_0 => Some("flows"),
            Some("openIdConnect") => Some("openIdConnectUrl"),
            _ => None,
        };
        if let Some(wanted) = wanted.filter(|wanted| !map.contains(wanted)) {
            let message = format!("the security scheme has no `{wanted}`");
            let found = Diagnostic::new(codes::MISSING_KEYWORD, message).at(&path.pointer());
            let found = found.severity(Severity::Warning);
            self.report(found.label("the document does not declare where to get a token"));
        }
        if kind == Some("apiKey") {
            self.parameter_name(map, path);
        }
        self.urls(map, path);
        let at = path.key("flows");
        let flows = map.get("flows").and_then(Node::as_object);
        for (name, flow) in flows.into_iter().flat_map(Map::iter) {
            if let Some(flow) = flow.as_object() {
                self.urls(flow, &at.key(name));
            }
        }
    }

    fn urls(&mut self, map: &Map, path: &NodePath<'_>) {
        for key in URLS {
            let url = map.get(key).and_then(Node::as_str);
            if let Some(url) = url.filter(|url| !is_url(url)) {
                let message = format!("`{key}` is `{}`, which is not a URL", url.escape_debug());
                let found = Diagnostic::new(codes::BAD_URL, message);
                let found = found.at(&path.key(key).pointer());
                self.report(found.label("the generated client does not use it"));
            }
        }
    }
}

/// Whether a string can be a URL: absolute, relative, or with placeholders.
fn is_url(text: &str) -> bool {
    text.contains(['/', ':', '{', '$']) && !text.contains(char::is_whitespace)
}
