//! Changes a document at random places.
//!
//! In: the tree of a document and a seed. Out: a similar document, valid or not. The same seed gives the same document.

use oascribe_codegen::read::{Map, Node, Number};

use crate::random::Random;

/// Keys and strings that are unusual as names, or have a meaning where a report shows them.
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
    "@team",
    "fixes #12",
    "![a](https://evil.example)",
    "<img src=x>",
    "</details>",
    "a\n::error::x",
    "::error::x",
    "\u{1b}[2J",
    "\u{202e}",
    "`",
    "a|b",
    "```\npanic!()\n```",
];

/// Keywords, as keys and as values.
const KEYWORDS: &[&str] = &[
    "$ref",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "if",
    "then",
    "type",
    "properties",
    "additionalProperties",
    "patternProperties",
    "required",
    "items",
    "prefixItems",
    "enum",
    "const",
    "nullable",
    "format",
    "default",
    "discriminator",
    "readOnly",
    "deprecated",
    "content",
    "schema",
    "parameters",
    "$dynamicRef",
    "$defs",
    "object",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
    "int64",
    "binary",
    "date-time",
    "path",
    "query",
    "deepObject",
];

/// Numbers at the limits of types.
const NUMBERS: &[Number] = &[
    Number::Int(0),
    Number::Int(-1),
    Number::Int(i64::MAX as i128),
    Number::Int(u64::MAX as i128),
    Number::Int(i128::MIN),
    Number::Float(0.5),
    Number::Float(1e300),
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
        let keys = match random.below(4) {
            0 => UNUSUAL,
            1 => KEYWORDS,
            _ => &self.keys,
        };
        random.pick(keys).unwrap_or_default().to_owned()
    }

    fn pointer(&self, random: &mut Random) -> String {
        let index = random.below(self.pointers.len());
        self.pointers.get(index).cloned().unwrap_or_default()
    }

    /// A part of the document, a reference to one, or a value of another type.
    fn node(&self, random: &mut Random) -> Node {
        match random.below(8) {
            0 | 1 => {
                let target = Node::String(self.pointer(random));
                Node::Object([("$ref".to_owned(), target)].into_iter().collect())
            }
            2 => Node::String(self.key(random)),
            3 => match random.below(6) {
                0 => Node::Null,
                1 => Node::Bool(random.below(2) == 0),
                2 => Node::Array(Vec::new()),
                3 => Node::Object(Map::default()),
                _ => Node::Number(NUMBERS[random.below(NUMBERS.len())]),
            },
            _ => random.pick(&self.nodes).unwrap_or(&Node::Null).clone(),
        }
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
        _ if is_target => parts.node(random),
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
    match random.below(7) {
        _ if entries.is_empty() => {
            entries.push((key, parts.node(random)));
        }
        0 => drop(entries.remove(one)),
        1 => entries.swap(one, other),
        2 => entries[one].0 = key,
        3 => entries.push((key, entries[one].1.clone())),
        4 => {
            let node = entries[one].1.clone();
            entries[one].1 = std::mem::replace(&mut entries[other].1, node);
        }
        5 => entries.push((key, parts.node(random))),
        _ => entries[one].1 = parts.node(random),
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
        _ if items.is_empty() => items.push(parts.node(random)),
        0 => drop(items.remove(one)),
        1 => items.swap(one, other),
        2 => items.push(items[one].clone()),
        _ => items[one] = parts.node(random),
    }
    items
}

fn changed_string(parts: &Parts<'_>, random: &mut Random) -> Node {
    match random.below(3) {
        0 => parts.node(random),
        1 => Node::String(parts.pointer(random)),
        _ => Node::String(parts.key(random)),
    }
}
