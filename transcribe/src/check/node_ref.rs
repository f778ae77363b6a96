//! A node of one document, with its pointer.

use oascribe_codegen::read::{Document, Node};
use oascribe_codegen::source::Pointer;

/// How many references are followed in a row.
const MAX_REFERENCES: usize = 20;

/// A node and its pointer.
#[derive(Clone)]
pub struct NodeRef<'c> {
    pub node: &'c Node,
    pub at: Pointer,
}

impl<'c> NodeRef<'c> {
    pub fn root(document: &'c Document) -> Self {
        NodeRef {
            node: &document.root,
            at: document.pointer(),
        }
    }

    /// The entry of an object. Returns `None` if there is no such key.
    pub fn get(&self, key: &str) -> Option<NodeRef<'c>> {
        let node = self.node.get(key)?;
        let at = self.at.child(key);
        Some(NodeRef { node, at })
    }

    /// The entry of an object, or `null` at its position.
    pub fn get_or_null(&self, key: &str) -> NodeRef<'c> {
        self.get(key).unwrap_or_else(|| NodeRef {
            node: &Node::Null,
            at: self.at.child(key),
        })
    }

    /// The entries of an object; none for other values.
    pub fn entries(&self) -> Vec<(&'c str, NodeRef<'c>)> {
        let entries = self.node.as_object().into_iter().flat_map(|map| map.iter());
        let entry = |(key, node): (&'c str, &'c Node)| {
            let at = self.at.child(key);
            (key, NodeRef { node, at })
        };
        entries.map(entry).collect()
    }

    /// The entries of the object under a key.
    pub fn entries_of(&self, key: &str) -> Vec<(&'c str, NodeRef<'c>)> {
        self.get(key).map(|it| it.entries()).unwrap_or_default()
    }

    /// The items of a list; none for other values.
    pub fn items(&self) -> Vec<NodeRef<'c>> {
        let items = self.node.as_array().unwrap_or_default().iter().enumerate();
        let item = |(index, node): (usize, &'c Node)| {
            let at = self.at.index(index);
            NodeRef { node, at }
        };
        items.map(item).collect()
    }

    /// The items of the list under a key.
    pub fn items_of(&self, key: &str) -> Vec<NodeRef<'c>> {
        self.get(key).map(|it| it.items()).unwrap_or_default()
    }

    /// The value as a string, to be compared and shown.
    pub fn text(&self) -> String {
        text(self.node)
    }

    /// The target of a `$ref`, or the node itself.
    pub fn resolved(&self, document: &'c Document) -> NodeRef<'c> {
        let mut found = self.clone();
        for _ in 0..MAX_REFERENCES {
            let reference = found.get("$ref");
            let Some(target) = reference.as_ref().and_then(|it| it.node.as_str()) else {
                break;
            };
            match document.resolve(target, &found.at) {
                Some((node, at)) => found = NodeRef { node, at },
                None => break,
            }
        }
        found
    }
}

fn text(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.to_string(),
        Node::String(text) => text.trim_end().to_owned(),
        Node::Array(items) => {
            let items: Vec<String> = items.iter().map(text).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Object(map) => {
            let entries = map
                .iter()
                .map(|(key, value)| format!("{key}: {}", text(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
