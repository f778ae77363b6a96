//! Chooses the actions of the overlay that corrects a document.
//!
//! A correction is made where a value is used, not in the schema that it refers to: one property that is null says nothing
//! about others of the same type.

use std::collections::{BTreeMap, BTreeSet};

use super::json_path;
use super::mismatch::{Difference, JsonType, Mismatch};
use super::widen::{Notation, widen};
use crate::read::{Document, Node};
use crate::source::json_path::{literal, push_name};
use crate::source::{Pointer, Sources};

/// An action of an overlay.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Action {
    /// A JSONPath.
    pub target: String,
    pub change: Change,
}

/// What an action does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    Update(Node),
    Remove,
}

/// What has to be changed, by the pointers of schemas as an overlay finds them.
#[derive(Default)]
struct Plan {
    types: BTreeMap<Pointer, BTreeSet<JsonType>>,
    optional: BTreeMap<Pointer, BTreeSet<String>>,
}

/// Returns the actions, and records which differences they correct.
pub(super) fn correct(
    doc: &Document,
    tree: &Node,
    sources: &Sources,
    mismatches: &mut [Mismatch],
) -> Vec<Action> {
    let located = |one: &Mismatch| {
        let at = sources.overlaid(&one.schema)?;
        (at.file() == doc.file && tree.at(&at).is_some()).then_some(at)
    };
    let mut plan = Plan::default();
    for one in mismatches.iter() {
        let Some(at) = located(one) else { continue };
        match &one.difference {
            Difference::Null => plan.widen(at, JsonType::Null),
            Difference::WrongType { found, .. } => plan.widen(at, *found),
            Difference::Missing(name) => plan.make_optional(at, name),
            _ => {}
        }
    }
    plan.drop_redundant();
    let mut actions = Vec::new();
    let mut corrected = BTreeSet::new();
    let mut rewritten: Vec<Pointer> = Vec::new();
    for (at, types) in &plan.types {
        // The schema that this one is in is replaced. After that, a comparison finds what is left.
        if rewritten.iter().any(|outer| at.is_within(outer)) {
            continue;
        }
        let notation = Notation::of(doc.version);
        if let Some(widened) = tree.at(at).and_then(|node| widen(node, types, notation)) {
            let path = json_path::of(tree, at).unwrap_or_default();
            actions.extend(widened.actions(&path));
            corrected.insert(at.clone());
            rewritten.extend(widened.is_rewritten.then(|| at.clone()));
        }
    }
    for (at, names) in &plan.optional {
        if rewritten.iter().any(|outer| at.is_within(outer)) {
            continue;
        }
        if let Some(own) = optional(tree, at, names) {
            actions.extend(own);
            corrected.insert(at.child("required"));
        }
    }
    for one in mismatches.iter_mut() {
        let at = located(one);
        one.is_corrected = at.is_some_and(|at| match &one.difference {
            Difference::Null | Difference::WrongType { .. } => corrected.contains(&at),
            Difference::Missing(name) => {
                let property = at.child("properties").child(name);
                corrected.contains(&at.child("required")) || corrected.contains(&property)
            }
            _ => false,
        });
    }
    actions
}

impl Plan {
    fn widen(&mut self, at: Pointer, ty: JsonType) {
        self.types.entry(at).or_default().insert(ty);
    }

    fn make_optional(&mut self, at: Pointer, name: &str) {
        self.optional.entry(at).or_default().insert(name.to_owned());
    }

    /// A property that is null in one object and missing in another one becomes nullable. Missing ones are decoded as null
    /// then.
    fn drop_redundant(&mut self) {
        for (at, names) in &mut self.optional {
            let properties = at.child("properties");
            names.retain(|name| {
                let types = self.types.get(&properties.child(name));
                types.is_none_or(|types| !types.contains(&JsonType::Null))
            });
        }
        self.optional.retain(|_, names| !names.is_empty());
    }
}

/// Removes names from `required`. Returns `None` if they are not there.
fn optional(tree: &Node, at: &Pointer, names: &BTreeSet<String>) -> Option<Vec<Action>> {
    let required = tree.at(at)?.get("required")?.as_array()?;
    let listed: BTreeSet<_> = required.iter().filter_map(Node::as_str).collect();
    if !names.iter().all(|name| listed.contains(name.as_str())) {
        return None;
    }
    let mut path = json_path::of(tree, at)?;
    push_name(&mut path, "required");
    let remove = |target| Action {
        target,
        change: Change::Remove,
    };
    // OpenAPI 3.0 does not allow an empty list.
    if listed.len() == names.len() {
        return Some(vec![remove(path)]);
    }
    let names = names.iter();
    let targets = names.map(|name| format!("{path}[?@ == {}]", literal(name)));
    Some(targets.map(remove).collect())
}
