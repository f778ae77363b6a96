//! From text to the tree.
//!
//! In: the text of a file. Out: a [`Node`], whatever it means. Guaranteed: JSON and YAML give the same tree for the
//! same content; what can't be read is an error at its line and column.

use serde::de::DeserializeSeed;

use super::build::{MAX_DEPTH, Reading, Seed, Stop, Syntax};
use super::syntax::{self, Failure};
use super::trail::Trail;
use super::{Node, Number};
use crate::diag::{Code, Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Location, Sources};

/// Nodes that a text may have beyond its own length: aliases repeat what they stand for.
const ALIAS_BUDGET: usize = 1_000_000;

/// Reads a text as JSON or YAML, by its first character; none after an error.
pub(super) fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Node> {
    let text = sources.text(file);
    if let Some(place) = syntax::broken(sources, file) {
        let message = "some bytes of the file are no UTF-8";
        let found = Diagnostic::new(codes::NOT_UTF8, message).location(place);
        diags.push(found.label("each is read as U+FFFD, from here on"));
    }
    if text.trim().is_empty() {
        let found = Diagnostic::new(codes::NOT_OPENAPI, "the file is empty");
        diags.push(found.location(Location::File(file)));
        return None;
    }
    let outcome = if text.trim_start().starts_with(['{', '[']) {
        // JSON with comments or trailing commas is YAML in flow style.
        json(text, file).or_else(|failure| match failure.stop {
            Some(_) => Err(failure),
            None => yaml(text, file).map_err(|_| failure),
        })
    } else {
        yaml(text, file)
    };
    match outcome {
        Ok((node, remarks)) => {
            remarks.into_iter().for_each(|remark| diags.push(remark));
            Some(node)
        }
        Err(failure) => {
            diags.push(explain(failure, file));
            None
        }
    }
}

type Outcome = Result<(Node, Vec<Diagnostic>), Failure>;

fn json(text: &str, file: FileId) -> Outcome {
    let reading = Reading::new(Syntax::Json, usize::MAX);
    let root = Trail::Root(file);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = Seed::new(&reading, &root).deserialize(&mut deserializer);
    match node.and_then(|node| deserializer.end().map(|()| node)) {
        Ok(mut node) => {
            if has_long_integer(text)
                && let Ok((exact, _)) = yaml(text, file)
            {
                restore(&mut node, &exact);
            }
            Ok((node, Vec::new()))
        }
        Err(error) => Err(syntax::json_failure(text, &error, reading.stop())),
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
        (Node::List(items), Node::List(exact)) => {
            let pairs = items.iter_mut().zip(exact);
            pairs.for_each(|(item, exact)| restore(item, exact));
        }
        (Node::Map(map), Node::Map(exact)) => map.retain(|key, node| {
            if let Some(exact) = exact.get(key) {
                restore(node, exact);
            }
            true
        }),
        _ => {}
    }
}

fn yaml(text: &str, file: FileId) -> Outcome {
    if let Some(failure) = syntax::too_deep(text) {
        return Err(failure);
    }
    let reading = Reading::new(Syntax::Yaml, text.len() + ALIAS_BUDGET);
    let root = Trail::Root(file);
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let mut node = Node::Null;
    for document in documents.by_ref() {
        let seed = Seed::new(&reading, &root);
        node = seed
            .deserialize(document)
            .map_err(|error| syntax::yaml_failure(text, &error, reading.stop()))?;
        if !node.is_null() {
            break;
        }
    }
    let mut remarks: Vec<_> = reading.into_tags().into_iter().map(tagged).collect();
    if documents.next().is_some()
        && let Some(line) = syntax::next_document(text)
    {
        let message = "the file holds several YAML documents";
        let column = 1;
        let place = Location::Text { file, line, column };
        let found = Diagnostic::new(codes::SEVERAL_DOCUMENTS, message).location(place);
        remarks.push(found.label("only what stands above is read"));
    }
    Ok((node, remarks))
}

fn tagged((pointer, tag): (crate::source::Pointer, String)) -> Diagnostic {
    let message = format!("the tag `!{tag}` means nothing in OpenAPI");
    let found = Diagnostic::new(codes::UNKNOWN_TAG, message).at(&pointer);
    found.label("the value is read as if the tag were not there")
}

fn explain(failure: Failure, file: FileId) -> Diagnostic {
    let code: &'static Code = match failure.stop {
        Some(Stop::TooDeep) => codes::TOO_DEEP,
        Some(Stop::TooLarge) => codes::ALIAS_BOMB,
        None => codes::SYNTAX,
    };
    let message = match failure.stop {
        Some(Stop::TooDeep) => {
            format!("lists and objects are nested more than {MAX_DEPTH} levels deep")
        }
        Some(Stop::TooLarge) => "the aliases make the document too large".to_owned(),
        None => failure.message,
    };
    let place = match failure.position {
        Some((line, column)) => Location::Text { file, line, column },
        None => Location::File(file),
    };
    let mut found = Diagnostic::new(code, message).location(place);
    found.help = failure.help;
    found
}
