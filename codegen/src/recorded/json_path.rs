//! JSONPaths (RFC 9535) of nodes, as targets of overlays.

use crate::read::Node;
use crate::source::Pointer;

/// The JSONPath of a node. Returns `None` if the tree does not have it.
pub(super) fn of(tree: &Node, at: &Pointer) -> Option<String> {
    let mut path = "$".to_owned();
    let mut node = tree;
    for step in at.segments() {
        match node {
            Node::Object(map) => {
                node = map.get(&step)?;
                push_name(&mut path, &step);
            }
            Node::Array(items) => {
                let index = step.parse::<usize>().ok()?;
                node = items.get(index)?;
                path.push_str(&format!("[{index}]"));
            }
            _ => return None,
        }
    }
    Some(path)
}

/// Appends a name.
pub(super) fn push_name(path: &mut String, name: &str) {
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_plain =
        name.starts_with(begins) && name.chars().all(|c| begins(c) || c.is_ascii_digit());
    match is_plain {
        true => path.push_str(&format!(".{name}")),
        false => path.push_str(&format!("[{}]", literal(name))),
    }
}

/// A string in single quotes.
pub(super) fn literal(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for c in text.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}
