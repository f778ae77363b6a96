//! Parses JSON and YAML.
//!
//! Input: the text of a file. Output: its tree of [`Node`]s. JSON and YAML with the same content give the same tree.
//! A syntax error is reported with line and column.

use serde::de::DeserializeSeed;

use super::deserialize::{Limit, MAX_DEPTH, NodeSeed, ReadState, Syntax};
use super::node_path::NodePath;
use super::syntax_error::{self, SyntaxError};
use super::{Node, Number, other_format};
use crate::diag::{Code, Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Location, Sources};

/// How many nodes a file may have beyond its length in bytes: YAML aliases repeat their anchors.
const ALIAS_BUDGET: usize = 1_000_000;

/// Parses a file as JSON or YAML, depending on its first character. Returns `None` if an error was reported.
pub(super) fn parse(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Node> {
    let text = sources.text(file);
    if let Some(location) = syntax_error::first_invalid_utf8(sources, file) {
        let message = "the file is not valid UTF-8";
        let found = Diagnostic::new(codes::NOT_UTF8, message).location(location);
        diags.push(found.label("invalid bytes are read as U+FFFD from here on"));
    }
    if text.trim().is_empty() {
        let found = Diagnostic::new(codes::NOT_OPENAPI, "the file is empty");
        diags.push(found.location(Location::File(file)));
        return None;
    }
    if let Some(found) = other_format::recognize(text, file) {
        diags.push(found);
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
        Ok((node, warnings)) => {
            warnings.into_iter().for_each(|found| diags.push(found));
            Some(node)
        }
        Err(error) => {
            let conflict = other_format::conflict(text, file);
            diags.push(conflict.unwrap_or_else(|| syntax_diagnostic(error, file)));
            None
        }
    }
}

type Parsed = Result<(Node, Vec<Diagnostic>), SyntaxError>;

fn json(text: &str, file: FileId) -> Parsed {
    let state = ReadState::new(Syntax::Json, usize::MAX, usize::MAX);
    let root = NodePath::Root(file);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = NodeSeed::new(&state, &root).deserialize(&mut deserializer);
    match node.and_then(|node| deserializer.end().map(|()| node)) {
        Ok(mut node) => {
            if has_long_integer(text)
                && let Ok((exact, _)) = yaml(text, file)
            {
                restore_integers(&mut node, &exact);
            }
            Ok((node, Vec::new()))
        }
        Err(error) => Err(syntax_error::json_error(text, &error, state.limit())),
    }
}

/// Integers with this many digits may exceed 64 bits. The JSON parser rounds those.
const LONG_INTEGER: usize = 20;

fn has_long_integer(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |byte: &&u8| byte.is_ascii_digit();
    // One byte of every so many is enough to find all runs of that length.
    let mut probes = (LONG_INTEGER - 1..bytes.len()).step_by(LONG_INTEGER);
    probes.any(|at| {
        let after = bytes[at..].iter().take_while(digits).count();
        let before = bytes[..at].iter().rev().take_while(digits).count();
        after > 0 && before + after >= LONG_INTEGER
    })
}

/// Replaces rounded integers by the exact ones of the YAML parser. Strings are not replaced: JSON and YAML differ in
/// their escapes.
fn restore_integers(node: &mut Node, exact: &Node) {
    match (node, exact) {
        (Node::Number(number @ Number::Float(_)), Node::Number(exact @ Number::Int(_))) => {
            *number = *exact;
        }
        (Node::Array(items), Node::Array(exact)) => {
            let pairs = items.iter_mut().zip(exact);
            pairs.for_each(|(item, exact)| restore_integers(item, exact));
        }
        (Node::Object(map), Node::Object(exact)) => map.retain(|key, node| {
            if let Some(exact) = exact.get(key) {
                restore_integers(node, exact);
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
    let exceeds = |error: &SyntaxError| error.limit == Some(Limit::Size);
    match yaml_of_size(text, file, syntax_error::expansion(text)) {
        // A file can be that large without aliases.
        Err(error) if exceeds(&error) => match syntax_error::too_large(text) {
            Some(error) => Err(error),
            None => yaml_of_size(text, file, usize::MAX),
        },
        parsed => parsed,
    }
}

/// Parses YAML whose aliases expand to at most `size` bytes, counted as [`NODE_SIZE`](crate::source::yaml::NODE_SIZE)
/// says.
fn yaml_of_size(text: &str, file: FileId, size: usize) -> Parsed {
    let state = ReadState::new(Syntax::Yaml, text.len() + ALIAS_BUDGET, size);
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
    let mut warnings: Vec<_> = state.into_tags().into_iter().map(unknown_tag).collect();
    if documents.next().is_some()
        && let Some(line) = syntax_error::next_document(text)
    {
        let message = "the file contains several YAML documents";
        let column = 1;
        let location = Location::Text { file, line, column };
        let found = Diagnostic::new(codes::SEVERAL_DOCUMENTS, message).location(location);
        warnings.push(found.label("only the document above is read"));
    }
    Ok((node, warnings))
}

fn unknown_tag((pointer, tag): (crate::source::Pointer, String)) -> Diagnostic {
    let message = format!("the YAML tag `!{tag}` is not supported");
    let found = Diagnostic::new(codes::UNKNOWN_TAG, message).at(&pointer);
    found.label("the tag is ignored")
}

fn syntax_diagnostic(error: SyntaxError, file: FileId) -> Diagnostic {
    let code: &'static Code = match error.limit {
        Some(Limit::Depth) => codes::TOO_DEEP,
        Some(Limit::Size) => codes::ALIAS_BOMB,
        None => codes::SYNTAX,
    };
    let message = match error.limit {
        Some(Limit::Depth) => {
            format!("arrays and objects are nested more than {MAX_DEPTH} levels deep")
        }
        Some(Limit::Size) => "the YAML aliases expand to too many values".to_owned(),
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
