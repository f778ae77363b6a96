//! Counts edits of descriptions, titles and examples.

use oascribe_codegen::read::Node;

const WORDS: &[&str] = &[
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "externalDocs",
];

/// The number of texts that differ.
pub fn edits(old: &Node, new: &Node) -> usize {
    match (old, new) {
        (Node::Object(old), Node::Object(new)) => new
            .iter()
            .map(|(key, node)| match old.get(key) {
                // A property can be named `title`: then its value is a schema.
                Some(was) if WORDS.contains(&key) && !is_schema(was) => usize::from(was != node),
                Some(was) => edits(was, node),
                None => 0,
            })
            .sum(),
        (Node::Array(old), Node::Array(new)) => {
            old.iter().zip(new).map(|(old, new)| edits(old, new)).sum()
        }
        _ => 0,
    }
}

fn is_schema(node: &Node) -> bool {
    ["type", "$ref", "oneOf", "allOf", "anyOf"]
        .iter()
        .any(|key| node.get(key).is_some())
}
