//! Merges values into a tree, and removes nodes from it.
//!
//! Every change returns where the nodes came from.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::read::Node;
use crate::read::deserialize::MAX_DEPTH;
use crate::source::{Moves, Pointer};

/// The kinds of nodes that an action distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    pub(super) fn of(node: &Node) -> Self {
        match node {
            Node::Object(_) => Kind::Object,
            Node::Array(_) => Kind::Array,
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => Kind::Primitive,
        }
    }

    pub(super) fn plural(self) -> &'static str {
        match self {
            Kind::Object => "objects",
            Kind::Array => "arrays",
            Kind::Primitive => "primitive values",
        }
    }

    fn singular(self) -> &'static str {
        match self {
            Kind::Object => "an object",
            Kind::Array => "an array",
            Kind::Primitive => "a primitive value",
        }
    }
}

/// Why a value can't be merged.
pub(super) struct MergeError {
    /// The value that can't be merged.
    pub at: Pointer,
    pub message: String,
}

/// The merges of one action.
pub(super) struct Merge {
    pub moves: Moves,
    /// How many more nodes may be added.
    pub budget: usize,
}

impl Merge {
    pub(super) fn new(budget: usize) -> Self {
        let moves = Moves::new();
        Self { moves, budget }
    }

    /// Merges a value into a target. If only the target is an array, the value is appended.
    pub(super) fn target(
        &mut self,
        target: &mut Node,
        at: &Pointer,
        value: &Node,
        from: &Pointer,
    ) -> Result<(), MergeError> {
        match target {
            Node::Array(items) if Kind::of(value) != Kind::Array => {
                self.append(items, at, value, from)
            }
            _ => self.merge(target, at, value, from),
        }
    }

    fn merge(
        &mut self,
        target: &mut Node,
        at: &Pointer,
        value: &Node,
        from: &Pointer,
    ) -> Result<(), MergeError> {
        match (target, value) {
            (Node::Object(map), Node::Object(values)) => {
                for (key, value) in values.iter() {
                    let (at, from) = (at.child(key), from.child(key));
                    match map.get_mut(key) {
                        Some(inner) => self.merge(inner, &at, value, &from)?,
                        None => {
                            let copy = self.copy(value, &at, &from)?;
                            map.replace(key.to_owned(), copy);
                        }
                    }
                }
                Ok(())
            }
            (Node::Array(items), Node::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.append(items, at, value, &from.index(index))?;
                }
                Ok(())
            }
            // A YAML key without a value has nothing to merge.
            (Node::Object(_) | Node::Array(_), Node::Null) => Ok(()),
            (target, _) => {
                let (old, new) = (Kind::of(target), Kind::of(value));
                if old != new && !target.is_null() {
                    let message =
                        format!("{} can't be merged into {}", new.singular(), old.singular());
                    let at = from.clone();
                    return Err(MergeError { at, message });
                }
                *target = self.copy(value, at, from)?;
                Ok(())
            }
        }
    }

    fn append(
        &mut self,
        items: &mut Vec<Node>,
        at: &Pointer,
        value: &Node,
        from: &Pointer,
    ) -> Result<(), MergeError> {
        let copy = self.copy(value, &at.index(items.len()), from)?;
        items.push(copy);
        Ok(())
    }

    fn copy(&mut self, value: &Node, at: &Pointer, from: &Pointer) -> Result<Node, MergeError> {
        let error = |message: &str| MergeError {
            at: from.clone(),
            message: message.to_owned(),
        };
        if at.segments().count() + height(value) > MAX_DEPTH {
            return Err(error("this makes the document too deeply nested"));
        }
        self.budget = self.budget.saturating_sub(value.size());
        if self.budget == 0 {
            return Err(error("the overlay makes the document too large"));
        }
        self.moves.moved(at.clone(), from.clone());
        Ok(value.clone())
    }
}

/// How many levels of nodes are below a node.
fn height(node: &Node) -> usize {
    let inner = match node {
        Node::Object(map) => map.iter().map(|(_, node)| height(node)).max(),
        Node::Array(items) => items.iter().map(height).max(),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => None,
    };
    inner.map_or(0, |inner| inner + 1)
}

/// Removes nodes. Later items of an array move up. Each of the returned `Moves` covers arrays that do not contain each
/// other.
pub(super) fn remove(root: &mut Node, targets: Vec<Pointer>) -> Vec<Moves> {
    let mut parents: Vec<Pointer> = targets.iter().filter_map(Pointer::parent).collect();
    parents.sort_by(order);
    parents.dedup();
    let removed: BTreeSet<Pointer> = targets.into_iter().collect();
    let mut all = Vec::new();
    let mut moves = Moves::new();
    let mut last: Option<&Pointer> = None;
    // Backwards: a pointer is valid until something before it is removed.
    for parent in parents.iter().rev() {
        let contains_last = last.is_some_and(|last| {
            let rest = last.as_str().strip_prefix(parent.as_str());
            rest.is_some_and(|rest| rest.starts_with('/'))
        });
        if contains_last {
            all.push(std::mem::take(&mut moves));
        }
        last = Some(parent);
        match root.at_mut(parent) {
            Some(Node::Object(map)) => map.retain(|key, _| !removed.contains(&parent.child(key))),
            Some(Node::Array(items)) => {
                let old = std::mem::take(items);
                for (index, item) in old.into_iter().enumerate() {
                    let before = parent.index(index);
                    if removed.contains(&before) {
                        continue;
                    }
                    if items.len() < index {
                        moves.moved(parent.index(items.len()), before);
                    }
                    items.push(item);
                }
            }
            _ => {}
        }
    }
    all.push(moves);
    all
}

/// Compares pointers in document order: items by index, children after their parents.
fn order(one: &Pointer, other: &Pointer) -> Ordering {
    fn key(step: std::borrow::Cow<'_, str>) -> (Option<usize>, std::borrow::Cow<'_, str>) {
        (step.parse().ok(), step)
    }
    one.segments().map(key).cmp(other.segments().map(key))
}
