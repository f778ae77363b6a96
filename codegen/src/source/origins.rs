//! Nodes that no longer stand where their text does.
//!
//! In: for each node that was moved, where it is now and where it was. Out: for any node, where its text is.
//! Guaranteed: what lies within a moved node is found, too; what was never moved is where it is.

use std::collections::HashMap;

use super::{FileId, Pointer};

/// One rewriting of a tree: where the nodes that it moved or made came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    origins: HashMap<Pointer, (Pointer, Kind)>,
}

/// What happened to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It stood elsewhere, as it is.
    Moved,
    /// It was made of what another one holds.
    Made,
}

impl Moves {
    /// No node was moved.
    pub fn new() -> Self {
        Self::default()
    }

    /// A node that is here now came from there: a place as it was before this rewriting.
    pub fn moved(&mut self, now: Pointer, before: Pointer) {
        self.origins.insert(now, (before, Kind::Moved));
    }

    /// A node that is here now was made of what was there.
    pub fn made(&mut self, now: Pointer, before: Pointer) {
        self.origins.insert(now, (before, Kind::Made));
    }

    /// A copy of a node was put here, which may be of another file.
    pub fn copied(&mut self, now: &Pointer, from: &Pointer) {
        let before = match from.file() == now.file() {
            true => self.origin(from),
            false => from.clone(),
        };
        self.moved(now.clone(), before);
    }

    /// Where the text of a node stands, through the files that it was copied from.
    pub fn text_of(&self, now: &Pointer) -> Pointer {
        let before = self.origin(now);
        match before.file() == now.file() {
            true => before,
            false => self.origin(&before),
        }
    }

    /// The same for each file by itself.
    pub(super) fn by_file(self) -> HashMap<FileId, Moves> {
        let mut files: HashMap<FileId, Moves> = HashMap::new();
        for (now, before) in self.origins {
            let moves = files.entry(now.file()).or_default();
            moves.origins.insert(now, before);
        }
        files
    }

    /// Where a node was before this rewriting.
    pub fn origin(&self, now: &Pointer) -> Pointer {
        if self.origins.is_empty() {
            return now.clone();
        }
        let mut holder = Some(now.clone());
        while let Some(at) = holder {
            if let Some((before, _)) = self.origins.get(&at) {
                return before.join(&now.as_str()[at.as_str().len()..]);
            }
            holder = at.parent();
        }
        now.clone()
    }

    /// Each node: where it is now, where it was, and what happened to it.
    pub fn iter(&self) -> impl Iterator<Item = (&Pointer, &Pointer, Kind)> {
        let entries = self.origins.iter();
        entries.map(|(now, (before, kind))| (now, before, *kind))
    }

    /// Whether no node was moved.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }
}
