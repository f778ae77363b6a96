//! A checked document in one or more files.
//!
//! Its nodes are found by reference (see `resolve.rs`). Wrong values were removed and are recorded as left out.

use std::collections::{BTreeSet, HashMap};

use super::check::Checked;
use super::{Node, Version};
use crate::diag::{Diagnostic, codes};
use crate::source::{FileId, Kind, Moves, Pointer, Unreadable};

/// A document that was read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file of the document.
    pub file: FileId,
    /// The version that the file declares.
    pub version: Version,
    /// The tree of the file without wrong values. In an array, `null` replaces each removed item.
    pub root: Node,
    /// The other files of the document.
    pub(super) external: HashMap<FileId, ExternalFile>,
    /// The file that a relative URI in a file leads to, or why it can't be read.
    pub(super) links: HashMap<(FileId, String), Result<FileId, Unreadable>>,
    pub(super) left_out: Vec<Pointer>,
    /// Schemas by file and `$anchor`. Each schema resource of a file may have an anchor of the same name.
    pub(super) anchors: HashMap<(FileId, String), Anchors>,
    /// Schemas by `$id`.
    pub(super) ids: HashMap<String, Pointer>,
    /// The new pointers of moved nodes, by their pointers in the file.
    pub(super) moved_to: HashMap<Pointer, Vec<(Pointer, Kind)>>,
    /// The moves of the conversion from Swagger 2.0, which happens after all references were followed.
    pub(super) conversion_moves: Moves,
    /// Copies that replaced a reference, with the pointer of the original node.
    pub(super) inlined: HashMap<Pointer, Pointer>,
    /// Original nodes that were copied to a component, with the pointer of the component.
    pub(super) inlined_components: HashMap<Pointer, Pointer>,
}

/// The schemas of a file with the same `$anchor`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Anchors {
    /// The first one in the file.
    pub first: Pointer,
    pub all: BTreeSet<Pointer>,
}

/// Another file of the document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExternalFile {
    pub root: Node,
    pub at: Pointer,
    /// The file name without folder and extension: the default name of a schema that is a whole file.
    pub stem: String,
}

impl Document {
    pub(super) fn new(file: FileId, version: Version, root: Node) -> Self {
        Self {
            file,
            version,
            root,
            external: HashMap::new(),
            links: HashMap::new(),
            left_out: Vec::new(),
            anchors: HashMap::new(),
            ids: HashMap::new(),
            moved_to: HashMap::new(),
            conversion_moves: Moves::new(),
            inlined: HashMap::new(),
            inlined_components: HashMap::new(),
        }
    }

    /// The pointer of the root.
    pub fn pointer(&self) -> Pointer {
        Pointer::root(self.file)
    }

    /// Whether the document refers to no other file.
    pub fn is_in_one_file(&self) -> bool {
        self.external.is_empty()
    }

    /// The default name of a node: its key, or the name of the file if it is the whole file.
    pub fn name_of(&self, pointer: &Pointer) -> String {
        match (pointer.last(), self.external.get(&pointer.file())) {
            (Some(last), _) => last.into_owned(),
            (None, Some(part)) => part.stem.clone(),
            (None, None) => String::new(),
        }
    }

    /// Whether a node or one of its parents was removed, which was reported.
    pub fn was_left_out(&self, pointer: &Pointer) -> bool {
        let contains = |left_out: &Pointer| {
            let rest = pointer.as_str().strip_prefix(left_out.as_str());
            let inside = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            inside && left_out.file() == pointer.file()
        };
        self.left_out.iter().any(contains)
    }

    /// The diagnostic that a reference can't be resolved, without a label for the consequence.
    pub fn unresolved(&self, reference: &str, at: &Pointer) -> Diagnostic {
        let at_ref = at.child("$ref");
        let (uri, _) = reference.split_once('#').unwrap_or((reference, ""));
        let link = self
            .links
            .get(&(self.source_file(at), uri.trim().to_owned()));
        match link {
            Some(Err(Unreadable { reason, help })) => {
                let message = format!("`{reference}` can't be resolved: {reason}");
                let mut found = Diagnostic::new(codes::EXTERNAL_REF, message).at(&at_ref);
                found.help = help.map(str::to_owned);
                found
            }
            _ => {
                let message = format!("`{reference}` does not exist");
                Diagnostic::new(codes::DANGLING_REF, message).at(&at_ref)
            }
        }
    }

    /// Records the results of the check.
    pub(super) fn record(&mut self, checked: &mut Checked) {
        for (name, pointer) in checked.anchors.drain(..) {
            match name.strip_prefix('#') {
                Some(anchor) => {
                    let key = (self.source_file(&pointer), anchor.to_owned());
                    let anchors = self.anchors.entry(key).or_insert_with(|| Anchors {
                        first: pointer.clone(),
                        all: BTreeSet::new(),
                    });
                    anchors.all.insert(pointer);
                }
                None => {
                    self.ids.entry(name).or_insert(pointer);
                }
            }
        }
        self.left_out.append(&mut checked.left_out);
        self.record_moves(&checked.moves);
    }

    /// Records the new pointers of moved nodes: references use the old ones.
    pub(super) fn record_moves(&mut self, moves: &Moves) {
        for (now, before, kind) in moves.iter() {
            // No reference leads to a scalar, and most moved nodes are scalars.
            if kind == Kind::Scalar || self.node(now).is_some_and(Node::is_scalar) {
                continue;
            }
            let pointers = self.moved_to.entry(before.clone()).or_default();
            let pointer = (now.clone(), kind);
            if !pointers.contains(&pointer) {
                pointers.push(pointer);
            }
        }
        // Moves are iterated in no particular order.
        for pointers in self.moved_to.values_mut() {
            pointers.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
    }

    /// Records the removed nodes under the pointers that they would have after the conversion.
    pub(super) fn record_moved_left_out(&mut self) {
        let moved = |left_out: &Pointer| self.new_pointers(left_out).next();
        let now: Vec<_> = self.left_out.iter().filter_map(moved).collect();
        self.left_out.extend(now);
    }

    /// Adds a file to the document.
    pub(super) fn add(&mut self, at: Pointer, stem: String, root: Node) {
        self.external
            .insert(at.file(), ExternalFile { root, at, stem });
    }

    /// Whether a URI in a file was already loaded.
    pub(super) fn is_linked(&self, from: FileId, uri: &str) -> bool {
        self.links.contains_key(&(from, uri.to_owned())) || self.ids.contains_key(uri)
    }

    /// Records the file that a URI in another file leads to.
    pub(super) fn link(&mut self, from: FileId, uri: &str, to: Result<FileId, Unreadable>) {
        self.links.insert((from, uri.to_owned()), to);
    }

    /// Whether a node is inside another one, or inside a copy of it.
    pub(super) fn is_within(&self, at: &Pointer, other: &Pointer) -> bool {
        let mut holders = std::iter::successors(at.parent(), Pointer::parent);
        holders.any(|holder| holder == *other || self.inlined.get(&holder) == Some(other))
    }

    /// Replaces a reference by a copy of its target. Keywords next to the reference win over those of the copy.
    pub(super) fn inline(&mut self, at: &Pointer, from: &Pointer, mut copy: Node) {
        if let (Node::Object(copy), Some(Node::Object(siblings))) = (&mut copy, self.node_mut(at)) {
            for (key, value) in siblings.iter().filter(|(key, _)| *key != "$ref") {
                copy.replace(key.to_owned(), value.clone());
            }
        }
        self.put(at, copy);
        self.inlined.insert(at.clone(), from.clone());
        let mut steps = at.segments();
        let top = steps.next();
        let is_component = matches!(top.as_deref(), Some("components" | "definitions"));
        if is_component && steps.count() < 2 && at.file() == self.file {
            self.inlined_components.insert(from.clone(), at.clone());
        }
    }

    /// Removes a node.
    pub(super) fn leave_out(&mut self, at: &Pointer) {
        self.left_out.push(at.clone());
        let (Some(parent), Some(last)) = (at.parent(), at.last()) else {
            return self.put(at, Node::Null);
        };
        match self.node_mut(&parent) {
            Some(Node::Object(map)) => map.remove(&last),
            // The other items keep their indices.
            _ => self.put(at, Node::Null),
        }
    }

    /// Replaces a node, if it exists.
    pub(super) fn put(&mut self, at: &Pointer, node: Node) {
        if let Some(slot) = self.node_mut(at) {
            *slot = node;
        }
    }

    /// Returns a node, or `None` if it does not exist.
    pub fn node(&self, at: &Pointer) -> Option<&Node> {
        let root = match self.external.get(&at.file()) {
            Some(part) => &part.root,
            None => &self.root,
        };
        root.at(at)
    }

    /// Returns a node to change, or `None` if it does not exist.
    pub(super) fn node_mut(&mut self, at: &Pointer) -> Option<&mut Node> {
        let root = match self.external.get_mut(&at.file()) {
            Some(part) => &mut part.root,
            None => &mut self.root,
        };
        root.at_mut(at)
    }
}
