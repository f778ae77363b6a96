//! From text to the tree.
//!
//! In: the text of a file. Out: a [`Node`], whatever it means. Guaranteed: JSON and YAML give the same tree for the
//! same content; what can't be read is an error at its line and column.

use serde::de::DeserializeSeed;

use super::deserialize::{Limit, MAX_DEPTH, NodeSeed, ReadState, Syntax};
use super::node_path::NodePath;
use super::syntax_error::{self, SyntaxError};
use super::{Node, Number};
use crate::diag::{Code, Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Location, Sources};

/// Nodes that a text may have beyond its own length: aliases repeat what they stand for.
const ALIAS_BUDGET: usize = 1_000_000;

/// Reads a text as JSON or YAML, by its first character; none after an error.
pub(super) fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Node> {
    let text = sources.text(file);
    if let Some(location) = syntax_error::first_invalid_utf8(sources, file) {
        let message = "some bytes of the file are no UTF-8";
        let found = Diagnostic::new(codes::NOT_UTF8, message).location(location);
        diags.push(found.label("each is read as U+FFFD, from here on"));
    }
    if text.trim().is_empty() {
        let found = Diagnostic::new(codes::NOT_OPENAPI, "the file is empty");
        diags.push(found.location(Location::File(file)));
        return None;
    }
    let outcome = if text.trim_start().starts_with(['{', '[']) {
        // JSON with comments or trailing commas is YAML in flow style.
        json(text, file).or_else(|error| match error.limit {
            Some(_) => Err(error),
            None => yaml(text, file).map_err(|_| error),
        })
    } else {
        yaml(text, file)
    };
    match outcome {
        Ok((node, remarks)) => {
            remarks.into_iter().for_each(|remark| diags.push(remark));
            Some(node)
        }
        Err(error) => {
            diags.push(explain(error, file));
            None
        }
    }
}

type Parsed = Result<(Node, Vec<Diagnostic>), SyntaxError>;

fn json(text: &str, file: FileId) -> Parsed {
    let state = ReadState::new(Syntax::Json, usize::MAX);
    let root = NodePath::Root(file);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = NodeSeed::new(&state, &root).deserialize(&mut deserializer);
    match node.and_then(|node| deserializer.end().map(|()| node)) {
        Ok(mut node) => {
            if has_long_integer(text)
                && let Ok((exact, _)) = yaml(text, file)
            {
                restore(&mut node, &exact);
            }
            Ok((node, Vec::new()))
        }
        Err(error) => Err(syntax_error::json_error(text, &error, state.limit())),
    }
}

/// Digits of an integer that 64 bits may not hold: the JSON reader rounds it.
const LONG: usize = 20;

fn has_long_integer(text: &str) -> bool {
    let mut runs = text.as_bytes().split(|byte| !byte.is_ascii_digit());
    runs.any(|run| run.len() >= LONG)
}

/// Takes integers from the same text as the YAML reader has it, which is exact; and nothing else: escapes of texts are
/// not the same in both.
fn restore(node: &mut Node, exact: &Node) {
    match (node, exact) {
        (Node::Number(number @ Number::Float(_)), Node::Number(exact @ Number::Int(_))) => {
            *number = *exact;
        }
        (Node::Array(items), Node::Array(exact)) => {
            let pairs = items.iter_mut().zip(exact);
            pairs.for_each(|(item, exact)| restore(item, exact));
        }
        (Node::Object(map), Node::Object(exact)) => map.retain(|key, node| {
            if let Some(exact) = exact.get(key) {
                restore(node, exact);
            }
            true
        }),
        _ => {}
    }
}

fn yaml(text: &str, file: FileId) -> Parsed {
    if let Some(error) = syntax_error::too_deep(text) {
        return Err(error);
    }
    let state = ReadState::new(Syntax::Yaml, text.len() + ALIAS_BUDGET);
    let root = NodePath::Root(file);
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let mut node = Node::Null;
    for document in documents.by_ref() {
        let seed = NodeSeed::new(&state, &root);
        node = seed
            .deserialize(document)
            .map_err(|error| syntax_error::yaml_error(text, &error, state.limit()))?;
        if !node.is_null() {
            break;
        }
    }
    let mut remarks: Vec<_> = state.into_tags().into_iter().map(tagged).collect();
    if documents.next().is_some()
        && let Some(line) = syntax_error::next_document(text)
    {
        let message = "the file holds several YAML documents";
        let column = 1;
        let location = Location::Text { file, line, column };
        let found = Diagnostic::new(codes::SEVERAL_DOCUMENTS, message).location(location);
        remarks.push(found.label("only what stands above is read"));
    }
    Ok((node, remarks))
}

fn tagged((pointer, tag): (crate::source::Pointer, String)) -> Diagnostic {
    let message = format!("the tag `!{tag}` means nothing in OpenAPI");
    let found = Diagnostic::new(codes::UNKNOWN_TAG, message).at(&pointer);
    found.label("the value is read as if the tag were not there")
}

fn explain(error: SyntaxError, file: FileId) -> Diagnostic {
    let code: &'static Code = match error.limit {
        Some(Limit::Depth) => codes::TOO_DEEP,
        Some(Limit::Size) => codes::ALIAS_BOMB,
        None => codes::SYNTAX,
    };
    let message = match error.limit {
        Some(Limit::Depth) => {
            format!("lists and objects are nested more than {MAX_DEPTH} levels deep")
        }
        Some(Limit::Size) => "the aliases make the document too large".to_owned(),
        None => error.message,
    };
    let location = match error.position {
        Some((line, column)) => Location::Text { file, line, column },
        None => Location::File(file),
    };
    let mut found = Diagnostic::new(code, message).location(location);
    found.help = error.help;
    found
}
