//! A document that was read.
//!
//! In: a checked tree. Out: its nodes by reference. Guaranteed: references are resolved as RFC 6901, RFC 3986 and
//! JSON Schema (`$anchor`, `$id`) say.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Node;
use super::check::Checked;
use crate::source::{FileId, Kind, Moves, Pointer};

/// References followed on the way of one pointer; they may lead in a circle.
const MAX_HOPS: usize = 32;

/// A document that was read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file it came from.
    pub file: FileId,
    /// The whole of it; what was wrong has been taken out. In a list, `null` stands where an item was.
    pub root: Node,
    left_out: Vec<Pointer>,
    /// Schemas by the names that they give themselves: `#anchor`, or a URI.
    anchors: HashMap<String, Pointer>,
    /// Where nodes have gone, by where they were in the text.
    arrivals: HashMap<Pointer, Vec<(Pointer, Kind)>>,
}

impl Document {
    pub(super) fn new(file: FileId, root: Node) -> Self {
        Self {
            file,
            root,
            left_out: Vec::new(),
            anchors: HashMap::new(),
            arrivals: HashMap::new(),
        }
    }

    /// Takes down what the check found out.
    pub(super) fn learn(&mut self, checked: Checked) {
        for (name, pointer) in checked.anchors {
            self.anchors.entry(name).or_insert(pointer);
        }
        self.left_out.extend(checked.left_out);
        self.rearranged(&checked.moves);
    }

    /// Takes down where nodes have gone: references say where they were.
    pub(super) fn rearranged(&mut self, moves: &Moves) {
        for (now, before, kind) in moves.iter() {
            let arrivals = self.arrivals.entry(before.clone()).or_default();
            arrivals.push((now.clone(), kind));
        }
        // The map that they come from has no order.
        for arrivals in self.arrivals.values_mut() {
            arrivals.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        let moved = |left_out: &Pointer| self.arrivals_of(left_out).next();
        let now: Vec<_> = self.left_out.iter().filter_map(moved).collect();
        self.left_out.extend(now);
    }

    /// Where a node may have gone, the nearest move first.
    fn arrivals_of(&self, before: &Pointer) -> impl Iterator<Item = Pointer> {
        let holders = std::iter::successors(Some(before.clone()), Pointer::parent);
        let moved = holders.filter_map(|holder| {
            let rest = before.as_str()[holder.as_str().len()..].to_owned();
            Some((self.arrivals.get(&holder)?, rest))
        });
        moved.flat_map(|(places, rest)| {
            // What is made of a node is not the node, but what lies in the one may lie in the other.
            let is_it = |kind| kind == Kind::Moved || !rest.is_empty();
            let places = places.iter().filter(|(_, kind)| is_it(*kind));
            let places: Vec<_> = places.map(|(place, _)| place.join(&rest)).collect();
            places
        })
    }

    /// The pointer of the whole document.
    pub fn pointer(&self) -> Pointer {
        Pointer::root(self.file)
    }

    /// What a reference means that stands at `base`, and where that is: `#/components/schemas/Pet`, `#anchor`, or
    /// the `$id` of a schema with or without a fragment.
    pub fn resolve<'d>(&'d self, reference: &str, base: &Pointer) -> Option<(&'d Node, Pointer)> {
        if let Some(named) = self.anchors.get(reference) {
            return self.node(named);
        }
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decoded(fragment)?;
        let start = match uri {
            "" => self.pointer(),
            uri => self.anchors.get(uri)?.clone(),
        };
        self.descend(start.clone(), &fragment, MAX_HOPS)
            .or_else(|| self.moved(&start.join(&fragment), MAX_HOPS))
            .or_else(|| self.within_own(base, uri, &fragment))
    }

    /// A node that was elsewhere when the text was written.
    fn moved(&self, before: &Pointer, hops: usize) -> Option<(&Node, Pointer)> {
        let hops = hops.checked_sub(1)?;
        self.arrivals_of(before).find_map(|now| {
            let found = self.descend(self.pointer(), now.as_str(), hops);
            found.or_else(|| self.moved(&now, hops.min(2)))
        })
    }

    /// A schema with an `$id` is a document of its own for the references in it.
    fn within_own(&self, base: &Pointer, uri: &str, fragment: &str) -> Option<(&Node, Pointer)> {
        let mut holder = base.parent().filter(|_| uri.is_empty());
        while let Some(at) = holder {
            if self.node(&at)?.0.get("$id").is_some() {
                return self.descend(at, fragment, MAX_HOPS);
            }
            holder = at.parent();
        }
        None
    }

    fn node(&self, pointer: &Pointer) -> Option<(&Node, Pointer)> {
        self.descend(self.pointer(), pointer.as_str(), 0)
    }

    /// The way down from a node, through references where there is no other.
    fn descend(&self, from: Pointer, path: &str, hops: usize) -> Option<(&Node, Pointer)> {
        let mut found = (&self.root, self.pointer());
        let whole = format!("{}{path}", from.as_str());
        if whole.is_empty() {
            return Some(found);
        }
        for step in whole.strip_prefix('/')?.split('/') {
            let step = step.replace("~1", "/").replace("~0", "~");
            let (node, at) = found;
            found = match node {
                Node::Map(map) => match (map.get(&step), map.get("$ref")) {
                    (Some(node), _) => (node, at.child(&step)),
                    (None, Some(Node::Text(reference))) if hops > 0 => {
                        let (_, target) = self.hop(reference, hops - 1)?;
                        self.descend(target.child(&step), "", hops - 1)?
                    }
                    (None, _) => return None,
                },
                Node::List(items) => {
                    let index = step.parse::<usize>().ok()?;
                    (items.get(index)?, at.index(index))
                }
                _ => return None,
            };
        }
        Some(found)
    }

    fn hop(&self, reference: &str, hops: usize) -> Option<(&Node, Pointer)> {
        let fragment = percent_decoded(reference.strip_prefix('#')?)?;
        self.descend(self.pointer(), &fragment, hops)
    }

    /// Whether a node, or one that holds it, was there and has been left out, which was said.
    pub fn was_left_out(&self, pointer: &Pointer) -> bool {
        let holds = |left_out: &Pointer| {
            let rest = pointer.as_str().strip_prefix(left_out.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        pointer.file() == self.file && self.left_out.iter().any(holds)
    }
}

/// The fragment of a URI as the text that it stands for; none where that is no UTF-8.
fn percent_decoded(fragment: &str) -> Option<Cow<'_, str>> {
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
            // A percent sign that means itself is not allowed, and written all the same.
            _ => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}
