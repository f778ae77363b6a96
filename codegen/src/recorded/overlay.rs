//! Prints an overlay (OpenAPI Overlay 1.0) as YAML.

use super::correct::{Action, Change};
use crate::diag::escape;
use crate::read::{Node, Number};

/// Prints an overlay for the document of this name.
pub(super) fn print(name: &str, actions: &[Action]) -> String {
    let title = scalar(&format!("Corrections of {name}"));
    let mut out = format!("overlay: 1.0.0\ninfo:\n  title: {title}\n  version: 1.0.0\nactions:\n");
    for Action { target, change } in actions {
        out.push_str(&format!("  - target: {}\n", path(target)));
        match change {
            Change::Update(node) => out.push_str(&format!("    update: {}\n", flow(node))),
            Change::Remove => out.push_str("    remove: true\n"),
        }
    }
    out
}

/// A JSONPath: without quotes if YAML allows it.
fn path(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "$._-[]'?@=/, {}".contains(c);
    match text.starts_with('$') && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// A value on one line.
fn flow(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(Number::Int(value)) => value.to_string(),
        Node::Number(Number::Float(value)) => serde_json::Value::from(*value).to_string(),
        Node::String(text) => scalar(text),
        Node::Array(items) => {
            let items: Vec<_> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Object(map) => {
            let entry = |(key, node): (&str, &Node)| format!("{}: {}", scalar(key), flow(node));
            let entries: Vec<_> = map.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A string: without quotes if it is a word that is nothing else in YAML.
fn scalar(text: &str) -> String {
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-./ ".contains(c);
    let begins = |c: char| c.is_ascii_alphabetic() || c == '$';
    let is_plain = text.starts_with(begins)
        && text.chars().skip(1).all(is_word)
        && !text.ends_with(' ')
        && !reserved.contains(&text.to_ascii_lowercase().as_str());
    match is_plain {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// JSON strings are strings of YAML.
fn quoted(text: &str) -> String {
    escape::json(&serde_json::Value::from(text).to_string())
}
