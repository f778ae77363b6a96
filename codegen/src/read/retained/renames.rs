//! Finds renamed schemas and tags, which are not removed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::operations::{self, tag};
use super::{Sides, follow_local};
use crate::read::Node;
use crate::source::escape;

/// How many properties, values or alternatives two schemas must have in common to count as the same.
const MIN_COMMON: usize = 2;

/// Maps references to old schemas to references to their new names. A schema was renamed if exactly one removed and one
/// new schema have the same properties, values or alternatives. The lock uses the same rule.
pub(super) fn schemas(sides: &Sides<'_>) -> BTreeMap<String, String> {
    let path = sides.schemas();
    let reference = |name: &str| format!("#/{}/{}", path.join("/"), escape(name));
    let (old, now) = sides.entries(path);
    let mut removed: BTreeSet<&str> = old.keys().copied().collect();
    removed.retain(|name| !now.contains_key(name));
    let new: Vec<&str> = now
        .keys()
        .copied()
        .filter(|name| !old.contains_key(name))
        .collect();
    let mut renamed = BTreeMap::new();
    // Schemas that consist of other schemas come last, when renamed schemas are known.
    for shape in [properties_or_values, alternatives] {
        let mut shapes: BTreeMap<BTreeSet<String>, [Vec<&str>; 2]> = BTreeMap::new();
        for name in &removed {
            let shape = shape(sides.old, old[name], &renamed);
            shapes.entry(shape).or_default()[0].push(name);
        }
        for name in &new {
            let shape = shape(sides.now, now[name], &BTreeMap::new());
            shapes.entry(shape).or_default()[1].push(name);
        }
        shapes.retain(|shape, _| shape.len() >= MIN_COMMON);
        for pair in shapes.values() {
            if let ([before], [after]) = (&pair[0][..], &pair[1][..]) {
                removed.remove(before);
                renamed.insert(reference(before), reference(after));
            }
        }
    }
    renamed
}

/// The property names, including those of `allOf`, or else the values of an enum.
fn properties_or_values(
    root: &Node,
    node: &Node,
    _: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    let names = properties(root, node);
    match names.is_empty() {
        true => {
            let values = node
                .get("enum")
                .and_then(Node::as_array)
                .unwrap_or_default();
            values.iter().map(|value| format!("{value:?}")).collect()
        }
        false => names,
    }
}

/// The referenced schemas of `oneOf`, `anyOf`, `items` and `additionalProperties`, with the keyword.
fn alternatives(_: &Node, node: &Node, renamed: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut add = |keyword: &str, node: &Node| {
        if let Some(target) = node.get("$ref").and_then(Node::as_str) {
            parts.insert(
                renamed
                    .get(target)
                    .map_or(target, String::as_str)
                    .to_owned(),
            );
            parts.insert(keyword.to_owned());
        }
    };
    for keyword in ["oneOf", "anyOf"] {
        let schemas = node
            .get(keyword)
            .and_then(Node::as_array)
            .unwrap_or_default();
        schemas.iter().for_each(|schema| add(keyword, schema));
    }
    for keyword in ["items", "additionalProperties"] {
        node.get(keyword)
            .into_iter()
            .for_each(|inner| add(keyword, inner));
    }
    parts
}

/// The names of all properties of a schema, including those of `allOf`.
pub(super) fn properties(root: &Node, node: &Node) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut visited = HashSet::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let node = follow_local(root, node);
        // `allOf` may be recursive.
        if !visited.insert(std::ptr::from_ref(node)) {
            continue;
        }
        let own = super::entries(node, &["properties"]);
        names.extend(own.keys().map(|name| (*name).to_owned()));
        open.extend(
            node.get("allOf")
                .and_then(Node::as_array)
                .into_iter()
                .flatten(),
        );
    }
    names
}

/// Renamed tags: all operations of an old tag now have the same new tag.
pub(super) fn tags(sides: &Sides<'_>) -> BTreeMap<String, String> {
    let (old, now) = (operations::all(sides.old), operations::all(sides.now));
    let used = |all: &operations::All<'_>| -> BTreeSet<String> {
        let tags = all.values().filter_map(|found| tag(found.node));
        tags.map(str::to_owned).collect()
    };
    let (before, after) = (used(&old), used(&now));
    let mut moved: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, operation) in &old {
        let now = now.get(key).and_then(|found| tag(found.node));
        if let (Some(was), Some(is)) = (tag(operation.node), now) {
            moved.entry(was).or_default().insert(is);
        }
    }
    let renamed = moved.into_iter().filter_map(|(was, is)| {
        let mut is = is.into_iter();
        let (one, other) = (is.next()?, is.next());
        let is_renamed = other.is_none() && !after.contains(was) && !before.contains(one);
        is_renamed.then(|| (was.to_owned(), one.to_owned()))
    });
    renamed.collect()
}
