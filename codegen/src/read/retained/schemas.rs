//! Retains schemas, properties and enum values.

use std::collections::BTreeSet;

use super::renames::properties;
use super::{Entries, REMOVED_VALUES, Retained, entries};
use crate::read::pointer_pair::PointerPair;
use crate::read::{Map, Node};

impl<'d> Retained<'d> {
    /// Collects removed components, and removed properties and values of the others.
    pub fn components(&mut self) {
        let schemas = self.sides.schemas();
        let (old, now) = self.sides.entries(schemas);
        let pair = self.root.path(schemas);
        for (name, node) in &old {
            let here = pair.child(name);
            let reference = format!("#{}", here.now.as_str());
            match now.get(name) {
                Some(now) => self.schema(node, now, &here),
                None if self.renamed.contains_key(&reference) => {}
                None => {
                    let node = self.marked(node);
                    self.insert(&pair.now, name, node, here.before);
                }
            }
        }
        // Other components are retained unmarked: retained items may refer to them.
        let others: &[&[&str]] = match schemas {
            ["definitions"] => &[&["parameters"], &["responses"]],
            _ => &[
                &["components", "parameters"],
                &["components", "responses"],
                &["components", "requestBodies"],
                &["components", "headers"],
            ],
        };
        for path in others {
            let (old, now) = self.sides.entries(path);
            let pair = self.root.path(path);
            for (name, node) in &old {
                let here = pair.child(name);
                match now.get(name) {
                    Some(now) => self.content(node, now, &here),
                    None => {
                        let node = self.copy(node);
                        self.insert(&pair.now, name, node, here.before);
                    }
                }
            }
        }
    }

    /// Collects the removed parts of the schemas of a body, response or parameter.
    pub fn content(&mut self, old: &'d Node, now: &'d Node, pair: &PointerPair) {
        let (before, after) = (entries(old, &["content"]), entries(now, &["content"]));
        for (media_type, node) in &before {
            if let Some(now) = after.get(media_type) {
                let pair = pair.path(&["content", media_type]);
                self.schemas_of(node, now, &pair);
            }
        }
        self.schemas_of(old, now, pair);
    }

    fn schemas_of(&mut self, old: &'d Node, now: &'d Node, pair: &PointerPair) {
        if let (Some(old), Some(now)) = (old.get("schema"), now.get("schema")) {
            self.schema(old, now, &pair.child("schema"));
        }
    }

    /// Collects the removed parts of a schema. References are not followed.
    pub fn schema(&mut self, old: &'d Node, now: &'d Node, pair: &PointerPair) {
        if old.get("$ref").is_some() || now.get("$ref").is_some() {
            return;
        }
        self.enum_values(old, now, pair);
        self.properties(old, now, pair);
        for key in ["items", "additionalProperties"] {
            if let (Some(old), Some(now)) = (old.get(key), now.get(key)) {
                self.schema(old, now, &pair.child(key));
            }
        }
        let [old, now] = [old, now].map(|node| node.get("allOf").and_then(Node::as_array));
        let parts = old.into_iter().flatten().zip(now.into_iter().flatten());
        for (index, (old, now)) in parts.enumerate() {
            self.schema(old, now, &pair.child("allOf").index(index));
        }
    }

    fn properties(&mut self, old: &'d Node, now: &'d Node, pair: &PointerPair) {
        let before: Entries<'d> = entries(old, &["properties"]);
        if before.is_empty() || old.get("type") != now.get("type") {
            return;
        }
        let after = entries(now, &["properties"]);
        let all_current = properties(self.sides.now, now);
        let required = old.get("required").and_then(Node::as_array);
        let required: BTreeSet<&str> = required
            .into_iter()
            .flatten()
            .filter_map(Node::as_str)
            .collect();
        let pair = pair.child("properties");
        let mut last = None;
        for (name, node) in before {
            let here = pair.child(name);
            match after.get(name) {
                Some(now) => self.schema(node, now, &here),
                None if required.contains(name) || all_current.contains(name) => continue,
                None => {
                    let node = self.marked(node);
                    self.insert_after(last, &pair.now, name, node, here.before);
                }
            }
            last = Some(name);
        }
    }

    fn enum_values(&mut self, old: &Node, now: &Node, pair: &PointerPair) {
        let [before, after] = [old, now].map(|node| node.get("enum").and_then(Node::as_array));
        let (Some(before), Some(after)) = (before, after) else {
            return;
        };
        let is_removed = |value: &Node| !after.contains(value) && !value.is_null();
        let values = before.iter().enumerate();
        let removed: Vec<(usize, &Node)> = values.filter(|(_, value)| is_removed(value)).collect();
        if removed.is_empty() {
            return;
        }
        let list = pair.child("enum");
        for (index, value) in &removed {
            let from = list.before.index(*index);
            self.append(list.now.clone(), (*value).clone(), from);
        }
        let values = removed
            .into_iter()
            .map(|(_, value)| value.clone())
            .collect();
        let version = Node::String(self.removal_version.to_owned());
        let entries = [("version", version), ("values", Node::Array(values))];
        let mark: Map = entries
            .into_iter()
            .map(|(key, node)| (key.to_owned(), node))
            .collect();
        self.insert(&pair.now, REMOVED_VALUES, Node::Object(mark), list.before);
    }
}
