//! Changing a tree.
//!
//! In: places in it, and what becomes of them. Out: the tree changed, and where its nodes came from.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::super::Node;
use super::super::deserialize::MAX_DEPTH;
use crate::source::{Moves, Pointer};

/// The three kinds of nodes that an action tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    List,
    Scalar,
}

impl Kind {
    pub(super) fn of(node: &Node) -> Self {
        match node {
            Node::Object(_) => Kind::Object,
            Node::Array(_) => Kind::List,
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => Kind::Scalar,
        }
    }

    pub(super) fn many(self) -> &'static str {
        match self {
            Kind::Object => "objects",
            Kind::List => "lists",
            Kind::Scalar => "plain values",
        }
    }

    fn one(self) -> &'static str {
        match self {
            Kind::Object => "an object",
            Kind::List => "a list",
            Kind::Scalar => "a plain value",
        }
    }
}

/// Why something can't be merged.
pub(super) struct Misfit {
    /// The node that was to be merged.
    pub at: Pointer,
    pub message: String,
}

/// Merges that belong to one action.
pub(super) struct Merge {
    pub moves: Moves,
    /// Nodes that may still be added.
    pub left: usize,
}

impl Merge {
    pub(super) fn new(left: usize) -> Self {
        let moves = Moves::new();
        Self { moves, left }
    }

    /// Merges a value into a target. A list takes a value that is none as its next item.
    pub(super) fn target(
        &mut self,
        target: &mut Node,
        at: &Pointer,
        value: &Node,
        from: &Pointer,
    ) -> Result<(), Misfit> {
        match target {
            Node::Array(items) if Kind::of(value) != Kind::List => {
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
    ) -> Result<(), Misfit> {
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
            // A key without a value, as YAML has it, holds nothing to merge.
            (Node::Object(_) | Node::Array(_), Node::Null) => Ok(()),
            (target, _) => {
                let (is, comes) = (Kind::of(target), Kind::of(value));
                if is != comes && !target.is_null() {
                    let message = format!("{} can't be merged into {}", comes.one(), is.one());
                    let at = from.clone();
                    return Err(Misfit { at, message });
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
    ) -> Result<(), Misfit> {
        let copy = self.copy(value, &at.index(items.len()), from)?;
        items.push(copy);
        Ok(())
    }

    fn copy(&mut self, value: &Node, at: &Pointer, from: &Pointer) -> Result<Node, Misfit> {
        let misfit = |message: &str| Misfit {
            at: from.clone(),
            message: message.to_owned(),
        };
        if at.segments().count() + height(value) > MAX_DEPTH {
            return Err(misfit("this makes the document too deep"));
        }
        self.left = self.left.saturating_sub(value.size());
        if self.left == 0 {
            return Err(misfit("the overlay makes the document too large"));
        }
        self.moves.moved(at.clone(), from.clone());
        Ok(value.clone())
    }
}

fn height(node: &Node) -> usize {
    let inner = match node {
        Node::Object(map) => map.iter().map(|(_, node)| height(node)).max(),
        Node::Array(items) => items.iter().map(height).max(),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => None,
    };
    inner.map_or(0, |inner| inner + 1)
}

/// Takes nodes out. What follows in a list moves up; one rewriting tells of lists that are not within one another.
pub(super) fn remove(root: &mut Node, places: Vec<Pointer>) -> Vec<Moves> {
    let mut holders: Vec<Pointer> = places.iter().filter_map(Pointer::parent).collect();
    holders.sort_by(order);
    holders.dedup();
    let gone: BTreeSet<Pointer> = places.into_iter().collect();
    let mut all = Vec::new();
    let mut moves = Moves::new();
    let mut last: Option<&Pointer> = None;
    // From the end: a place is true as long as nothing before it is gone.
    for holder in holders.iter().rev() {
        let inner = last.is_some_and(|last| {
            let rest = last.as_str().strip_prefix(holder.as_str());
            rest.is_some_and(|rest| rest.starts_with('/'))
        });
        if inner {
            all.push(std::mem::take(&mut moves));
        }
        last = Some(holder);
        match root.at_mut(holder) {
            Some(Node::Object(map)) => map.retain(|key, _| !gone.contains(&holder.child(key))),
            Some(Node::Array(items)) => {
                let old = std::mem::take(items);
                for (index, item) in old.into_iter().enumerate() {
                    let before = holder.index(index);
                    if gone.contains(&before) {
                        continue;
                    }
                    if items.len() < index {
                        moves.moved(holder.index(items.len()), before);
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

/// Items of a list by their number; what lies within a node behind it.
fn order(one: &Pointer, other: &Pointer) -> Ordering {
    fn key(step: std::borrow::Cow<'_, str>) -> (Option<usize>, std::borrow::Cow<'_, str>) {
        (step.parse().ok(), step)
    }
    one.segments().map(key).cmp(other.segments().map(key))
}
