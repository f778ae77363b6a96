//! The keywords whose values are schemas.

use crate::read::{Map, Node};
use crate::source::Pointer;

/// Where the schemas in the value of a keyword are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The value is a schema.
    Value,
    /// The value is an array of schemas.
    Items,
    /// The value is an object with a schema under each key.
    Entries,
}

/// Returns where the schemas of a keyword are, or `None` if it has none.
pub(super) fn place(keyword: &str) -> Option<Place> {
    match keyword {
        "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Some(Place::Value),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(Place::Items),
        "$defs" | "dependentSchemas" | "patternProperties" | "properties" => Some(Place::Entries),
        _ => None,
    }
}

/// Whether a keyword constrains nothing.
pub(super) fn is_annotation(keyword: &str) -> bool {
    let is_known = matches!(
        keyword,
        "$anchor"
            | "$comment"
            | "$defs"
            | "$dynamicAnchor"
            | "$id"
            | "default"
            | "deprecated"
            | "description"
            | "discriminator"
            | "examples"
            | "externalDocs"
            | "readOnly"
            | "title"
            | "writeOnly"
            | "xml"
    );
    is_known || keyword.starts_with("x-")
}

/// The entries of a keyword whose value is an object.
pub(super) fn entries<'d>(
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
