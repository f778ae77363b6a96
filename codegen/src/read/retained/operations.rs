//! Operations and their parameters.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{Retained, entries, follow_local};
use crate::read::pointer_pair::PointerPair;
use crate::read::{Map, Node};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// An operation with its path item.
#[derive(Clone, Copy)]
pub(super) struct Operation<'d> {
    pub path: &'d str,
    pub method: &'d str,
    pub item: &'d Node,
    pub node: &'d Node,
}

/// Operations by normalized path and method: parameter names do not matter to a server.
pub(super) type All<'d> = BTreeMap<(String, &'d str), Operation<'d>>;

pub(super) fn all(root: &Node) -> All<'_> {
    let mut all = All::new();
    for (path, item) in entries(root, &["paths"]) {
        for (method, node) in entries(item, &[]) {
            if METHODS.contains(&method) && node.as_object().is_some() {
                let operation = Operation {
                    path,
                    method,
                    item,
                    node,
                };
                all.insert((normalized_path(path), method), operation);
            }
        }
    }
    all
}

/// Returns the first tag of an operation, or `None` if it has no tags.
pub(super) fn tag(node: &Node) -> Option<&str> {
    node.get("tags")?.as_array()?.first()?.as_str()
}

/// A path without the names of its parameters.
fn normalized_path(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

fn id(node: &Node) -> Option<&str> {
    node.get("operationId")?.as_str()
}

impl<'d> Retained<'d> {
    /// Collects removed operations, and removed parameters and schemas of the others.
    pub fn operations(&mut self) {
        let (old, now) = (all(self.sides.old), all(self.sides.now));
        let ids: BTreeSet<&str> = now.values().filter_map(|found| id(found.node)).collect();
        for (key, operation) in old {
            let Operation {
                path, method, node, ..
            } = operation;
            let from = self.root.path(&["paths", path, method]);
            let has_moved = id(node).is_some_and(|id| ids.contains(id));
            match now.get(&key) {
                Some(now) => {
                    let pair = self
                        .root
                        .path(&["paths", now.path, now.method])
                        .with_origin(&from);
                    self.parameters(&operation, now, &pair);
                    self.bodies(node, now.node, &pair);
                }
                None if has_moved => {}
                None => {
                    let holder = self.root.path(&["paths", path]).now;
                    let items = entries(self.sides.now, &["paths"]);
                    let reference = items.get(path).and_then(|item| item.get("$ref"));
                    if reference.is_none() {
                        let node = self.complete(&operation);
                        self.insert(&holder, method, node, from.before);
                    }
                }
            }
        }
    }

    /// A removed operation with the parameters and servers of its path item.
    fn complete(&self, operation: &Operation<'_>) -> Node {
        let mut node = self.marked(operation.node);
        let Node::Object(map) = &mut node else {
            return node;
        };
        let parameters = effective(self.sides.old, operation).into_values();
        let parameters: Vec<Node> = parameters.map(|(node, _)| self.copy(node)).collect();
        if !parameters.is_empty() {
            map.replace("parameters".to_owned(), Node::Array(parameters));
        }
        if let (None, Some(servers)) = (map.get("servers"), operation.item.get("servers")) {
            map.replace("servers".to_owned(), servers.clone());
        }
        // The server no longer sends its callbacks.
        map.remove("callbacks");
        if let Some(Node::Array(tags)) = map.get_mut("tags") {
            for tag in tags {
                if let Node::String(tag) = tag
                    && let Some(now) = self.tags.get(tag)
                {
                    tag.clone_from(now);
                }
            }
        }
        self.remove_unknown_security(map);
        node
    }

    /// Removes security requirements whose schemes were removed.
    fn remove_unknown_security(&self, map: &mut Map) {
        let path: &[&str] = match self.sides.now.get("swagger") {
            Some(_) => &["securityDefinitions"],
            None => &["components", "securitySchemes"],
        };
        let schemes = entries(self.sides.now, path);
        if let Some(Node::Array(requirements)) = map.get_mut("security") {
            let before = requirements.len();
            requirements.retain(|requirement| {
                let names = requirement.as_object().map(Map::keys);
                names.is_some_and(|mut names| names.all(|name| schemes.contains_key(name)))
            });
            if requirements.is_empty() && before > 0 {
                map.remove("security");
            }
        }
    }

    /// Collects removed optional parameters.
    fn parameters(&mut self, old: &Operation<'d>, now: &Operation<'d>, pair: &PointerPair) {
        let after = effective(self.sides.now, now);
        for (key, (node, at)) in effective(self.sides.old, old) {
            let (location, _) = &key;
            let is_required = node.get("required").and_then(Node::as_bool) == Some(true);
            let is_retainable = matches!(location.as_str(), "query" | "header" | "cookie");
            if after.contains_key(&key) || is_required || !is_retainable {
                continue;
            }
            let node = self.marked(node);
            let from = self.root.path(&["paths", old.path]).before;
            let from = at.iter().fold(from, |from, step| from.child(step));
            self.append(pair.now.child("parameters"), node, from);
        }
    }

    fn bodies(&mut self, old: &'d Node, now: &'d Node, pair: &PointerPair) {
        if let (Some(old), Some(now)) = (old.get("requestBody"), now.get("requestBody")) {
            self.content(old, now, &pair.child("requestBody"));
        }
        let (before, after) = (entries(old, &["responses"]), entries(now, &["responses"]));
        for (status, old) in before {
            if let Some(now) = after.get(status) {
                self.content(old, now, &pair.path(&["responses", status]));
            }
        }
    }
}

/// `in` and `name` of a parameter.
type Key = (String, String);

/// The parameters of an operation and its path item, each with its path from the path item. References are followed.
fn effective<'d>(
    root: &'d Node,
    operation: &Operation<'d>,
) -> IndexMap<Key, (&'d Node, Vec<String>)> {
    let mut found = IndexMap::new();
    let holders = [
        (operation.item, Vec::new()),
        (operation.node, vec![operation.method.to_owned()]),
    ];
    for (holder, steps) in holders {
        let parameters = holder.get("parameters").and_then(Node::as_array);
        for (index, node) in parameters.into_iter().flatten().enumerate() {
            let node = follow_local(root, node);
            let [location, name] = ["in", "name"].map(|key| node.get(key).and_then(Node::as_str));
            if let (Some(location), Some(name)) = (location, name) {
                let mut steps = steps.clone();
                steps.extend(["parameters".to_owned(), index.to_string()]);
                found.insert((location.to_owned(), name.to_owned()), (node, steps));
            }
        }
    }
    found
}
