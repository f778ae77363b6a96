//! Changes a document at random places.
//!
//! In: the tree of a document and a seed. Out: a similar document, valid or not. The same seed gives the same document.

use oascribe_codegen::read::{Map, Node};

use crate::random::Random;

/// Keys and strings that are unusual as names.
const UNUSUAL: &[&str] = &[
    "",
    "self",
    "Self",
    "type",
    "crate",
    "con",
    "r#type",
    "a/b~c",
    "2",
    "Ünï ✓",
    "Pet",
    "pet",
    "PET",
];

/// A document with a few changes.
pub fn mutated(root: &Node, seed: u64) -> Node {
    let mut random = Random::new(seed);
    let mut root = root.clone();
    for _ in 0..=random.below(3) {
        let mut parts = Parts::default();
        parts.collect(&root, "#");
        let mut target = 1 + random.below(parts.nodes.len());
        root = change(&root, &mut target, &parts, &mut random);
    }
    root
}

/// The parts of a document that a change can use elsewhere.
#[derive(Default)]
struct Parts<'n> {
    nodes: Vec<&'n Node>,
    keys: Vec<&'n str>,
    pointers: Vec<String>,
}

impl<'n> Parts<'n> {
    fn collect(&mut self, node: &'n Node, at: &str) {
        self.nodes.push(node);
        self.pointers.push(at.to_owned());
        match node {
            Node::Object(map) => {
                for (key, node) in map.iter() {
                    self.keys.push(key);
                    let step = key.replace('~', "~0").replace('/', "~1");
                    self.collect(node, &format!("{at}/{step}"));
                }
            }
            Node::Array(items) => {
                for (index, node) in items.iter().enumerate() {
                    self.collect(node, &format!("{at}/{index}"));
                }
            }
            _ => {}
        }
    }

    fn key(&self, random: &mut Random) -> String {
        let keys = match random.below(3) {
            0 => UNUSUAL,
            _ => &self.keys,
        };
        random.pick(keys).unwrap_or_default().to_owned()
    }
}

/// Changes the node that the countdown reaches, in the order of the document.
fn change(node: &Node, target: &mut usize, parts: &Parts<'_>, random: &mut Random) -> Node {
    *target = target.saturating_sub(1);
    let is_target = *target == 0;
    if is_target {
        *target = usize::MAX;
    }
    match node {
        Node::Object(map) if is_target => Node::Object(changed_object(map, parts, random)),
        Node::Array(items) if is_target => Node::Array(changed_array(items, parts, random)),
        Node::String(_) if is_target => changed_string(parts, random),
        scalar if is_target => random.pick(&parts.nodes).unwrap_or(scalar).clone(),
        Node::Object(map) => {
            let entries = map.iter();
            let entries =
                entries.map(|(key, node)| (key.to_owned(), change(node, target, parts, random)));
            Node::Object(entries.collect())
        }
        Node::Array(items) => {
            let items = items.iter();
            Node::Array(
                items
                    .map(|node| change(node, target, parts, random))
                    .collect(),
            )
        }
        scalar => scalar.clone(),
    }
}

fn changed_object(map: &Map, parts: &Parts<'_>, random: &mut Random) -> Map {
    let mut entries: Vec<(String, Node)> = map
        .iter()
        .map(|(key, node)| (key.to_owned(), node.clone()))
        .collect();
    let (one, other) = (random.below(entries.len()), random.below(entries.len()));
    let key = parts.key(random);
    match random.below(6) {
        _ if entries.is_empty() => {
            let node = random.pick(&parts.nodes);
            entries.extend(node.map(|node| (key, node.clone())));
        }
        0 => drop(entries.remove(one)),
        1 => entries.swap(one, other),
        2 => entries[one].0 = key,
        3 => entries.push((key, entries[one].1.clone())),
        4 => {
            let node = entries[one].1.clone();
            entries[one].1 = std::mem::replace(&mut entries[other].1, node);
        }
        _ => entries[one].1 = random.pick(&parts.nodes).unwrap_or(&Node::Null).clone(),
    }
    // A later entry with the same key is left out.
    let mut known = std::collections::BTreeSet::new();
    let entries = entries.into_iter();
    entries
        .filter(|(key, _)| known.insert(key.clone()))
        .collect()
}

fn changed_array(items: &[Node], parts: &Parts<'_>, random: &mut Random) -> Vec<Node> {
    let mut items = items.to_vec();
    let (one, other) = (random.below(items.len()), random.below(items.len()));
    match random.below(4) {
        _ if items.is_empty() => items.extend(random.pick(&parts.nodes).cloned()),
        0 => drop(items.remove(one)),
        1 => items.swap(one, other),
        2 => items.push(items[one].clone()),
        _ => items[one] = random.pick(&parts.nodes).unwrap_or(&Node::Null).clone(),
    }
    items
}

fn changed_string(parts: &Parts<'_>, random: &mut Random) -> Node {
    let pointers: Vec<&str> = parts.pointers.iter().map(String::as_str).collect();
    Node::String(match random.below(2) {
        0 => parts.key(random),
        _ => random.pick(&pointers).unwrap_or_default().to_owned(),
    })
}
