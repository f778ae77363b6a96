//! Tests how documents are read, and which problems are reported.

mod check;
mod codes;
mod files;
mod locate;
mod overlays;
mod parse;
mod render;
mod swagger;
mod upgrade;

use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::diag::{self, Diagnostic, Diagnostics};
use oascribe_codegen::read::{self, Document, Node, Number};
use oascribe_codegen::source::Sources;

/// The result of reading one file.
struct Reading {
    sources: Sources,
    diags: Diagnostics,
    doc: Option<Document>,
}

fn read(text: &str) -> Reading {
    let mut sources = Sources::new();
    let file = sources.add("api.yaml", text.to_owned());
    let mut diags = Diagnostics::new();
    let doc = read::read(&mut sources, file, &mut diags);
    Reading {
        sources,
        diags,
        doc,
    }
}

/// Reads an OpenAPI 3.0 document with all required keywords and `rest`.
fn with(rest: &str) -> Reading {
    with_version("3.0.3", rest)
}

/// Like [`with`], for another version.
fn with_version(version: &str, rest: &str) -> Reading {
    let head = format!("openapi: {version}\ninfo: {{title: t, version: '1'}}\n");
    let paths = if rest.contains("paths:") {
        ""
    } else {
        "paths: {}\n"
    };
    read(&format!("{head}{paths}{rest}"))
}

impl Reading {
    /// All diagnostics as text, including notes.
    fn human(&self) -> String {
        let options = RenderOptions {
            notes: true,
            color: false,
        };
        human(&self.diags, &self.sources, options)
    }

    /// Each diagnostic as `severity[code] line:column message | label`, without those about examples and extensions.
    fn found(&self) -> Vec<String> {
        let mut locator = oascribe_codegen::source::Locator::new(&self.sources);
        let is_listed = |it: &&Diagnostic| {
            ![diag::codes::UNUSED_EXAMPLE, diag::codes::UNUSED_EXTENSION].contains(&it.code)
        };
        let lines = self.diags.iter().filter(is_listed).map(|it| {
            let span = it.location.as_ref().and_then(|at| locator.locate(at));
            let position = span.map_or("-".to_owned(), |span| {
                format!("{}:{}", span.line, span.column)
            });
            let (severity, code, message, label) =
                (it.severity, it.code.name, &it.message, &it.label);
            format!("{severity}[{code}] {position} {message} | {label}")
        });
        lines.collect()
    }

    /// The target of a reference.
    fn at(&self, pointer: &str) -> Option<&read::Node> {
        let doc = self.doc.as_ref()?;
        doc.resolve(pointer, &doc.pointer()).map(|(node, _)| node)
    }
}

/// A node in YAML flow style.
fn flow(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(Number::Int(value)) => value.to_string(),
        Node::Number(Number::Float(value)) => value.to_string(),
        Node::String(text) => text.clone(),
        Node::Array(items) => {
            let items: Vec<_> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Object(map) => {
            let entry = |(key, value): (&str, &Node)| format!("{key}: {}", flow(value));
            let entries: Vec<_> = map.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[test]
fn codes_are_unique_and_explained() {
    let mut names: Vec<_> = diag::codes::all().map(|code| code.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    for code in diag::codes::all() {
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(code.name.chars().all(is_word), "{}", code.name);
        assert!(code.explain.len() > 60, "{}", code.name);
        assert!(!code.title.ends_with('.'), "{}", code.name);
    }
}
