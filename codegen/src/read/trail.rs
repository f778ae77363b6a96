//! The way from the root to a node, while walking.
//!
//! In: keys and indices. Out: a [`Pointer`], when something is to be said. Guaranteed: costs nothing before that.

use crate::source::{FileId, Pointer};

/// The way from the root to a node: a list on the stack.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trail<'t> {
    Root(FileId),
    /// Where a reference leads.
    At(&'t Pointer),
    Key(&'t Trail<'t>, &'t str),
    Index(&'t Trail<'t>, usize),
}

impl<'t> Trail<'t> {
    /// The value under a key.
    pub(super) fn key(&'t self, key: &'t str) -> Trail<'t> {
        Trail::Key(self, key)
    }

    /// An item of a list.
    pub(super) fn index(&'t self, index: usize) -> Trail<'t> {
        Trail::Index(self, index)
    }

    /// As a pointer.
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Trail::Root(file) => Pointer::root(*file),
            Trail::At(pointer) => (*pointer).clone(),
            Trail::Key(parent, key) => parent.pointer().child(key),
            Trail::Index(parent, index) => parent.pointer().index(*index),
        }
    }

    /// The keyword that the node stands under; a property is none.
    pub(super) fn keyword(&self) -> Option<&'t str> {
        match self {
            Trail::Key(Trail::Key(_, "properties"), _) => None,
            Trail::Key(_, key) => Some(key),
            Trail::Root(_) | Trail::At(_) | Trail::Index(..) => None,
        }
    }

    /// How a message names the node.
    pub(super) fn subject(&self) -> String {
        match self {
            Trail::Root(_) => "the document".to_owned(),
            Trail::At(pointer) => match pointer.last() {
                Some(last) => format!("`{last}`"),
                None => "the file".to_owned(),
            },
            Trail::Key(_, key) => format!("`{key}`"),
            Trail::Index(Trail::Key(_, key), index) => format!("item {} of `{key}`", index + 1),
            Trail::Index(_, index) => format!("item {}", index + 1),
        }
    }
}
