//! Reorders a document.
//!
//! In: the tree of a document. Out: the same document with paths, responses and components in reverse order. The order of
//! these has no meaning.

use oascribe_codegen::read::{Map, Node};

/// Reverses the order of everything whose order has no meaning.
pub fn reordered(root: &Node) -> Node {
    let turn = |node: &Node| match node {
        Node::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.reverse();
            let entries = entries.into_iter();
            Node::Object(
                entries
                    .map(|(key, node)| (key.to_owned(), node.clone()))
                    .collect(),
            )
        }
        other => other.clone(),
    };
    let each = |node: &Node, change: &dyn Fn(&str, &Node) -> Node| match node {
        Node::Object(map) => Node::Object(entries(map, change)),
        other => other.clone(),
    };
    let operation = |key: &str, node: &Node| match key {
        "responses" => turn(node),
        _ => node.clone(),
    };
    let item = |_: &str, node: &Node| each(node, &operation);
    let path = |_: &str, node: &Node| each(node, &item);
    each(root, &|key, node| match key {
        "paths" => turn(&each(node, &path)),
        "components" => each(node, &|_, node| turn(node)),
        "definitions" => turn(node),
        _ => node.clone(),
    })
}

fn entries(map: &Map, change: &dyn Fn(&str, &Node) -> Node) -> Map {
    let entries = map.iter();
    entries
        .map(|(key, node)| (key.to_owned(), change(key, node)))
        .collect()
}
