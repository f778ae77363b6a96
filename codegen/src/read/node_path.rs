//! The path from the root to a node, while the tree is walked.
//!
//! It becomes a [`Pointer`] only when something is reported, and allocates nothing before that.

use std::fmt::Write as _;

use crate::source::{FileId, Pointer, push_escaped};

/// The path from the root to a node: a linked list on the stack.
#[derive(Clone, Copy, Debug)]
pub(super) enum NodePath<'t> {
    Root(FileId),
    /// The target of a reference.
    Pointer(&'t Pointer),
    Key(&'t NodePath<'t>, &'t str),
    Index(&'t NodePath<'t>, usize),
}

impl<'t> NodePath<'t> {
    /// The value under a key.
    pub(super) fn key(&'t self, key: &'t str) -> NodePath<'t> {
        NodePath::Key(self, key)
    }

    /// An item of an array.
    pub(super) fn index(&'t self, index: usize) -> NodePath<'t> {
        NodePath::Index(self, index)
    }

    /// Converts the path to a pointer.
    pub(super) fn pointer(&self) -> Pointer {
        let mut steps = String::with_capacity(128);
        self.steps(&mut steps).join(&steps)
    }

    /// Writes the keys and indices from the start of the path on, and returns the start.
    fn steps(&self, steps: &mut String) -> Pointer {
        match self {
            NodePath::Root(file) => Pointer::root(*file),
            NodePath::Pointer(pointer) => (*pointer).clone(),
            NodePath::Key(parent, key) => {
                let start = parent.steps(steps);
                steps.push('/');
                push_escaped(steps, key);
                start
            }
            NodePath::Index(parent, index) => {
                let start = parent.steps(steps);
                // Writing to a string never fails.
                let _ = write!(steps, "/{index}");
                start
            }
        }
    }

    /// The keyword that has the node as its value, or `None` for an item or for the schema of a property.
    pub(super) fn keyword(&self) -> Option<&'t str> {
        match self {
            NodePath::Key(NodePath::Key(_, "properties"), _) => None,
            NodePath::Key(_, key) => Some(key),
            NodePath::Root(_) | NodePath::Pointer(_) | NodePath::Index(..) => None,
        }
    }

    /// The name of the node in messages.
    pub(super) fn subject(&self) -> String {
        match self {
            NodePath::Root(_) => "the document".to_owned(),
            NodePath::Pointer(pointer) => match pointer.last() {
                Some(last) => format!("`{last}`"),
                None => "the file".to_owned(),
            },
            NodePath::Key(_, key) => format!("`{key}`"),
            NodePath::Index(NodePath::Key(_, key), index) => {
                format!("item {} of `{key}`", index + 1)
            }
            NodePath::Index(_, index) => format!("item {}", index + 1),
        }
    }
}
