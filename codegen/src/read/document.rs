//! A document that was read.
//!
//! In: a checked tree. Out: its nodes by reference. Guaranteed: local references are resolved as RFC 6901 and
//! RFC 3986 say.

use std::borrow::Cow;

use super::Node;
use crate::source::{FileId, Pointer};

/// A document that was read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file it came from.
    pub file: FileId,
    /// The whole of it; what was wrong has been taken out. In a list, `null` stands where an item was.
    pub root: Node,
    left_out: Vec<Pointer>,
}

impl Document {
    pub(super) fn new(file: FileId, root: Node, left_out: Vec<Pointer>) -> Self {
        Self {
            file,
            root,
            left_out,
        }
    }

    /// The pointer of the whole document.
    pub fn pointer(&self) -> Pointer {
        Pointer::root(self.file)
    }

    /// What a local reference (`#/components/schemas/Pet`) means, and where it stands.
    pub fn resolve<'d>(&'d self, reference: &str) -> Option<(&'d Node, Pointer)> {
        let path = reference.strip_prefix('#')?;
        let path = percent_decoded(path)?;
        let mut found = (&self.root, self.pointer());
        if path.is_empty() {
            return Some(found);
        }
        for step in path.strip_prefix('/')?.split('/') {
            let step = step.replace("~1", "/").replace("~0", "~");
            let (node, at) = found;
            found = match node {
                Node::Map(map) => (map.get(&step)?, at.child(&step)),
                Node::List(items) => {
                    let index = step.parse::<usize>().ok()?;
                    (items.get(index)?, at.index(index))
                }
                _ => return None,
            };
        }
        Some(found)
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
