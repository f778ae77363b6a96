//! Detects the version of a document.
//!
//! Input: a tree. Output: the version of OpenAPI, or an error that names the format that the file seems to have.

use super::{Map, Node};
use crate::diag::{Diagnostic, Diagnostics, codes, similar};
use crate::source::{FileId, Pointer};

/// A supported version of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0.
    V2_0,
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
    /// OpenAPI 3.2.
    V3_2,
}

impl Version {
    /// The version number without its patch level.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Version::V2_0 => "2.0",
            Version::V3_0 => "3.0",
            Version::V3_1 => "3.1",
            Version::V3_2 => "3.2",
        }
    }
}

/// Detects the version of a document. Returns `None` if an error was reported.
pub(super) fn version(root: &Node, file: FileId, diags: &mut Diagnostics) -> Option<Version> {
    let at = Pointer::root(file);
    let Node::Object(map) = root else {
        let message = match root {
            Node::Null => "the file contains no value".to_owned(),
            other => format!(
                "an OpenAPI document must be an object, not {}",
                other.describe()
            ),
        };
        diags.push(Diagnostic::new(codes::NOT_OPENAPI, message).at(&at));
        return None;
    };
    let (key, value) = match (map.get("openapi"), map.get("swagger")) {
        (Some(version), _) => ("openapi", version),
        (None, Some(version)) => ("swagger", version),
        (None, None) => {
            diags.push(unknown_format(map, &at));
            return None;
        }
    };
    let declared = match value {
        Node::String(text) => text.trim().to_owned(),
        // `openapi: 3.0` is a float: debug formatting restores the zero.
        Node::Number(number) => format!("{:?}", number.as_f64()),
        other => {
            let message = format!("`{key}` must be a version number, not {}", other.describe());
            let found = Diagnostic::new(codes::NOT_OPENAPI, message);
            diags.push(found.at(&at.child(key)));
            return None;
        }
    };
    let known = match key {
        "openapi" => parse_version(&declared),
        _ if declared == "2.0" || declared == "2" => Some(Version::V2_0),
        _ => None,
    };
    if known.is_none() {
        diags.push(unsupported(key, &declared, &at.child(key)));
    }
    known
}

/// Returns the version that a file declares, or `None` if it declares no supported version.
pub(super) fn declared(root: &Node) -> Option<Version> {
    match (root.get("openapi"), root.get("swagger")) {
        (Some(version), _) => parse_version(version.as_str()?.trim()),
        (None, Some(_)) => Some(Version::V2_0),
        (None, None) => None,
    }
}

fn parse_version(declared: &str) -> Option<Version> {
    let minor = |prefix: &str| {
        let rest = declared.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    };
    match () {
        () if minor("3.0") => Some(Version::V3_0),
        () if minor("3.1") => Some(Version::V3_1),
        () if minor("3.2") => Some(Version::V3_2),
        () => None,
    }
}

fn unsupported(key: &str, version: &str, at: &Pointer) -> Diagnostic {
    let (name, help) = match (key, version) {
        ("swagger", _) => ("Swagger", "convert the document to a supported version"),
        ("openapi", later) if later.starts_with("3.") => (
            "OpenAPI",
            "if the document uses no feature of that version, write `openapi: 3.1.1`",
        ),
        _ => ("OpenAPI", "write a version such as `openapi: 3.1.1`"),
    };
    let message = format!("{name} {version} is not supported");
    let found = Diagnostic::new(codes::UNSUPPORTED_VERSION, message).at(at);
    found
        .label("supported are Swagger 2.0 and OpenAPI 3.0 to 3.2")
        .help(help)
}

/// The error for a document without `openapi` or `swagger`.
fn unknown_format(map: &Map, at: &Pointer) -> Diagnostic {
    let found = Diagnostic::new(codes::NOT_OPENAPI, "the document has no keyword `openapi`").at(at);
    let is = |key: &str| map.contains(key);
    let help = match () {
        () if is("asyncapi") => "this is an AsyncAPI document, which does not describe an HTTP API",
        () if is("arazzo") => {
            "this is an Arazzo document; use the OpenAPI document that it refers to"
        }
        () if is("overlay") => {
            "this is an overlay; pass it together with the document that it changes"
        }
        () if is("$schema") || is("properties") => {
            "this is a JSON Schema, which does not describe an API"
        }
        () if is("item") && is("info") => "this is a Postman collection; export it as OpenAPI",
        () if is("resources") && is("schemas") => "this is a Google API discovery document",
        () if map
            .get("kind")
            .and_then(Node::as_str)
            .is_some_and(|kind| kind.starts_with("discovery#")) =>
        {
            "this is a Google API discovery document"
        }
        () if is("log") => "this is a HAR file of recorded requests",
        () if is("error") || is("message") || is("errors") => {
            "this is probably the error of a server: download the document again"
        }
        () if is("paths") || is("components") => "write `openapi: 3.0.3` in the first line",
        () => "check the file name: an OpenAPI document begins with `openapi: 3.0.3`",
    };
    match map.keys().find(|key| similar(key, ["openapi"]).is_some()) {
        Some(key) => found.at_key(&at.child(key)).help("did you mean `openapi`?"),
        None => found.help(help),
    }
}
