//! The original positions of nodes that were moved in a tree.
//!
//! In: the new and the old pointer of each moved node. Out: for any node, the pointer to its text. Guaranteed:
//! descendants of a moved node are found, too; a node that was not moved keeps its pointer.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::quality::RandomState;

use super::{FileId, Pointer};

/// One rewrite of a tree: the origins of the nodes that it moved or created.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    files: HashMap<FileId, Origins>,
}

/// The origins of the nodes of one file.
#[derive(Clone, Debug, Default, PartialEq)]
struct Origins {
    /// Scalars are most of the moved nodes. They have no descendants, so the search for the nearest moved ancestor
    /// skips them.
    scalars: HashMap<Arc<str>, Origin, RandomState>,
    others: HashMap<Arc<str>, Origin, RandomState>,
}

#[derive(Clone, Debug, PartialEq)]
struct Origin {
    now: Pointer,
    before: Pointer,
    kind: Kind,
}

/// Where a node comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It was moved, without a change.
    Moved,
    /// It was moved, and is a scalar: no reference leads to it.
    Scalar,
    /// It was created from the content of another one.
    Made,
}

impl Moves {
    /// A rewrite that moves no node.
    pub fn new() -> Self {
        Self::default()
    }

    /// Records that a node was moved. `before` is its pointer before this rewrite.
    pub fn moved(&mut self, now: Pointer, before: Pointer) {
        self.insert(now, before, Kind::Moved);
    }

    /// Records that a node was created from the content of another one.
    pub fn made(&mut self, now: Pointer, before: Pointer) {
        self.insert(now, before, Kind::Made);
    }

    /// Records where a node comes from. `before` is the pointer before this rewrite.
    pub(crate) fn insert(&mut self, now: Pointer, before: Pointer, kind: Kind) {
        let origins = self.files.entry(now.file()).or_default();
        let (target, other) = match kind {
            Kind::Scalar => (&mut origins.scalars, &mut origins.others),
            Kind::Moved | Kind::Made => (&mut origins.others, &mut origins.scalars),
        };
        if !other.is_empty() {
            other.remove(now.as_str());
        }
        target.insert(now.path(), Origin { now, before, kind });
    }

    /// Records that a node is a copy of another one, perhaps of another file.
    pub fn copied(&mut self, now: &Pointer, from: &Pointer) {
        let before = match from.file() == now.file() {
            true => self.origin(from),
            false => from.clone(),
        };
        self.moved(now.clone(), before);
    }

    /// The pointer to the text of a node, also if it was copied from another file.
    pub fn text_of(&self, now: &Pointer) -> Pointer {
        let before = self.origin(now);
        match before.file() == now.file() {
            true => before,
            false => self.origin(&before),
        }
    }

    /// Splits the rewrite by file.
    pub(super) fn by_file(self) -> HashMap<FileId, Moves> {
        let files = self.files.into_iter();
        files
            .map(|(file, origins)| {
                (
                    file,
                    Moves {
                        files: HashMap::from([(file, origins)]),
                    },
                )
            })
            .collect()
    }

    /// The pointer of a node before this rewrite.
    pub fn origin(&self, now: &Pointer) -> Pointer {
        let Some(origins) = self.files.get(&now.file()) else {
            return now.clone();
        };
        if let Some(origin) = origins.scalars.get(now.as_str()) {
            return origin.before.clone();
        }
        if origins.others.is_empty() {
            return now.clone();
        }
        let mut holder = now.as_str();
        loop {
            if let Some(origin) = origins.others.get(holder) {
                return origin.before.join(&now.as_str()[holder.len()..]);
            }
            // The segments are short: faster than `rfind`.
            match holder.bytes().rposition(|byte| byte == b'/') {
                Some(end) => holder = &holder[..end],
                None => return now.clone(),
            }
        }
    }

    /// Each node: its new pointer, its old pointer, and where it comes from.
    pub fn iter(&self) -> impl Iterator<Item = (&Pointer, &Pointer, Kind)> {
        let files = self.files.values();
        let origins = files.flat_map(|it| it.scalars.values().chain(it.others.values()));
        origins.map(|origin| (&origin.now, &origin.before, origin.kind))
    }

    /// Whether no node was moved.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
