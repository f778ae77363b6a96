//! Recognizes files that are no YAML or JSON: pages of a web server, other languages for APIs, merge conflicts.
//!
//! Input: the text of a file. Output: an error that names the format. Guaranteed: no OpenAPI document is recognized as
//! another format, because their first lines are not valid there.

use crate::diag::{Diagnostic, codes};
use crate::source::{FileId, Location};

/// What the first line of a format starts with, what it is, and what to do.
const FIRST_LINES: &[(&str, &str, &str)] = &[
    (
        "#%RAML",
        "this is a RAML document",
        "convert it to OpenAPI, for example with `oas-raml-converter`",
    ),
    (
        "syntax = \"proto",
        "this is a definition of Protocol Buffers",
        "use the OpenAPI document that a gateway generates, or a generator for gRPC",
    ),
    (
        "FORMAT: 1A",
        "this is an API Blueprint",
        "convert it to OpenAPI first",
    ),
];

/// The words that begin a definition in GraphQL.
const GRAPHQL: &[&str] = &[
    "directive @",
    "enum ",
    "extend ",
    "input ",
    "interface ",
    "mutation ",
    "query ",
    "scalar ",
    "schema ",
    "type ",
    "union ",
];

/// The error for a file in another format. Returns `None` for YAML, JSON, and what is unknown.
pub(super) fn recognize(text: &str, file: FileId) -> Option<Diagnostic> {
    let (message, help) = format(text)?;
    let found = Diagnostic::new(codes::NOT_OPENAPI, message);
    Some(found.location(Location::File(file)).help(help))
}

/// The start of the first and the last mark of a merge conflict.
const MARKS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

/// The error for a merge conflict in a file that is neither YAML nor JSON. Returns `None` if there is none.
pub(super) fn conflict(text: &str, file: FileId) -> Option<Diagnostic> {
    let [first, last] = MARKS;
    // In YAML, text is never at the start of a line.
    let line = text.lines().position(|line| line.starts_with(first))?;
    text.lines().find(|line| line.starts_with(last))?;
    let message = "the file has marks of a merge conflict";
    let found = Diagnostic::new(codes::SYNTAX, message).location(Location::Text {
        file,
        line: u32::try_from(line + 1).ok()?,
        column: 1,
    });
    Some(found.help("resolve the conflict, and remove these lines"))
}

fn format(text: &str) -> Option<(&'static str, &'static str)> {
    let start = text.trim_start();
    if start.starts_with('<') && !start.starts_with(MARKS[0]) {
        return Some(xml(start));
    }
    let known = FIRST_LINES
        .iter()
        .find(|(line, ..)| start.starts_with(line));
    if let Some((_, message, help)) = known {
        return Some((message, help));
    }
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let is_definition = first.contains(['{', '=', '@']);
    let is_graphql = is_definition && GRAPHQL.iter().any(|word| first.starts_with(word));
    is_graphql.then_some((
        "this is a GraphQL schema",
        "use a generator for GraphQL; oascribe reads OpenAPI",
    ))
}

fn xml(text: &str) -> (&'static str, &'static str) {
    let start: String = text.chars().take(2000).collect();
    let start = start.to_ascii_lowercase();
    let has = |word: &str| start.contains(word);
    match () {
        () if has("<!doctype html") || has("<html") => (
            "this is a web page, not an OpenAPI document",
            "open it in a browser: it may be an error page, a login, or a page with a link to the document",
        ),
        () if has("wsdl") => (
            "this is a WSDL document",
            "it describes a SOAP service, for which OpenAPI has no means",
        ),
        () if has("wadl") => ("this is a WADL document", "convert it to OpenAPI first"),
        () => (
            "this is an XML file, not an OpenAPI document",
            "OpenAPI documents are YAML or JSON",
        ),
    }
}
