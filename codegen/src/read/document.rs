//! A document that was read, in one file or many.
//!
//! In: checked trees. Out: their nodes, by reference (see `resolve.rs`). Guaranteed: what is wrong has been taken
//! out, and is known as left out.

use std::collections::HashMap;

use super::Node;
use super::check::Checked;
use crate::diag::{Diagnostic, codes};
use crate::source::{FileId, Kind, Moves, Pointer};

/// A document that was read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file it came from.
    pub file: FileId,
    /// The whole of it; what was wrong has been taken out. In a list, `null` stands where an item was.
    pub root: Node,
    /// The files that it refers to.
    pub(super) others: HashMap<FileId, Part>,
    /// What references in a file mean by the name of another one, or why that can't be read.
    pub(super) links: HashMap<(FileId, String), Result<FileId, String>>,
    pub(super) left_out: Vec<Pointer>,
    /// Schemas by the names that they give themselves in one file.
    pub(super) anchors: HashMap<(FileId, String), Pointer>,
    /// Schemas by the URI that they give themselves.
    pub(super) ids: HashMap<String, Pointer>,
    /// Where nodes have gone, by where they were in the text.
    pub(super) arrivals: HashMap<Pointer, Vec<(Pointer, Kind)>>,
    /// What was moved after all references had been followed.
    pub(super) rearrangement: Moves,
    /// Nodes that were put in the place of a reference to them: where they are, and where they came from.
    pub(super) grafts: HashMap<Pointer, Pointer>,
    /// Components that came from elsewhere: where from, and where they are.
    pub(super) homes: HashMap<Pointer, Pointer>,
}

/// A file that the document refers to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub root: Node,
    pub at: Pointer,
    /// The name of the file without folder and extension: what a schema is called that fills it.
    pub stem: String,
}

impl Document {
    pub(super) fn new(file: FileId, root: Node) -> Self {
        Self {
            file,
            root,
            others: HashMap::new(),
            links: HashMap::new(),
            left_out: Vec::new(),
            anchors: HashMap::new(),
            ids: HashMap::new(),
            arrivals: HashMap::new(),
            rearrangement: Moves::new(),
            grafts: HashMap::new(),
            homes: HashMap::new(),
        }
    }

    /// The pointer of the whole document.
    pub fn pointer(&self) -> Pointer {
        Pointer::root(self.file)
    }

    /// Whether it refers to no other file.
    pub fn is_in_one_file(&self) -> bool {
        self.others.is_empty()
    }

    /// What a node is called, where it has no better name: its key, or the name of the file that it fills.
    pub fn name_of(&self, pointer: &Pointer) -> String {
        match (pointer.last(), self.others.get(&pointer.file())) {
            (Some(last), _) => last.into_owned(),
            (None, Some(part)) => part.stem.clone(),
            (None, None) => String::new(),
        }
    }

    /// Whether a node, or one that holds it, was there and has been left out, which was said.
    pub fn was_left_out(&self, pointer: &Pointer) -> bool {
        let holds = |left_out: &Pointer| {
            let rest = pointer.as_str().strip_prefix(left_out.as_str());
            let inside = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            inside && left_out.file() == pointer.file()
        };
        self.left_out.iter().any(holds)
    }

    /// The finding that a reference leads nowhere: why, without what it costs.
    pub fn unresolved(&self, reference: &str, at: &Pointer) -> Diagnostic {
        let place = at.child("$ref");
        let (uri, _) = reference.split_once('#').unwrap_or((reference, ""));
        let link = self.links.get(&(self.text_file(at), uri.trim().to_owned()));
        match link {
            Some(Err(why)) => {
                let message = format!("`{reference}` can't be followed: {why}");
                let found = Diagnostic::new(codes::EXTERNAL_REF, message).at(&place);
                match crate::source::is_remote(uri) {
                    true => {
                        found.help("allow it with `--allow-remote`, or keep a copy of the file")
                    }
                    false => found,
                }
            }
            _ => {
                let message = format!("`{reference}` does not exist");
                Diagnostic::new(codes::DANGLING_REF, message).at(&place)
            }
        }
    }

    /// Takes down what the check found out.
    pub(super) fn learn(&mut self, checked: &mut Checked) {
        for (name, pointer) in checked.anchors.drain(..) {
            match name.strip_prefix('#') {
                Some(anchor) => {
                    let key = (self.text_file(&pointer), anchor.to_owned());
                    self.anchors.entry(key).or_insert(pointer);
                }
                None => {
                    self.ids.entry(name).or_insert(pointer);
                }
            }
        }
        self.left_out.append(&mut checked.left_out);
        self.rearranged(&checked.moves);
    }

    /// Takes down where nodes have gone: references say where they were.
    pub(super) fn rearranged(&mut self, moves: &Moves) {
        for (now, before, kind) in moves.iter() {
            let arrivals = self.arrivals.entry(before.clone()).or_default();
            let arrival = (now.clone(), kind);
            if !arrivals.contains(&arrival) {
                arrivals.push(arrival);
            }
        }
        // The map that they come from has no order.
        for arrivals in self.arrivals.values_mut() {
            arrivals.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
    }

    /// Takes down where what was left out would stand now.
    pub(super) fn rearranged_losses(&mut self) {
        let moved = |left_out: &Pointer| self.arrivals_of(left_out).next();
        let now: Vec<_> = self.left_out.iter().filter_map(moved).collect();
        self.left_out.extend(now);
    }

    /// Adds a file that the document refers to.
    pub(super) fn add(&mut self, at: Pointer, stem: String, root: Node) {
        self.others.insert(at.file(), Part { root, at, stem });
    }

    /// Whether it is known what a file means by the name of another one.
    pub(super) fn is_linked(&self, from: FileId, uri: &str) -> bool {
        self.links.contains_key(&(from, uri.to_owned())) || self.ids.contains_key(uri)
    }

    /// What a file means by the name of another one.
    pub(super) fn link(&mut self, from: FileId, uri: &str, to: Result<FileId, String>) {
        self.links.insert((from, uri.to_owned()), to);
    }

    /// Whether a node lies in another one, or in a copy of it.
    pub(super) fn is_within(&self, at: &Pointer, other: &Pointer) -> bool {
        let mut holders = std::iter::successors(at.parent(), Pointer::parent);
        holders.any(|holder| holder == *other || self.grafts.get(&holder) == Some(other))
    }

    /// Puts a copy of a node in the place of a reference to it. What stands beside the reference wins.
    pub(super) fn graft(&mut self, at: &Pointer, from: &Pointer, mut copy: Node) {
        if let (Node::Object(copy), Some(Node::Object(beside))) = (&mut copy, self.node_mut(at)) {
            for (key, value) in beside.iter().filter(|(key, _)| *key != "$ref") {
                copy.replace(key.to_owned(), value.clone());
            }
        }
        self.put(at, copy);
        self.grafts.insert(at.clone(), from.clone());
        let mut steps = at.segments();
        let top = steps.next();
        let is_component = matches!(top.as_deref(), Some("components" | "definitions"));
        if is_component && steps.count() < 2 && at.file() == self.file {
            self.homes.insert(from.clone(), at.clone());
        }
    }

    /// Takes a node out.
    pub(super) fn leave_out(&mut self, at: &Pointer) {
        self.left_out.push(at.clone());
        let (Some(parent), Some(last)) = (at.parent(), at.last()) else {
            return self.put(at, Node::Null);
        };
        match self.node_mut(&parent) {
            Some(Node::Object(map)) => map.remove(&last),
            // The others keep their places.
            _ => self.put(at, Node::Null),
        }
    }

    /// Sets a node that is there.
    pub(super) fn put(&mut self, at: &Pointer, node: Node) {
        if let Some(slot) = self.node_mut(at) {
            *slot = node;
        }
    }

    /// A node, to be changed.
    pub(super) fn node_mut(&mut self, at: &Pointer) -> Option<&mut Node> {
        let root = match self.others.get_mut(&at.file()) {
            Some(part) => &mut part.root,
            None => &mut self.root,
        };
        root.at_mut(at)
    }
}
