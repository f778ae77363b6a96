//! The byte ranges of the nodes of one text.
//!
//! In: the events of a scanner. Out: the range of the node or key for a pointer. Guaranteed: if the text breaks off,
//! the nodes before that position are found.

use std::ops::Range;

use super::{Part, Pointer};

/// The limit of aliases and merge keys per segment of a pointer: a text can refer to itself.
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
    Map(Properties),
    Alias(NodeId),
}

/// The entries of an object, and their order by key: a search through all entries would make large objects slow.
#[derive(Debug, Default)]
struct Properties {
    entries: Vec<Property>,
    by_key: Vec<usize>,
}

#[derive(Debug)]
struct Property {
    key: String,
    key_bytes: Range<usize>,
    value: NodeId,
}

/// The result of looking up a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The node.
    pub value: Range<usize>,
    /// Its key, if it has one.
    pub key: Option<Range<usize>>,
    /// Whether the node is a string, a number, a boolean or null.
    pub scalar: bool,
    /// Whether it is the node of the pointer, or else its nearest ancestor.
    pub exact: bool,
}

impl Outline {
    /// Whether the text has no node.
    pub(super) fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The node of a pointer, or its nearest ancestor. Returns `None` for an empty text.
    pub(super) fn find(&self, pointer: &Pointer, part: Part) -> Option<Found> {
        let mut node = self.root?;
        let mut key = None;
        let mut steps = pointer.segments().peekable();
        let mut exact = true;
        while let Some(step) = steps.next() {
            // `part` applies to the last segment; the others have their last value.
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
            Shape::Map(properties) => {
                if let Some(property) = properties.pick(step, part) {
                    return Some((property.value, Some(property.key_bytes.clone())));
                }
                properties
                    .with_key("<<")
                    .find_map(|merged| self.step_merged(merged.value, step, part, hops))
            }
        }
    }

    /// The value of a merge key is an object or a list of objects. The first one that has the key is used.
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

impl Properties {
    /// Sorts the entries by key. Equal keys stay in the order of the text.
    fn sort(&mut self) {
        self.by_key = (0..self.entries.len()).collect();
        let entries = &self.entries;
        self.by_key
            .sort_by(|one, other| entries[*one].key.cmp(&entries[*other].key));
    }

    /// The entries with a key, in the order of the text.
    fn with_key(&self, key: &str) -> impl DoubleEndedIterator<Item = &Property> {
        let entry = |index: &usize| &self.entries[*index];
        let start = self
            .by_key
            .partition_point(|index| entry(index).key.as_str() < key);
        let rest = &self.by_key[start..];
        let count = rest.partition_point(|index| entry(index).key == key);
        rest[..count].iter().map(|index| &self.entries[*index])
    }

    /// The entry for a key. Of several equal keys the last one is used, as by the reader.
    fn pick(&self, key: &str, part: Part) -> Option<&Property> {
        let mut same = self.with_key(key);
        match part {
            Part::First => same.next(),
            Part::Duplicate => {
                let first = same.next()?;
                Some(same.next().unwrap_or(first))
            }
            Part::Value | Part::Key => same.next_back(),
        }
    }
}

/// Builds an [`Outline`] from the events of a scanner.
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
    /// Starts a list.
    pub(super) fn open_list(&mut self, start: usize) -> NodeId {
        self.open(start, Shape::List(Vec::new()))
    }

    /// Starts an object. Its keys and values follow alternately.
    pub(super) fn open_map(&mut self, start: usize) -> NodeId {
        self.open(start, Shape::Map(Properties::default()))
    }

    /// Ends the innermost list or object.
    pub(super) fn close(&mut self, end: usize) {
        if let Some(Open { node, .. }) = self.open.pop() {
            let bytes = &mut self.outline.nodes[node.0].bytes;
            bytes.end = end.max(bytes.start);
            if let Shape::Map(properties) = &mut self.outline.nodes[node.0].shape {
                properties.sort();
            }
            self.attach(node, String::new());
        }
    }

    /// Adds a scalar. Its text is used only if it is a key.
    pub(super) fn scalar(&mut self, text: String, bytes: Range<usize>) -> NodeId {
        let node = self.add(bytes, Shape::Scalar);
        self.attach(node, text);
        node
    }

    /// Adds an alias. The text is that of its target, if that is a scalar.
    pub(super) fn alias(&mut self, target: NodeId, text: String, bytes: Range<usize>) {
        let node = self.add(bytes, Shape::Alias(target));
        self.attach(node, text);
    }

    /// Whether the next scalar is a key.
    pub(super) fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| {
            open.key.is_none() && matches!(self.outline.nodes[open.node.0].shape, Shape::Map(_))
        })
    }

    /// Whether the root node has ended.
    pub(super) fn is_complete(&self) -> bool {
        self.open.is_empty() && self.outline.root.is_some()
    }

    /// Returns the outline. Nodes that are still open end here.
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
            Shape::Map(properties) => match parent.key.take() {
                None => parent.key = Some((text, bytes)),
                Some((key, key_bytes)) => properties.entries.push(Property {
                    key,
                    key_bytes,
                    value: node,
                }),
            },
            Shape::Scalar | Shape::Alias(_) => {}
        }
    }
}
