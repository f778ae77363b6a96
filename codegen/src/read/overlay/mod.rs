//! Corrections that are laid over a document: OpenAPI Overlay 1.0 and 1.1.
//!
//! In: the tree of a document, and an overlay. Out: the tree, changed action by action. Guaranteed: what an overlay
//! brings in is known to stand there (see [`Moves`]); an action that changes nothing is an error, and so is all that
//! can't be understood; the tree grows no deeper and hardly larger than a text could make it.

mod action;
mod change;

use super::node_path::NodePath;
use super::query::Query;
use super::report::duplicate_keys;
use super::{Node, parse};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Moves, Pointer, Sources};
use action::{Action, Change};
use change::{Kind, Merge, remove};

/// Nodes that the actions of an overlay may add in all.
const BUDGET: usize = 1_000_000;

/// Applies an overlay to the tree of a file.
pub(super) fn apply(
    root: &mut Node,
    sources: &mut Sources,
    (file, overlay): (FileId, FileId),
    diags: &mut Diagnostics,
) {
    let Some(mut tree) = parse::parse(sources, overlay, diags) else {
        return;
    };
    settle(&mut tree, &Pointer::root(overlay), diags);
    let actions = action::actions(&tree, sources, (file, overlay), diags);
    let mut target = Target {
        root,
        at: Pointer::root(file),
        left: BUDGET,
    };
    for action in &actions {
        match target.change(action) {
            Ok(moves) => moves
                .into_iter()
                .for_each(|moves| sources.moved(file, moves)),
            Err(found) if target.left == 0 => {
                return diags.push(found.label("nothing from here on is applied"));
            }
            Err(found) => diags.push(found.label("the action is not applied")),
        }
    }
}

/// Says what stands twice, here and once: what is brought in is merged key by key.
fn settle(node: &mut Node, at: &Pointer, diags: &mut Diagnostics) {
    match node {
        Node::Object(map) => {
            let found = duplicate_keys(map, &NodePath::Pointer(at));
            found.into_iter().for_each(|found| diags.push(found));
            map.forget_duplicates();
            map.retain(|key, node| {
                settle(node, &at.child(key), diags);
                true
            });
        }
        Node::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                settle(item, &at.index(index), diags);
            }
        }
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
    }
}

/// The tree that is changed.
struct Target<'t> {
    root: &'t mut Node,
    at: Pointer,
    left: usize,
}

impl Target<'_> {
    /// Applies one action. The places that it changes are settled before it begins.
    fn change(&mut self, action: &Action) -> Result<Vec<Moves>, Box<Diagnostic>> {
        let places = self.select(&action.target, &action.at.child("target"))?;
        if places.is_empty() {
            let message = "the target is nowhere in the document";
            let found = Diagnostic::new(codes::UNMATCHED_ACTION, message);
            return refuse(found.at(&action.at.child("target")));
        }
        match &action.change {
            Change::Remove => match places.contains(&self.at) {
                false => Ok(remove(self.root, places)),
                true => {
                    let message = "the whole document can't be removed";
                    refuse(wrong(message).at(&action.at.child("target")))
                }
            },
            Change::Update(value) => {
                let from = action.at.child("update");
                self.merge(&places, value, &from, action)
            }
            Change::Copy(query) => {
                let at = action.at.child("copy");
                let (value, from) = self.single(query, &at)?;
                self.merge(&places, &value, &from, action)
            }
        }
    }

    fn select(&self, query: &Query, at: &Pointer) -> Result<Vec<Pointer>, Box<Diagnostic>> {
        let selected = query.select(self.root, &self.at);
        selected.or_else(|_| refuse(wrong("it takes too long to find what this selects").at(at)))
    }

    /// The one node that is to be copied.
    fn single(&self, query: &Query, at: &Pointer) -> Result<(Node, Pointer), Box<Diagnostic>> {
        let places = self.select(query, at)?;
        match &places[..] {
            [one] => match self.root.at(one) {
                Some(node) => Ok((node.clone(), one.clone())),
                None => refuse(wrong("what is to be copied is not there").at(at)),
            },
            [] => {
                let message = "what is to be copied is nowhere in the document";
                refuse(Diagnostic::new(codes::UNMATCHED_ACTION, message).at(at))
            }
            several => {
                let message = format!("one node can be copied, and {} are selected", several.len());
                refuse(wrong(message).at(at))
            }
        }
    }

    fn merge(
        &mut self,
        places: &[Pointer],
        value: &Node,
        from: &Pointer,
        action: &Action,
    ) -> Result<Vec<Moves>, Box<Diagnostic>> {
        let kinds = places.iter().filter_map(|place| self.root.at(place));
        let mut kinds: Vec<Kind> = kinds.map(Kind::of).collect();
        kinds.dedup();
        if let [one, other, ..] = kinds[..] {
            let message = format!("the target selects {} and {}", one.many(), other.many());
            let found = wrong(message).at(&action.at.child("target"));
            return refuse(found.help("one action changes nodes of one kind"));
        }
        let mut merge = Merge::new(self.left);
        for place in places {
            if let Some(node) = self.root.at_mut(place) {
                let merged = merge.target(node, place, value, from);
                merged.map_err(|misfit| {
                    self.left = merge.left;
                    // What is copied lies in the document, and the mistake in the overlay.
                    let is_own = misfit.at.file() == action.at.file();
                    let at = if is_own { misfit.at } else { action.at.clone() };
                    Box::new(wrong(misfit.message).at(&at))
                })?;
            }
        }
        self.left = merge.left;
        Ok(vec![merge.moves])
    }
}

fn refuse<T>(found: Diagnostic) -> Result<T, Box<Diagnostic>> {
    Err(Box::new(found))
}

/// The finding that an overlay is not one that can be applied.
fn wrong(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::BAD_OVERLAY, message)
}
