//! Makes an OpenAPI document from the model.
//!
//! In: the model and the options. Out: the tree of the document, and the span of each fact by JSON pointer. Keys are in
//! the order of the OpenAPI specification. Schemas begin with type, format and description.

mod constraints;
mod digest;
mod operation;
mod schema;
mod server;

use std::collections::BTreeMap;

pub use server::variables as host_variables;

use super::facts::Host;
use super::markdown::{Block, to_common_mark};
use super::model::{Model, Operation};
use super::options::{Options, Origin};
use super::reporter::Reporter;
use super::span::Span;
use super::yaml::{Map, Value};

/// A document, and the spans of its facts.
#[derive(Debug)]
pub struct Document {
    pub root: Map,
    /// By JSON pointer.
    pub spans: BTreeMap<String, Span>,
}

/// Makes the document.
pub fn document(model: &Model, options: &Options, reporter: &mut Reporter<'_>) -> Document {
    let mut writer = Writer {
        spans: BTreeMap::new(),
        reporter,
    };
    let mut root = Map::new();
    root.add("openapi", "3.0.3");
    root.add("info", info(model));
    let main = server::main(&model.operations);
    if let Some(host) = main {
        root.add(
            "servers",
            server::servers(host, &options.hosts, writer.reporter),
        );
    }
    if !model.tags.is_empty() {
        root.add("tags", tags(model));
    }
    root.add(
        "paths",
        Value::Spaced(writer.paths(model, main, &options.hosts)),
    );
    if !model.schemas.is_empty() {
        let mut schemas = Map::new();
        for (name, schema) in &model.schemas {
            let at = format!("/components/schemas/{name}");
            schemas.add(name, writer.component(schema, &at));
        }
        let mut components = Map::new();
        components.add("schemas", Value::Spaced(schemas));
        root.add("components", components);
    }
    let spans = writer.spans;
    record_origin(&mut root, &options.origin);
    Document { root, spans }
}

struct Writer<'w, 'r> {
    spans: BTreeMap<String, Span>,
    reporter: &'w mut Reporter<'r>,
}

impl Writer<'_, '_> {
    fn record(&mut self, pointer: String, at: Span) {
        self.spans.entry(pointer).or_insert(at);
    }

    /// Paths in the order of the pages, HTTP methods in the order of the specification.
    fn paths(
        &mut self,
        model: &Model,
        main: Option<&Host>,
        hosts: &BTreeMap<String, String>,
    ) -> Map {
        let mut by_path: indexmap::IndexMap<&str, Vec<&Operation>> = indexmap::IndexMap::new();
        for operation in &model.operations {
            by_path.entry(&operation.path).or_default().push(operation);
        }
        let mut out = Map::new();
        for (path, mut operations) in by_path {
            operations.sort_by_key(|operation| operation.http_method);
            let mut item = Map::new();
            for operation in operations {
                let escaped = path.replace('~', "~0").replace('/', "~1");
                let at = format!("/paths/{escaped}/{}", operation.http_method.as_str());
                let other = Some(&operation.host)
                    .filter(|host| !main.is_some_and(|main| server::same(main, host)));
                let mut entry = self.operation(operation, &at);
                if let Some(host) = other {
                    entry.add("servers", server::servers(host, hosts, self.reporter));
                }
                entry.add_some("x-long-running", operation::long_running(operation));
                item.add(operation.http_method.as_str(), entry);
            }
            out.add(path, item);
        }
        out
    }
}

fn info(model: &Model) -> Map {
    let mut info = Map::new();
    let paths = || {
        model
            .operations
            .iter()
            .map(|operation| operation.path.as_str())
    };
    let named = model.title.as_ref().map(|title| title.text.clone());
    let by_path = || {
        paths()
            .find_map(|path| path.split('/').nth(1))
            .unwrap_or("api")
            .to_owned()
    };
    info.add("title", named.unwrap_or_else(by_path));
    let version = paths().flat_map(|path| path.split('/')).find(|part| {
        let digits = part.strip_prefix('v').unwrap_or_default();
        digits.starts_with(|char: char| char.is_ascii_digit())
    });
    info.add("version", version.unwrap_or("v1"));
    info
}

/// Adds `x-transcribed-from` to `info`.
pub fn record_origin(root: &mut Map, origin: &Origin) {
    let mut source = Map::new();
    let pages = origin.pages.iter().map(|page| page.as_str().into());
    source.add("pages", Value::List(pages.collect()));
    source.add_some("commit", origin.commit.clone());
    source.add("facts-sha256", digest::digest(root));
    let info = root.0.iter_mut().find(|(key, _)| key == "info");
    if let Some((_, Value::Map(info))) = info {
        info.add("x-transcribed-from", source);
    }
}

fn tags(model: &Model) -> Value {
    let tags = model.tags.iter().map(|(name, text)| {
        let mut tag = Map::new();
        tag.add("name", name.as_str());
        tag.add_some("description", words(text));
        tag.into()
    });
    Value::List(tags.collect())
}

/// Blocks as CommonMark. Returns `None` if there is no text.
fn words(blocks: &[Block]) -> Option<String> {
    Some(to_common_mark(blocks)).filter(|text| !text.is_empty())
}
