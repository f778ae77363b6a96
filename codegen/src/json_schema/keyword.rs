//! The schemas inside a schema.

use crate::read::keyword::{Place, place};
use crate::read::{Map, Node};
use crate::source::Pointer;

/// The entries of a keyword whose value is an object.
pub(crate) fn entries<'d>(
    node: &'d Node,
    at: &Pointer,
    keyword: &str,
) -> impl Iterator<Item = (&'d str, &'d Node, Pointer)> + use<'d> {
    let map = node.get(keyword).and_then(Node::as_object);
    let at = at.child(keyword);
    let entries = map.into_iter().flat_map(Map::iter);
    entries.map(move |(key, node)| (key, node, at.child(key)))
}

/// The schemas directly in a schema.
pub(super) fn subschemas<'d>(map: &'d Map, at: &Pointer) -> Vec<(&'d Node, Pointer)> {
    let mut found = Vec::new();
    for (keyword, value) in map.iter() {
        let at = || at.child(keyword);
        match (place(keyword), value) {
            (Some(Place::Value), Node::Object(_)) => found.push((value, at())),
            (Some(Place::Items), Node::Array(items)) => {
                let at = at();
                let items = items.iter().enumerate();
                found.extend(items.map(|(index, item)| (item, at.index(index))));
            }
            (Some(Place::Entries), Node::Object(map)) => {
                let at = at();
                found.extend(map.iter().map(|(key, node)| (node, at.child(key))));
            }
            _ => {}
        }
    }
    found
}
