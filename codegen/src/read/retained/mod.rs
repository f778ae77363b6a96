//! Retains the items that were removed since the last release.
//!
//! Input: the released and the current tree. Output: the current tree with the removed items, marked with [`REMOVED`]
//! and [`REMOVED_VALUES`]. Existing items do not change. Moved and renamed items are not retained. Required properties
//! and parameters are not retained either, because no current request or response contains them.

mod operations;
mod renames;
mod schemas;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::pointer_pair::PointerPair;
use super::{Map, Node};
use crate::source::{FileId, Moves, Pointer, unescape};

/// The extension that marks a removed item. Its value is the version in which the item disappears from the code.
pub(crate) const REMOVED: &str = "x-oascribe-removed";

/// The extension of an enum that lists its removed values.
pub(crate) const REMOVED_VALUES: &str = "x-oascribe-removed-values";

/// Whether both trees are documents of the same generation: Swagger 2.0 or OpenAPI 3.
pub(super) fn is_same_generation(now: &Node, released: &Node) -> bool {
    now.get("swagger").is_some() == released.get("swagger").is_some()
}

/// Adds the removed items to the tree. Returns where each node came from.
pub(super) fn retain(
    root: &mut Node,
    released: &Node,
    (file, origin): (FileId, FileId),
    removal_version: &str,
) -> Moves {
    let sides = Sides {
        old: released,
        now: root,
    };
    let renamed = renames::schemas(&sides);
    let mut retained = Retained {
        tags: renames::tags(&sides),
        sides,
        renamed,
        root: PointerPair {
            now: Pointer::root(file),
            before: Pointer::root(origin),
        },
        removal_version,
        insertions: Vec::new(),
    };
    retained.components();
    retained.operations();
    let insertions = retained.insertions;
    let mut moves = Moves::new();
    for insertion in insertions {
        insertion.apply(root, &mut moves);
    }
    moves
}

/// The released and the current document.
#[derive(Clone, Copy)]
struct Sides<'d> {
    old: &'d Node,
    now: &'d Node,
}

impl<'d> Sides<'d> {
    /// The path of the schemas in a document of this generation.
    fn schemas(&self) -> &'static [&'static str] {
        match self.now.get("swagger") {
            Some(_) => &["definitions"],
            None => &["components", "schemas"],
        }
    }

    /// The entries under a path in both documents.
    fn entries(&self, path: &[&str]) -> (Entries<'d>, Entries<'d>) {
        (entries(self.old, path), entries(self.now, path))
    }
}

/// The entries of an object in the order of the file; empty if the object does not exist.
type Entries<'d> = IndexMap<&'d str, &'d Node>;

fn entries<'d>(root: &'d Node, path: &[&str]) -> Entries<'d> {
    let found = path.iter().try_fold(root, |node, key| node.get(key));
    let entries = found
        .and_then(Node::as_object)
        .into_iter()
        .flat_map(Map::iter);
    entries.filter(|(key, _)| !key.starts_with("x-")).collect()
}

/// Follows references within one document.
fn follow_local<'d>(root: &'d Node, node: &'d Node) -> &'d Node {
    /// How many references are followed in a row.
    const MAX_HOPS: usize = 16;
    let mut found = node;
    for _ in 0..MAX_HOPS {
        let target = found.get("$ref").and_then(Node::as_str);
        let Some(path) = target.and_then(|target| target.strip_prefix("#/")) else {
            break;
        };
        let step = |node: &'d Node, key: &str| node.get(&unescape(key));
        match path.split('/').try_fold(root, step) {
            Some(target) => found = target,
            None => break,
        }
    }
    found
}

/// The removed items of a document.
struct Retained<'d> {
    sides: Sides<'d>,
    /// References to renamed schemas, from old to new.
    renamed: BTreeMap<String, String>,
    /// Renamed tags, from old to new.
    tags: BTreeMap<String, String>,
    root: PointerPair,
    removal_version: &'d str,
    insertions: Vec<Insertion>,
}

impl Retained<'_> {
    /// Copies a node with references to the current names.
    fn copy(&self, node: &Node) -> Node {
        let mut copy = node.clone();
        self.rename_refs(&mut copy);
        copy
    }

    fn rename_refs(&self, node: &mut Node) {
        match node {
            Node::Object(map) => map.retain(|key, value| {
                match value {
                    Node::String(target) if key == "$ref" => {
                        if let Some(now) = self.renamed.get(target) {
                            target.clone_from(now);
                        }
                    }
                    value => self.rename_refs(value),
                }
                true
            }),
            Node::Array(items) => items.iter_mut().for_each(|item| self.rename_refs(item)),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
        }
    }

    /// Like [`Self::copy`], marked as removed.
    fn marked(&self, node: &Node) -> Node {
        let mut copy = self.copy(node);
        if let Node::Object(map) = &mut copy {
            map.replace(
                REMOVED.to_owned(),
                Node::String(self.removal_version.to_owned()),
            );
        }
        copy
    }

    /// Adds an entry to an object.
    fn insert(&mut self, parent: &Pointer, key: &str, node: Node, from: Pointer) {
        self.insert_after(None, parent, key, node, from);
    }

    /// Adds an entry to an object after the entry that it followed before.
    fn insert_after(
        &mut self,
        before: Option<&str>,
        parent: &Pointer,
        key: &str,
        node: Node,
        from: Pointer,
    ) {
        self.insertions.push(Insertion {
            parent: parent.clone(),
            position: Position::Entry {
                key: key.to_owned(),
                before: before.map(str::to_owned),
            },
            node,
            from,
        });
    }

    /// Appends an item to an array.
    fn append(&mut self, parent: Pointer, node: Node, from: Pointer) {
        let position = Position::Item;
        self.insertions.push(Insertion {
            parent,
            position,
            node,
            from,
        });
    }
}

/// A node that is added to the current tree.
struct Insertion {
    parent: Pointer,
    position: Position,
    node: Node,
    from: Pointer,
}

/// The position of an inserted node in its parent.
enum Position {
    /// Under a key, after the key `before` if that is known.
    Entry { key: String, before: Option<String> },
    /// At the end of an array.
    Item,
}

impl Insertion {
    fn apply(self, root: &mut Node, moves: &mut Moves) {
        let is_item = matches!(self.position, Position::Item);
        let Some(parent) = get_or_insert(root, &self.parent, is_item) else {
            return;
        };
        match (parent, self.position) {
            (Node::Object(map), Position::Entry { key, before }) => {
                moves.copied(&self.parent.child(&key), &self.from);
                map.insert_after(before.as_deref(), key, self.node);
            }
            (Node::Array(items), Position::Item) => {
                moves.copied(&self.parent.index(items.len()), &self.from);
                items.push(self.node);
            }
            // The parent has the wrong type, which the check reports.
            _ => {}
        }
    }
}

/// Returns the node at a pointer. Missing parents are inserted as objects, the last one as an array if requested.
/// Returns `None` if an existing parent has the wrong type.
fn get_or_insert<'n>(root: &'n mut Node, at: &Pointer, as_array: bool) -> Option<&'n mut Node> {
    let steps: Vec<String> = at.segments().map(|step| step.into_owned()).collect();
    let mut node = root;
    for (index, step) in steps.iter().enumerate() {
        let is_last = index + 1 == steps.len();
        node = match node {
            Node::Object(map) => {
                if !map.contains(step) {
                    let empty = match is_last && as_array {
                        true => Node::Array(Vec::new()),
                        false => Node::Object(Map::default()),
                    };
                    map.replace(step.clone(), empty);
                }
                map.get_mut(step)?
            }
            Node::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(node)
}
