//! What is called otherwise now: it is not gone.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::operations::{self, tag};
use super::{Sides, local};
use crate::read::Node;

/// Fewer members tell nothing.
const TELLING: usize = 2;

/// References to schemas of before → references to what they are called now: those that have the same members, values
/// or alternatives, and no third has. The lock goes by the same rule.
pub(super) fn schemas(sides: &Sides<'_>) -> BTreeMap<String, String> {
    let path = sides.schemas();
    let reference = |name: &str| {
        let name = name.replace('~', "~0").replace('/', "~1");
        format!("#/{}/{name}", path.join("/"))
    };
    let (old, now) = sides.entries(path);
    let mut gone: BTreeSet<&str> = old.keys().copied().collect();
    gone.retain(|name| !now.contains_key(name));
    let new: Vec<&str> = now
        .keys()
        .copied()
        .filter(|name| !old.contains_key(name))
        .collect();
    let mut renamed = BTreeMap::new();
    // What consists of schemas, once those are known by their names.
    for shape in [members, parts] {
        let mut shapes: BTreeMap<BTreeSet<String>, [Vec<&str>; 2]> = BTreeMap::new();
        for name in &gone {
            let shape = shape(sides.old, old[name], &renamed);
            shapes.entry(shape).or_default()[0].push(name);
        }
        for name in &new {
            let shape = shape(sides.now, now[name], &BTreeMap::new());
            shapes.entry(shape).or_default()[1].push(name);
        }
        shapes.retain(|shape, _| shape.len() >= TELLING);
        for pair in shapes.values() {
            if let ([before], [after]) = (&pair[0][..], &pair[1][..]) {
                gone.remove(before);
                renamed.insert(reference(before), reference(after));
            }
        }
    }
    renamed
}

/// The names of properties, also of those that `allOf` brings, or the values.
fn members(root: &Node, node: &Node, _: &BTreeMap<String, String>) -> BTreeSet<String> {
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

/// The schemas that a choice or an alias is made of, with the keyword that says so.
fn parts(_: &Node, node: &Node, renamed: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut note = |keyword: &str, node: &Node| {
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
        let choices = node
            .get(keyword)
            .and_then(Node::as_array)
            .unwrap_or_default();
        choices.iter().for_each(|choice| note(keyword, choice));
    }
    for keyword in ["items", "additionalProperties"] {
        node.get(keyword)
            .into_iter()
            .for_each(|inner| note(keyword, inner));
    }
    parts
}

/// The names of all properties of a schema, with those of the parts that it is made of.
pub(super) fn properties(root: &Node, node: &Node) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut seen = HashSet::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let node = local(root, node);
        // Parts may lead in a circle.
        if !seen.insert(std::ptr::from_ref(node)) {
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

/// Tags that are called otherwise now: all that stood under one stands under another that is new.
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
