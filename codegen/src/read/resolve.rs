//! What references mean.
//!
//! In: a reference and the place where it stands. Out: the node, and where that is. Guaranteed: resolved as RFC
//! 6901, RFC 3986 and JSON Schema (`$anchor`, `$id`) say, over all files of the document; a schema has one place,
//! whichever way leads to it; references that lead in a circle end.

use std::borrow::Cow;

use super::{Document, Node};
use crate::source::{FileId, Kind, Pointer};

/// References followed on the way of one pointer; they may lead in a circle.
const MAX_HOPS: usize = 32;

impl Document {
    /// What a reference means that stands at `base`, and where that is: `#/components/schemas/Pet`, `#anchor`,
    /// `pets.yaml#/Pet`, or the `$id` of a schema with or without a fragment.
    pub fn resolve<'d>(&'d self, reference: &str, base: &Pointer) -> Option<(&'d Node, Pointer)> {
        self.resolve_in(reference, base, MAX_HOPS)
    }

    /// The file in whose text a node stands: another one than its tree's where it was put in place of a reference.
    pub(super) fn text_file(&self, at: &Pointer) -> FileId {
        if self.grafts.is_empty() {
            return at.file();
        }
        let mut at = self.rearrangement.origin(at);
        // What was put there may itself have been put where it came from.
        for _ in 0..MAX_HOPS {
            let mut holders = std::iter::successors(Some(at.clone()), Pointer::parent);
            match holders.find_map(|holder| self.grafts.get(&holder)) {
                Some(from) if from.file() == at.file() => at = from.clone(),
                Some(from) => return from.file(),
                None => break,
            }
        }
        at.file()
    }

    fn resolve_in(&self, reference: &str, base: &Pointer, hops: usize) -> Option<(&Node, Pointer)> {
        let hops = hops.checked_sub(1)?;
        let reference = reference.trim();
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decoded(fragment)?;
        let start = self.start(uri, base)?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let named = (start.file(), fragment.into_owned());
            return self.descend(self.anchors.get(&named)?, "", 0);
        }
        let found = self.descend(&start, &fragment, hops);
        let found = found.or_else(|| self.moved(&start.join(&fragment), hops));
        let found = found.or_else(|| self.within_own(base, uri, &fragment));
        found.map(|(node, at)| self.home(node, at))
    }

    fn root_of(&self, file: FileId) -> Pointer {
        match self.others.get(&file) {
            Some(part) => part.at.clone(),
            None => Pointer::root(file),
        }
    }

    /// Where the way begins: a file, or a schema that gives itself a URI.
    fn start(&self, uri: &str, base: &Pointer) -> Option<Pointer> {
        let from = self.text_file(base);
        if uri.is_empty() {
            return Some(self.root_of(from));
        }
        if let Some(named) = self.ids.get(uri) {
            return Some(named.clone());
        }
        let link = self.links.get(&(from, uri.to_owned()))?;
        link.as_ref().ok().map(|file| self.root_of(*file))
    }

    /// A component that was put in its place from elsewhere is found there, and nowhere else.
    fn home<'d>(&'d self, node: &'d Node, at: Pointer) -> (&'d Node, Pointer) {
        if self.homes.is_empty() {
            return (node, at);
        }
        let mut holders = std::iter::successors(Some(at.clone()), Pointer::parent);
        let found = holders.find_map(|holder| {
            let home = self.homes.get(&holder)?;
            self.descend(home, &at.as_str()[holder.as_str().len()..], 0)
        });
        found.unwrap_or((node, at))
    }

    /// A node that was elsewhere when the text was written.
    fn moved(&self, before: &Pointer, hops: usize) -> Option<(&Node, Pointer)> {
        let hops = hops.checked_sub(1)?;
        self.arrivals_of(before).find_map(|now| {
            let found = self.descend(&now, "", hops);
            found.or_else(|| self.moved(&now, hops.min(2)))
        })
    }

    /// Where a node may have gone, the nearest move first.
    pub(super) fn arrivals_of(&self, before: &Pointer) -> impl Iterator<Item = Pointer> {
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

    /// A schema with an `$id` is a document of its own for the references in it.
    fn within_own(&self, base: &Pointer, uri: &str, fragment: &str) -> Option<(&Node, Pointer)> {
        let mut holder = base.parent().filter(|_| uri.is_empty());
        while let Some(at) = holder {
            if self.descend(&at, "", 0)?.0.get("$id").is_some() {
                return self.descend(&at, fragment, MAX_HOPS);
            }
            holder = at.parent();
        }
        None
    }

    /// The way down from a node, through references where there is no other.
    fn descend(&self, from: &Pointer, path: &str, hops: usize) -> Option<(&Node, Pointer)> {
        let root = match self.others.get(&from.file()) {
            Some(part) => &part.root,
            None => &self.root,
        };
        let mut found = (root, self.root_of(from.file()));
        let whole = format!("{}{path}", from.as_str());
        if whole.is_empty() {
            return Some(found);
        }
        for step in whole.strip_prefix('/')?.split('/') {
            let step = step.replace("~1", "/").replace("~0", "~");
            let (node, at) = found;
            found = match node {
                Node::Object(map) => match (map.get(&step), map.get("$ref")) {
                    (Some(node), _) => (node, at.child(&step)),
                    (None, Some(Node::String(reference))) if hops > 0 => {
                        let (_, target) = self.resolve_in(reference, &at, hops)?;
                        self.descend(&target.child(&step), "", 0)?
                    }
                    (None, _) => return None,
                },
                Node::Array(items) => {
                    let index = step.parse::<usize>().ok()?;
                    (items.get(index)?, at.index(index))
                }
                _ => return None,
            };
        }
        let (node, at) = &found;
        let is_gone = node.is_null() && self.was_left_out(at);
        (!is_gone).then_some(found)
    }
}

/// The fragment of a URI as the text that it stands for; none where that is no UTF-8.
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
            // A percent sign that means itself is not allowed, and written all the same.
            _ => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}
