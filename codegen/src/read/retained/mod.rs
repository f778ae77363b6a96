//! What the document had when it was last released, and has no more.
//!
//! In: the tree of that document, and that of today. Out: the tree of today with what is gone, marked as removed
//! ([`REMOVED`], [`REMOVED_VALUES`]). Guaranteed: what is there today stays as it is; what was moved or renamed is not
//! brought back; what a value can't be made without is not brought back either, for nobody sends it any more.

mod operations;
mod renames;
mod schemas;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::pointer_pair::PointerPair;
use super::{Map, Node};
use crate::source::{FileId, Moves, Pointer};

/// The mark of what is gone: the version that it goes with for good.
pub(crate) const REMOVED: &str = "x-oascribe-removed";

/// The values of an enum that are gone, beside it.
pub(crate) const REMOVED_VALUES: &str = "x-oascribe-removed-values";

/// Whether both trees are documents of one generation, so that what is in one means the same in the other.
pub(super) fn is_alike(now: &Node, released: &Node) -> bool {
    now.get("swagger").is_some() == released.get("swagger").is_some()
}

/// Brings back what is gone. The result says where each node came from.
pub(super) fn keep(
    root: &mut Node,
    released: &Node,
    (file, origin): (FileId, FileId),
    goes: &str,
) -> Moves {
    let sides = Sides {
        old: released,
        now: root,
    };
    let renamed = renames::schemas(&sides);
    let mut found = Found {
        tags: renames::tags(&sides),
        sides,
        renamed,
        root: PointerPair {
            now: Pointer::root(file),
            before: Pointer::root(origin),
        },
        goes,
        puts: Vec::new(),
    };
    found.components();
    found.operations();
    let puts = found.puts;
    let mut moves = Moves::new();
    for put in puts {
        put.apply(root, &mut moves);
    }
    moves
}

/// Both documents.
#[derive(Clone, Copy)]
struct Sides<'d> {
    old: &'d Node,
    now: &'d Node,
}

impl<'d> Sides<'d> {
    /// Where schemas stand in a document of this generation.
    fn schemas(&self) -> &'static [&'static str] {
        match self.now.get("swagger") {
            Some(_) => &["definitions"],
            None => &["components", "schemas"],
        }
    }

    /// The entries of both sides under a key path.
    fn entries(&self, path: &[&str]) -> (Entries<'d>, Entries<'d>) {
        (entries(self.old, path), entries(self.now, path))
    }
}

/// The entries of an object, which may not be there, in the order of the text.
type Entries<'d> = IndexMap<&'d str, &'d Node>;

fn entries<'d>(root: &'d Node, path: &[&str]) -> Entries<'d> {
    let found = path.iter().try_fold(root, |node, key| node.get(key));
    let entries = found
        .and_then(Node::as_object)
        .into_iter()
        .flat_map(Map::iter);
    entries.filter(|(key, _)| !key.starts_with("x-")).collect()
}

/// What a reference within a document leads to.
fn local<'d>(root: &'d Node, node: &'d Node) -> &'d Node {
    /// References of references that are followed.
    const MAX_HOPS: usize = 16;
    let mut found = node;
    for _ in 0..MAX_HOPS {
        let target = found.get("$ref").and_then(Node::as_str);
        let Some(path) = target.and_then(|target| target.strip_prefix("#/")) else {
            break;
        };
        let step = |node: &'d Node, key: &str| node.get(&key.replace("~1", "/").replace("~0", "~"));
        match path.split('/').try_fold(root, step) {
            Some(target) => found = target,
            None => break,
        }
    }
    found
}

/// What is gone, on its way back.
struct Found<'d> {
    sides: Sides<'d>,
    /// References to schemas that are called otherwise now.
    renamed: BTreeMap<String, String>,
    /// Tags that are.
    tags: BTreeMap<String, String>,
    root: PointerPair,
    goes: &'d str,
    puts: Vec<Put>,
}

impl Found<'_> {
    /// A node as it is brought back: what it refers to is called as today.
    fn copy(&self, node: &Node) -> Node {
        let mut copy = node.clone();
        self.refer(&mut copy);
        copy
    }

    fn refer(&self, node: &mut Node) {
        match node {
            Node::Object(map) => map.retain(|key, value| {
                match value {
                    Node::String(target) if key == "$ref" => {
                        if let Some(now) = self.renamed.get(target) {
                            target.clone_from(now);
                        }
                    }
                    value => self.refer(value),
                }
                true
            }),
            Node::Array(items) => items.iter_mut().for_each(|item| self.refer(item)),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
        }
    }

    /// The same, marked as gone.
    fn marked(&self, node: &Node) -> Node {
        let mut copy = self.copy(node);
        if let Node::Object(map) = &mut copy {
            map.replace(REMOVED.to_owned(), Node::String(self.goes.to_owned()));
        }
        copy
    }

    /// An entry that is brought back.
    fn put(&mut self, holder: &Pointer, key: &str, node: Node, from: Pointer) {
        self.put_behind(None, holder, key, node, from);
    }

    /// The same behind the entry that it stood behind.
    fn put_behind(
        &mut self,
        before: Option<&str>,
        holder: &Pointer,
        key: &str,
        node: Node,
        from: Pointer,
    ) {
        self.puts.push(Put {
            holder: holder.clone(),
            slot: Slot::Entry {
                key: key.to_owned(),
                before: before.map(str::to_owned),
            },
            node,
            from,
        });
    }

    /// An item of a list that is brought back.
    fn append(&mut self, holder: Pointer, node: Node, from: Pointer) {
        let slot = Slot::Item;
        self.puts.push(Put {
            holder,
            slot,
            node,
            from,
        });
    }
}

/// A node that is brought back.
struct Put {
    holder: Pointer,
    slot: Slot,
    node: Node,
    from: Pointer,
}

/// Where in its holder.
enum Slot {
    /// Under a key, behind another one where it is known which.
    Entry { key: String, before: Option<String> },
    /// As the next item of a list.
    Item,
}

impl Put {
    fn apply(self, root: &mut Node, moves: &mut Moves) {
        let is_item = matches!(self.slot, Slot::Item);
        let Some(holder) = ensured(root, &self.holder, is_item) else {
            return;
        };
        match (holder, self.slot) {
            (Node::Object(map), Slot::Entry { key, before }) => {
                moves.copied(&self.holder.child(&key), &self.from);
                map.insert_behind(before.as_deref(), key, self.node);
            }
            (Node::Array(items), Slot::Item) => {
                moves.copied(&self.holder.index(items.len()), &self.from);
                items.push(self.node);
            }
            // What should hold it is something else, which the check says.
            _ => {}
        }
    }
}

/// The node at a place; objects on the way that are not there are made, the last one as a list where one is asked for.
fn ensured<'n>(root: &'n mut Node, at: &Pointer, as_array: bool) -> Option<&'n mut Node> {
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
