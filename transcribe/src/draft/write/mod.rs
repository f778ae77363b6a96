//! The document of a draft.
//!
//! In: a draft. Out: the tree, and the span of each fact by JSON pointer. Each inferred fact is marked with
//! `x-inferred` and reported as a note.

mod operation;
mod schema;

use std::collections::BTreeMap;

use oascribe_codegen::diag::codes;

use super::complete::complete;
use super::json::{Json, Value as JsonValue, is_integer};
use super::schema::Fact;
use super::security::SchemeKind;
use super::{Draft, Scheme};
use crate::document::{Document, record_origin};
use crate::options::Options;
use crate::reporter::Reporter;
use crate::span::Span;
use crate::yaml::{Map, Value};

/// The variable in the URL of a server that is not stated.
pub const HOST: &str = "host";

/// Makes the document. The draft has at least one operation or schema.
pub fn document(mut draft: Draft, options: &Options, reporter: &mut Reporter<'_>) -> Document {
    complete(&mut draft, reporter);
    let mut writer = Writer {
        spans: BTreeMap::new(),
        reporter,
    };
    let mut root = Map::new();
    root.add("openapi", "3.0.3");
    root.add("info", writer.info(&draft));
    root.add("servers", writer.servers(&draft, &options.hosts));
    root.add("paths", Value::Spaced(writer.paths(&draft)));
    let mut components = Map::new();
    if !draft.schemas.is_empty() {
        let mut schemas = Map::new();
        for (name, schema) in &draft.schemas {
            let at = format!("/components/schemas/{name}");
            schemas.add(name, writer.schema(schema, &at, name));
        }
        components.add("schemas", Value::Spaced(schemas));
    }
    if !draft.schemes.is_empty() {
        let mut schemes = Map::new();
        for scheme in &draft.schemes {
            schemes.add(&scheme.name, writer.scheme(scheme));
        }
        components.add("securitySchemes", schemes);
    }
    if !components.is_empty() {
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
    fn record(&mut self, pointer: &str, at: Span) {
        self.spans.entry(pointer.to_owned()).or_insert(at);
    }

    /// Marks and reports what was inferred about a subject.
    fn inferred(&mut self, map: &mut Map, facts: &[Fact], subject: &str) {
        let mut marks = Map::new();
        for fact in facts {
            self.note(fact, subject);
            if !marks.0.iter().any(|(what, _)| what == fact.what) {
                marks.add(fact.what, fact.why.as_str());
            }
        }
        if !marks.is_empty() {
            map.add("x-inferred", marks);
        }
    }

    fn note(&mut self, fact: &Fact, subject: &str) {
        let message = format!("{subject}: `{}` is inferred", fact.what);
        self.reporter
            .report(codes::INFERRED_FACT, message, fact.at, &fact.why);
    }

    fn info(&mut self, draft: &Draft) -> Map {
        let mut info = Map::new();
        info.add("title", draft.title.as_deref().unwrap_or("API"));
        info.add_some("description", draft.text.clone());
        let parts = draft
            .operations
            .iter()
            .flat_map(|it| it.path.text.split('/'));
        let servers = draft.servers.iter().flat_map(|(url, _)| url.split('/'));
        let version = parts.chain(servers).find(|part| {
            let digits = part.strip_prefix('v').unwrap_or_default();
            digits.starts_with(|char: char| char.is_ascii_digit())
        });
        let version = draft.version.as_deref().or(version);
        info.add("version", version.unwrap_or("v1"));
        let mut facts = draft.inferred.clone();
        if let (None, Some(first)) = (&draft.title, draft.operations.first()) {
            facts.push(Fact::new("title", "nothing names the API", first.at));
        }
        self.inferred(&mut info, &facts, "the document");
        info
    }

    /// The first server. A host that is not stated becomes a variable.
    fn servers(&mut self, draft: &Draft, hosts: &BTreeMap<String, String>) -> Value {
        let mut server = Map::new();
        match draft.servers.split_first() {
            Some(((url, at), others)) => {
                server.add("url", url.as_str());
                let different = others.iter().filter(|(other, _)| other != url);
                let mut facts = Vec::new();
                if let Some((other, _)) = different.clone().next() {
                    let count = different.count();
                    let why = format!("the first of {}: another one is {other}", count + 1);
                    facts.push(Fact::new("url", why, *at));
                }
                self.inferred(&mut server, &facts, "the server");
            }
            None => {
                let value = hosts.get(HOST).cloned().unwrap_or_else(|| {
                    let message = "the host of the API is not stated".to_owned();
                    let label = format!("`{HOST}.invalid` is used: set it with `--host {HOST}=…`");
                    if let Some(first) = draft.operations.first() {
                        let code = codes::UNKNOWN_HOST;
                        self.reporter.report(code, message, first.at, &label);
                    }
                    format!("{HOST}.invalid")
                });
                server.add("url", format!("https://{{{HOST}}}"));
                let mut variable = Map::new();
                variable.add("default", value);
                let mut variables = Map::new();
                variables.add(HOST, variable);
                server.add("variables", variables);
            }
        }
        Value::List(vec![server.into()])
    }

    fn scheme(&mut self, scheme: &Scheme) -> Map {
        let mut out = Map::new();
        match &scheme.kind {
            SchemeKind::Http(word) => {
                out.add("type", "http");
                out.add("scheme", word.as_str());
            }
            SchemeKind::Key(place, name) => {
                out.add("type", "apiKey");
                out.add("in", *place);
                out.add("name", name.as_str());
            }
        }
        let fact = Fact::new("scheme", scheme.why.clone(), scheme.at);
        let subject = format!("security scheme `{}`", scheme.name);
        self.inferred(&mut out, &[fact], &subject);
        out
    }
}

/// JSON as YAML.
fn value(json: &Json) -> Value {
    match &json.value {
        JsonValue::Null => Value::Null,
        JsonValue::Bool(value) => Value::Bool(*value),
        JsonValue::Number(text) if is_integer(text) => {
            text.parse().map_or(Value::Null, Value::Number)
        }
        JsonValue::Number(text) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => Value::Text(text.clone()),
        },
        JsonValue::Text(text) => Value::Text(text.clone()),
        JsonValue::List(items) => Value::List(items.iter().map(value).collect()),
        JsonValue::Object(entries) => {
            let entries = entries.iter().map(|(key, json)| (key.clone(), value(json)));
            Value::Map(Map(entries.collect()))
        }
    }
}
