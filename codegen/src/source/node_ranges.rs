//! Where the nodes of one text stand.
//!
//! In: the nodes of a text in the order in which a scanner meets them. Out: the byte range of the node or key that
//! a pointer means. Guaranteed: a text that breaks off gives the places of what was met before.

use std::ops::Range;

use super::{Part, Pointer};

/// Aliases and merges followed for one step of a pointer; a text may refer to itself.
const MAX_HOPS: usize = 64;

/// Index of a node in its outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(usize);

/// The nodes of one text.
#[derive(Debug, Default)]
pub(super) struct Outline {
    nodes: Vec<Entry>,
    root: Option<NodeId>,
}

#[derive(Debug)]
struct Entry {
    bytes: Range<usize>,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    Scalar,
    List(Vec<NodeId>),
    Map(Vec<Member>),
    Alias(NodeId),
}

#[derive(Debug)]
struct Member {
    key: String,
    key_bytes: Range<usize>,
    value: NodeId,
}

/// What a pointer means in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The node.
    pub value: Range<usize>,
    /// Its key, where it has one.
    pub key: Option<Range<usize>>,
    /// Whether the node is text, a number and the like.
    pub scalar: bool,
    /// Whether it is the node that was asked for, or the nearest one that holds it.
    pub exact: bool,
}

impl Outline {
    /// Whether nothing was met.
    pub(super) fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The node of a pointer, or the nearest one above it; none in an empty text.
    pub(super) fn find(&self, pointer: &Pointer, part: Part) -> Option<Found> {
        let mut node = self.root?;
        let mut key = None;
        let mut steps = pointer.segments().peekable();
        let mut exact = true;
        while let Some(step) = steps.next() {
            // Only the last step can mean another than the one that counts.
            let wanted = steps.peek().map_or(part, |_| Part::Value);
            match self.step(node, &step, wanted, &mut 0) {
                Some((next, next_key)) => (node, key) = (next, next_key),
                None => {
                    exact = false;
                    break;
                }
            }
        }
        let value = self.nodes[node.0].bytes.clone();
        let scalar = matches!(self.nodes[node.0].shape, Shape::Scalar | Shape::Alias(_));
        Some(Found {
            value,
            key,
            scalar,
            exact,
        })
    }

    fn step(
        &self,
        from: NodeId,
        step: &str,
        part: Part,
        hops: &mut usize,
    ) -> Option<(NodeId, Option<Range<usize>>)> {
        *hops += 1;
        if *hops > MAX_HOPS {
            return None;
        }
        match &self.nodes[from.0].shape {
            Shape::Scalar => None,
            Shape::Alias(target) => self.step(*target, step, part, hops),
            Shape::List(items) => {
                let item = items.get(step.parse::<usize>().ok()?)?;
                Some((*item, None))
            }
            Shape::Map(members) => {
                if let Some(member) = pick(members, step, part) {
                    return Some((member.value, Some(member.key_bytes.clone())));
                }
                members
                    .iter()
                    .filter(|member| member.key == "<<")
                    .find_map(|merged| self.step_merged(merged.value, step, part, hops))
            }
        }
    }

    /// A merge key holds an object or a list of them; the first one that has the key counts.
    fn step_merged(
        &self,
        merged: NodeId,
        step: &str,
        part: Part,
        hops: &mut usize,
    ) -> Option<(NodeId, Option<Range<usize>>)> {
        match &self.nodes[merged.0].shape {
            Shape::List(items) => items
                .iter()
                .find_map(|item| self.step(*item, step, part, hops)),
            Shape::Alias(_) | Shape::Map(_) => self.step(merged, step, part, hops),
            Shape::Scalar => None,
        }
    }
}

/// The member that a step means: of several under one key the last one counts, as it does for the reader.
fn pick<'m>(members: &'m [Member], step: &str, part: Part) -> Option<&'m Member> {
    let mut same = members.iter().filter(|member| member.key == step);
    match part {
        Part::First => same.next(),
        Part::Duplicate => {
            let first = same.next()?;
            Some(same.next().unwrap_or(first))
        }
        Part::Value | Part::Key => same.next_back(),
    }
}

/// Builds an outline from a scanner's events.
#[derive(Debug, Default)]
pub(super) struct Builder {
    outline: Outline,
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    node: NodeId,
    /// In an object: the key whose value comes next.
    key: Option<(String, Range<usize>)>,
}

impl Builder {
    /// A list begins.
    pub(super) fn open_list(&mut self, start: usize) -> NodeId {
        self.open(start, Shape::List(Vec::new()))
    }

    /// An object begins; its members follow as key, value, key, value.
    pub(super) fn open_map(&mut self, start: usize) -> NodeId {
        self.open(start, Shape::Map(Vec::new()))
    }

    /// The innermost list or object ends.
    pub(super) fn close(&mut self, end: usize) {
        if let Some(Open { node, .. }) = self.open.pop() {
            let bytes = &mut self.outline.nodes[node.0].bytes;
            bytes.end = end.max(bytes.start);
            self.attach(node, String::new());
        }
    }

    /// A scalar; its text matters where it is a key.
    pub(super) fn scalar(&mut self, text: String, bytes: Range<usize>) -> NodeId {
        let node = self.add(bytes, Shape::Scalar);
        self.attach(node, text);
        node
    }

    /// A node that stands for another one; the text is the other's where that is a scalar.
    pub(super) fn alias(&mut self, target: NodeId, text: String, bytes: Range<usize>) {
        let node = self.add(bytes, Shape::Alias(target));
        self.attach(node, text);
    }

    /// Whether a scalar that comes now is a key.
    pub(super) fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| {
            open.key.is_none() && matches!(self.outline.nodes[open.node.0].shape, Shape::Map(_))
        })
    }

    /// Whether a whole node has been met and nothing is open.
    pub(super) fn is_complete(&self) -> bool {
        self.open.is_empty() && self.outline.root.is_some()
    }

    /// The outline; what is open yet ends here.
    pub(super) fn finish(mut self, end: usize) -> Outline {
        while !self.open.is_empty() {
            self.close(end);
        }
        self.outline
    }

    fn open(&mut self, start: usize, shape: Shape) -> NodeId {
        let node = self.add(start..start, shape);
        self.open.push(Open { node, key: None });
        node
    }

    fn add(&mut self, bytes: Range<usize>, shape: Shape) -> NodeId {
        let node = NodeId(self.outline.nodes.len());
        self.outline.nodes.push(Entry { bytes, shape });
        node
    }

    fn attach(&mut self, node: NodeId, text: String) {
        let bytes = self.outline.nodes[node.0].bytes.clone();
        let Some(parent) = self.open.last_mut() else {
            self.outline.root.get_or_insert(node);
            return;
        };
        match &mut self.outline.nodes[parent.node.0].shape {
            Shape::List(items) => items.push(node),
            Shape::Map(members) => match parent.key.take() {
                None => parent.key = Some((text, bytes)),
                Some((key, key_bytes)) => members.push(Member {
                    key,
                    key_bytes,
                    value: node,
                }),
            },
            Shape::Scalar | Shape::Alias(_) => {}
        }
    }
}
