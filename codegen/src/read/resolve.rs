//! Resolves references.
//!
//! Input: a reference and the pointer of the referring node. Output: the target and its pointer. References are resolved
//! as RFC 6901, RFC 3986 and JSON Schema (`$anchor`, `$id`) define, in all files of the document. A schema always has
//! the same pointer, whichever reference leads to it. One [`Resolution`] has one budget: each reference that must be
//! followed on the way is resolved once, so cycles end and no path multiplies.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::document::Anchors;
use super::{Document, Node};
use crate::source::{FileId, Kind, Pointer, unescape};

/// How many references and moves are followed to resolve one reference.
const MAX_HOPS: usize = 256;

/// The longest chain of references that is followed recursively.
const MAX_DEPTH: usize = 32;

/// A node and its pointer.
type Found<'d> = (&'d Node, Pointer);

/// The resolution of one reference.
struct Resolution<'d> {
    doc: &'d Document,
    /// How many more references and moves may be followed.
    budget: Cell<usize>,
    depth: Cell<usize>,
    /// The references that were followed on the way, by file. `None` if one can't be resolved, or is being resolved.
    followed: RefCell<HashMap<(FileId, String), Option<Found<'d>>>>,
}

impl Document {
    /// Returns the target of a reference in the node `base`, with its pointer, or `None` if it does not exist. The
    /// reference may be `#/components/schemas/Pet`, `#anchor`, `pets.yaml#/Pet`, or the `$id` of a schema with or
    /// without a fragment.
    pub fn resolve<'d>(&'d self, reference: &str, base: &Pointer) -> Option<(&'d Node, Pointer)> {
        Resolution::new(self).resolve(reference, base)
    }

    /// The file in which a node is written. For an inlined copy, this is not the file of its tree.
    pub(super) fn source_file(&self, at: &Pointer) -> FileId {
        if self.inlined.is_empty() {
            return at.file();
        }
        let mut at = self.conversion_moves.origin(at);
        // The original of a copy may itself be a copy.
        for _ in 0..MAX_DEPTH {
            let mut holders = std::iter::successors(Some(at.clone()), Pointer::parent);
            match holders.find_map(|holder| self.inlined.get(&holder)) {
                Some(from) if from.file() == at.file() => at = from.clone(),
                Some(from) => return from.file(),
                None => break,
            }
        }
        at.file()
    }

    fn root_of(&self, file: FileId) -> Pointer {
        match self.external.get(&file) {
            Some(part) => part.at.clone(),
            None => Pointer::root(file),
        }
    }

    /// The node to which a URI leads: the root of a file, or a schema with this `$id`.
    fn base_of(&self, uri: &str, base: &Pointer) -> Option<Pointer> {
        let from = self.source_file(base);
        if uri.is_empty() {
            return Some(self.root_of(from));
        }
        if let Some(named) = self.ids.get(uri) {
            return Some(named.clone());
        }
        let link = self.links.get(&(from, uri.to_owned()))?;
        link.as_ref().ok().map(|file| self.root_of(*file))
    }

    /// The new pointers that a moved node may have, the innermost move first.
    pub(super) fn new_pointers(&self, before: &Pointer) -> impl Iterator<Item = Pointer> {
        let holders = std::iter::successors(Some(before.clone()), Pointer::parent);
        let moved = holders.filter_map(|holder| {
            let rest = before.as_str()[holder.as_str().len()..].to_owned();
            Some((self.moved_to.get(&holder)?, rest))
        });
        moved.flat_map(|(pointers, rest)| {
            // A node made from another one is not that node, but may contain the same children.
            let is_same = |kind| kind == Kind::Moved || !rest.is_empty();
            let pointers = pointers.iter().filter(|(_, kind)| is_same(*kind));
            let pointers: Vec<_> = pointers.map(|(pointer, _)| pointer.join(&rest)).collect();
            pointers
        })
    }
}

impl<'d> Resolution<'d> {
    fn new(doc: &'d Document) -> Self {
        Self {
            doc,
            budget: Cell::new(MAX_HOPS),
            depth: Cell::new(0),
            followed: RefCell::default(),
        }
    }

    /// Takes one step from the budget. Returns `None` if nothing is left.
    fn spend(&self) -> Option<()> {
        self.budget.set(self.budget.get().checked_sub(1)?);
        Some(())
    }

    fn resolve(&self, reference: &str, base: &Pointer) -> Option<Found<'d>> {
        self.spend()?;
        let reference = reference.trim();
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decoded(fragment)?;
        let start = self.doc.base_of(uri, base)?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let named = (start.file(), fragment.into_owned());
            let anchors = self.doc.anchors.get(&named)?;
            let from = if uri.is_empty() { base } else { &start };
            return self.descend(closest(anchors, from), "");
        }
        let found = self.descend(&start, &fragment);
        let found = found.or_else(|| self.resolve_moved(&start.join(&fragment)));
        let found = found.or_else(|| self.resolve_in_resource(base, uri, &fragment));
        found.map(|(node, at)| self.inlined_component(node, at))
    }

    /// Resolves a reference on the way to another one.
    fn follow(&self, reference: &str, at: &Pointer) -> Option<Found<'d>> {
        let key = (self.doc.source_file(at), reference.to_owned());
        if let Some(known) = self.followed.borrow().get(&key) {
            return known.clone();
        }
        if self.depth.get() >= MAX_DEPTH {
            return None;
        }
        self.followed.borrow_mut().insert(key.clone(), None);
        self.depth.set(self.depth.get() + 1);
        let found = self.resolve(reference, at);
        self.depth.set(self.depth.get() - 1);
        self.followed.borrow_mut().insert(key, found.clone());
        found
    }

    /// If a node was copied to a component, returns the node in the component instead.
    fn inlined_component(&self, node: &'d Node, at: Pointer) -> Found<'d> {
        if self.doc.inlined_components.is_empty() {
            return (node, at);
        }
        let mut holders = std::iter::successors(Some(at.clone()), Pointer::parent);
        let found = holders.find_map(|holder| {
            let component = self.doc.inlined_components.get(&holder)?;
            self.descend_plainly(component, &at.as_str()[holder.as_str().len()..])
        });
        found.unwrap_or((node, at))
    }

    /// Resolves the pointer that a moved node has in the file.
    fn resolve_moved(&self, before: &Pointer) -> Option<Found<'d>> {
        self.doc.new_pointers(before).find_map(|now| {
            self.spend()?;
            let found = self.descend(&now, "");
            found.or_else(|| self.resolve_moved(&now))
        })
    }

    /// Resolves a fragment in the schema resource that contains `base`: references in a schema with `$id` are relative
    /// to that schema.
    fn resolve_in_resource(&self, base: &Pointer, uri: &str, fragment: &str) -> Option<Found<'d>> {
        let mut holder = base.parent().filter(|_| uri.is_empty());
        while let Some(at) = holder {
            if self.descend_plainly(&at, "")?.0.get("$id").is_some() {
                return self.descend(&at, fragment);
            }
            holder = at.parent();
        }
        None
    }

    /// Descends from a node along a path. A reference is followed if its object does not have the next key.
    fn descend(&self, from: &Pointer, path: &str) -> Option<Found<'d>> {
        self.walk(from, path, |reference, at, step| {
            let (_, target) = self.follow(reference, at)?;
            self.descend_plainly(&target.child(step), "")
        })
    }

    /// Descends from a node along a path that contains no references.
    fn descend_plainly(&self, from: &Pointer, path: &str) -> Option<Found<'d>> {
        self.walk(from, path, |_, _, _| None)
    }

    fn walk(
        &self,
        from: &Pointer,
        path: &str,
        follow: impl Fn(&str, &Pointer, &str) -> Option<Found<'d>>,
    ) -> Option<Found<'d>> {
        let root = match self.doc.external.get(&from.file()) {
            Some(part) => &part.root,
            None => &self.doc.root,
        };
        let path = format!("{}{path}", from.as_str());
        let mut node = root;
        let mut at = self.doc.root_of(from.file());
        // The steps from `at` to `node` in the path: a pointer is created for the result, not for each step.
        let (mut start, mut end) = (0, 0);
        for step in path.split('/').skip(1) {
            let next = end + 1 + step.len();
            let key = unescape(step);
            match node {
                Node::Object(map) => match map.get(&key) {
                    Some(child) => {
                        node = child;
                        // A reference may escape what needs no escape: the pointer of a node is always the same.
                        if let Cow::Owned(key) = &key {
                            at = at.join(&path[start..end]).child(key);
                            start = next;
                        }
                    }
                    None => {
                        let reference = map.get("$ref").and_then(Node::as_str)?;
                        (node, at) = follow(reference, &at.join(&path[start..end]), &key)?;
                        start = next;
                    }
                },
                Node::Array(items) => {
                    let index = key.parse::<usize>().ok()?;
                    node = items.get(index)?;
                    at = at.join(&path[start..end]).index(index);
                    start = next;
                }
                _ => return None,
            }
            end = next;
        }
        let at = at.join(&path[start..end]);
        let is_gone = node.is_null() && self.doc.was_left_out(&at);
        (!is_gone).then_some((node, at))
    }
}

/// The anchor in the smallest schema around a node, as an anchor belongs to the schema resource that contains it.
/// Outside of all of them, it is the first one of the file.
fn closest<'a>(anchors: &'a Anchors, from: &Pointer) -> &'a Pointer {
    let mut holders = std::iter::successors(Some(from.clone()), Pointer::parent);
    let inside = holders.find_map(|holder| {
        if holder.as_str().is_empty() {
            return None;
        }
        let own = anchors.all.get(&holder);
        let mut inner = anchors.all.range(holder.join("/")..);
        own.or_else(|| inner.next().filter(|anchor| anchor.is_within(&holder)))
    });
    inside.unwrap_or(&anchors.first)
}

/// Percent-decodes the fragment of a URI. Returns `None` if the result is not UTF-8.
pub(super) fn percent_decoded(fragment: &str) -> Option<Cow<'_, str>> {
    if !fragment.contains('%') {
        return Some(Cow::Borrowed(fragment));
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [byte, tail @ ..] = rest {
        let pair = tail.get(..2).and_then(|pair| str::from_utf8(pair).ok());
        let hex = pair.filter(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let decoded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, decoded) {
            (b'%', Some(decoded)) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            // A literal percent sign is not allowed in a URI, but documents contain it.
            _ => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}
