//! Applies overlays (OpenAPI Overlay 1.0 and 1.1).
//!
//! Input: the tree of a document and an overlay. Output: the tree, changed action by action. The origin of every added
//! node is recorded (see [`Moves`]). Invalid actions and actions without effect are errors. Depth and size of the tree
//! are bounded.

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

/// How many nodes the actions of an overlay may add in total.
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
    report_duplicates(&mut tree, &Pointer::root(overlay), diags);
    let actions = action::actions(&tree, sources, (file, overlay), diags);
    let mut target = Target {
        root,
        at: Pointer::root(file),
        budget: BUDGET,
    };
    for action in &actions {
        match target.change(action) {
            Ok(moves) => moves
                .into_iter()
                .for_each(|moves| sources.moved(file, moves)),
            Err(found) if target.budget == 0 => {
                return diags.push(found.label("this action and all later ones are not applied"));
            }
            Err(found) => diags.push(found.label("the action is not applied")),
        }
    }
}

/// Reports duplicate keys of the overlay once and clears them: merging works key by key.
fn report_duplicates(node: &mut Node, at: &Pointer, diags: &mut Diagnostics) {
    match node {
        Node::Object(map) => {
            let found = duplicate_keys(map, &NodePath::Pointer(at));
            found.into_iter().for_each(|found| diags.push(found));
            map.forget_duplicates();
            map.retain(|key, node| {
                report_duplicates(node, &at.child(key), diags);
                true
            });
        }
        Node::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                report_duplicates(item, &at.index(index), diags);
            }
        }
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
    }
}

/// Suggests the name that the first unknown name of a query is most similar to.
fn suggest(found: Diagnostic, query: &Query, root: &Node) -> Diagnostic {
    match query.missing(root) {
        Some((name, known)) => found.suggest(name, known),
        None => found,
    }
}

/// The tree that is changed.
struct Target<'t> {
    root: &'t mut Node,
    at: Pointer,
    budget: usize,
}

impl Target<'_> {
    /// Applies one action. All its targets are selected before the first change.
    fn change(&mut self, action: &Action) -> Result<Vec<Moves>, Box<Diagnostic>> {
        let targets = self.select(&action.target, &action.at.child("target"))?;
        if targets.is_empty() {
            let message = "the target matches nothing in the document";
            let found = Diagnostic::new(codes::UNMATCHED_ACTION, message);
            let found = suggest(found, &action.target, self.root);
            return refuse(found.at(&action.at.child("target")));
        }
        match &action.change {
            Change::Remove => match targets.contains(&self.at) {
                false => Ok(remove(self.root, targets)),
                true => {
                    let message = "the whole document can't be removed";
                    refuse(bad_overlay(message).at(&action.at.child("target")))
                }
            },
            Change::Update(value) => {
                let from = action.at.child("update");
                self.merge(&targets, value, &from, action)
            }
            Change::Copy(query) => {
                let at = action.at.child("copy");
                let (value, from) = self.single(query, &at)?;
                self.merge(&targets, &value, &from, action)
            }
        }
    }

    fn select(&self, query: &Query, at: &Pointer) -> Result<Vec<Pointer>, Box<Diagnostic>> {
        let selected = query.select(self.root, &self.at);
        selected.or_else(|_| refuse(bad_overlay("evaluating this JSONPath takes too long").at(at)))
    }

    /// Returns the node to copy, with its pointer.
    fn single(&self, query: &Query, at: &Pointer) -> Result<(Node, Pointer), Box<Diagnostic>> {
        let selected = self.select(query, at)?;
        match &selected[..] {
            [one] => match self.root.at(one) {
                Some(node) => Ok((node.clone(), one.clone())),
                None => refuse(bad_overlay("the node to copy does not exist").at(at)),
            },
            [] => {
                let message = "`copy` matches nothing in the document";
                let found = Diagnostic::new(codes::UNMATCHED_ACTION, message);
                refuse(suggest(found, query, self.root).at(at))
            }
            several => {
                let message = format!("`copy` must select one node, not {}", several.len());
                refuse(bad_overlay(message).at(at))
            }
        }
    }

    fn merge(
        &mut self,
        targets: &[Pointer],
        value: &Node,
        from: &Pointer,
        action: &Action,
    ) -> Result<Vec<Moves>, Box<Diagnostic>> {
        let kinds = targets.iter().filter_map(|target| self.root.at(target));
        let mut kinds: Vec<Kind> = kinds.map(Kind::of).collect();
        kinds.dedup();
        if let [one, other, ..] = kinds[..] {
            let message = format!(
                "the target selects both {} and {}",
                one.plural(),
                other.plural()
            );
            let found = bad_overlay(message).at(&action.at.child("target"));
            return refuse(
                found.help("split the action: each one can only change nodes of one kind"),
            );
        }
        let mut merge = Merge::new(self.budget);
        for target in targets {
            if let Some(node) = self.root.at_mut(target) {
                let merged = merge.target(node, target, value, from);
                merged.map_err(|error| {
                    self.budget = merge.budget;
                    // A copied node is in the document, but the problem is in the overlay.
                    let is_own = error.at.file() == action.at.file();
                    let at = if is_own { error.at } else { action.at.clone() };
                    Box::new(bad_overlay(error.message).at(&at))
                })?;
            }
        }
        self.budget = merge.budget;
        Ok(vec![merge.moves])
    }
}

fn refuse<T>(found: Diagnostic) -> Result<T, Box<Diagnostic>> {
    Err(Box::new(found))
}

/// The diagnostic that an overlay can't be applied.
fn bad_overlay(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::BAD_OVERLAY, message)
}
