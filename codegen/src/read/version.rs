//! What kind of document this is.
//!
//! In: a tree. Out: whether it is an OpenAPI document of a version that we read. Guaranteed: what else it may be is
//! named, where it shows.

use super::{Map, Node};
use crate::diag::{Diagnostic, Diagnostics, codes, similar};
use crate::source::{FileId, Pointer};

/// A version of OpenAPI whose documents are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
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
    /// The number, as people say it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Version::V2_0 => "2.0",
            Version::V3_0 => "3.0",
            Version::V3_1 => "3.1",
            Version::V3_2 => "3.2",
        }
    }
}

/// The version of a document; none after an error.
pub(super) fn version(root: &Node, file: FileId, diags: &mut Diagnostics) -> Option<Version> {
    let at = Pointer::root(file);
    let Node::Object(map) = root else {
        let message = match root {
            Node::Null => "the file holds nothing".to_owned(),
            other => format!("an OpenAPI document is an object, not {}", other.describe()),
        };
        diags.push(Diagnostic::new(codes::NOT_OPENAPI, message).at(&at));
        return None;
    };
    let (key, value) = match (map.get("openapi"), map.get("swagger")) {
        (Some(version), _) => ("openapi", version),
        (None, Some(version)) => ("swagger", version),
        (None, None) => {
            diags.push(stranger(map, &at));
            return None;
        }
    };
    let stated = match value {
        Node::String(text) => text.trim().to_owned(),
        // `openapi: 3.0`: the zero is lost, and means nothing.
        Node::Number(number) => format!("{:?}", number.as_f64()),
        other => {
            let message = format!("`{key}` must be a version, not {}", other.describe());
            let found = Diagnostic::new(codes::NOT_OPENAPI, message);
            diags.push(found.at(&at.child(key)));
            return None;
        }
    };
    let known = match key {
        "openapi" => known(&stated),
        _ if stated == "2.0" || stated == "2" => Some(Version::V2_0),
        _ => None,
    };
    if known.is_none() {
        diags.push(unsupported(key, &stated, &at.child(key)));
    }
    known
}

/// The version that a file states by itself, where it states one that is read.
pub(super) fn stated(root: &Node) -> Option<Version> {
    match (root.get("openapi"), root.get("swagger")) {
        (Some(version), _) => known(version.as_str()?.trim()),
        (None, Some(_)) => Some(Version::V2_0),
        (None, None) => None,
    }
}

fn known(stated: &str) -> Option<Version> {
    let minor = |prefix: &str| {
        let rest = stated.strip_prefix(prefix);
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
        ("swagger", _) => ("Swagger", "convert it to Swagger 2.0 or OpenAPI"),
        ("openapi", later) if later.starts_with("3.") => (
            "OpenAPI",
            "if it uses nothing of that version, write `openapi: 3.1.1`",
        ),
        _ => ("OpenAPI", "versions are written as `openapi: 3.1.1`"),
    };
    let message = format!("{name} {version} is not read");
    let found = Diagnostic::new(codes::UNSUPPORTED_VERSION, message).at(at);
    found
        .label("Swagger 2.0 and OpenAPI 3.0 to 3.2 are")
        .help(help)
}

/// A document that does not say what it is.
fn stranger(map: &Map, at: &Pointer) -> Diagnostic {
    let found = Diagnostic::new(codes::NOT_OPENAPI, "the document has no `openapi`").at(at);
    let is = |key: &str| map.contains(key);
    let guess = match () {
        () if is("asyncapi") => "this is an AsyncAPI document, which describes no HTTP API",
        () if is("arazzo") => "this is an Arazzo document; look for the API that it names",
        () if is("overlay") => "this is an overlay: give it beside the document that it changes",
        () if is("$schema") || is("properties") => {
            "this is a JSON Schema, without an API around it"
        }
        () if is("item") && is("info") => "this is a Postman collection; export it as OpenAPI",
        () if is("resources") && is("schemas") => "this is a Google API discovery document",
        () if is("paths") || is("components") => "write `openapi: 3.0.3` in the first line",
        () => "is it the right file? An OpenAPI document begins with `openapi: 3.0.3`",
    };
    match map.keys().find(|key| similar(key, ["openapi"]).is_some()) {
        Some(key) => found.at_key(&at.child(key)).help("did you mean `openapi`?"),
        None => found.help(guess),
    }
}
