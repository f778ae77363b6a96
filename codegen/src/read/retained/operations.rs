//! Operations and their parameters.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{Found, entries, local};
use crate::read::pointer_pair::PointerPair;
use crate::read::{Map, Node};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// An operation, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Operation<'d> {
    pub path: &'d str,
    pub method: &'d str,
    pub item: &'d Node,
    pub node: &'d Node,
}

/// By method and path; what the path calls its parameters is of no account to a server.
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
                all.insert((shape(path), method), operation);
            }
        }
    }
    all
}

/// The first tag.
pub(super) fn tag(node: &Node) -> Option<&str> {
    node.get("tags")?.as_array()?.first()?.as_str()
}

/// A path without the names between its braces.
fn shape(path: &str) -> String {
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

impl<'d> Found<'d> {
    /// Operations that are gone, and the parameters that are gone of those that are there.
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
                    let place = self
                        .root
                        .path(&["paths", now.path, now.method])
                        .with_origin(&from);
                    self.parameters(&operation, now, &place);
                    self.bodies(node, now.node, &place);
                }
                None if has_moved => {}
                None => {
                    let holder = self.root.path(&["paths", path]).now;
                    let is_elsewhere = entries(self.sides.now, &["paths"]);
                    let is_elsewhere = is_elsewhere.get(path).and_then(|item| item.get("$ref"));
                    if is_elsewhere.is_none() {
                        let node = self.whole(&operation);
                        self.put(&holder, method, node, from.before);
                    }
                }
            }
        }
    }

    /// An operation by itself, with what its path says for all of its operations.
    fn whole(&self, operation: &Operation<'_>) -> Node {
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
        // What the API sent by itself, it sends no more.
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
        self.secure(map);
        node
    }

    /// Leaves out the ways of signing that are gone themselves.
    fn secure(&self, map: &mut Map) {
        let path: &[&str] = match self.sides.now.get("swagger") {
            Some(_) => &["securityDefinitions"],
            None => &["components", "securitySchemes"],
        };
        let schemes = entries(self.sides.now, path);
        if let Some(Node::Array(ways)) = map.get_mut("security") {
            let before = ways.len();
            ways.retain(|way| {
                way.as_object()
                    .is_some_and(|way| way.keys().all(|name| schemes.contains_key(name)))
            });
            if ways.is_empty() && before > 0 {
                map.remove("security");
            }
        }
    }

    /// Parameters that may be left out, and are gone.
    fn parameters(&mut self, old: &Operation<'d>, now: &Operation<'d>, place: &PointerPair) {
        let after = effective(self.sides.now, now);
        for (key, (node, at)) in effective(self.sides.old, old) {
            let (is_in, _) = &key;
            let is_required = node.get("required").and_then(Node::as_bool) == Some(true);
            let is_plain = matches!(is_in.as_str(), "query" | "header" | "cookie");
            if after.contains_key(&key) || is_required || !is_plain {
                continue;
            }
            let node = self.marked(node);
            let from = self.root.path(&["paths", old.path]).before;
            let from = at.iter().fold(from, |from, step| from.child(step));
            self.append(place.now.child("parameters"), node, from);
        }
    }

    fn bodies(&mut self, old: &'d Node, now: &'d Node, place: &PointerPair) {
        if let (Some(old), Some(now)) = (old.get("requestBody"), now.get("requestBody")) {
            self.content(old, now, &place.child("requestBody"));
        }
        let (before, after) = (entries(old, &["responses"]), entries(now, &["responses"]));
        for (status, old) in before {
            if let Some(now) = after.get(status) {
                self.content(old, now, &place.path(&["responses", status]));
            }
        }
    }
}

/// Place and name of a parameter.
type Key = (String, String);

/// The parameters of an operation, with those of its path, and the steps that lead to each from there. References are
/// followed.
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
            let node = local(root, node);
            let [place, name] = ["in", "name"].map(|key| node.get(key).and_then(Node::as_str));
            if let (Some(place), Some(name)) = (place, name) {
                let mut steps = steps.clone();
                steps.extend(["parameters".to_owned(), index.to_string()]);
                found.insert((place.to_owned(), name.to_owned()), (node, steps));
            }
        }
    }
    found
}
