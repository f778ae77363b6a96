//! Classifies schemas by their keywords.
//!
//! In: a schema. Out: its [`SchemaKind`]. Guaranteed: keywords without effect on the Rust type are reported.

use super::enumeration::values;
use super::union::is_null;
use super::{Lower, items, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::Scalar;
use crate::read::Node;
use crate::source::Pointer;

/// The kind of type that a schema becomes.
pub(super) enum SchemaKind<'d> {
    Reference(&'d str),
    /// `allOf`, or other keywords beside a reference or union.
    AllOf,
    Union(&'static str),
    /// A union of constants, which is an enum.
    Constants(&'static str),
    Object,
    Enum,
    List,
    /// An array with a schema for each position.
    Tuple,
    Map,
    Scalar(Scalar),
    Any,
}

impl SchemaKind<'_> {
    /// Whether it becomes a named type.
    pub fn is_named(&self) -> bool {
        match self {
            SchemaKind::AllOf
            | SchemaKind::Union(_)
            | SchemaKind::Constants(_)
            | SchemaKind::Object
            | SchemaKind::Enum => true,
            SchemaKind::Reference(_)
            | SchemaKind::List
            | SchemaKind::Tuple
            | SchemaKind::Map
            | SchemaKind::Scalar(_)
            | SchemaKind::Any => false,
        }
    }
}

/// The keywords of unions.
pub(super) const UNION_KEYWORDS: [&str; 2] = ["oneOf", "anyOf"];

/// Keywords that determine the type of a value, besides `type`.
const TYPE_KEYWORDS: &[&str] = &[
    "$ref",
    "properties",
    "additionalProperties",
    "patternProperties",
    "items",
    "prefixItems",
    "enum",
    "const",
    "allOf",
    "oneOf",
    "anyOf",
];

impl<'d> Lower<'d, '_> {
    pub(super) fn schema_kind(&mut self, node: &'d Node, at: &Pointer) -> SchemaKind<'d> {
        let unions = self.union_keywords(node, at);
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            let is_alone =
                unions.is_empty() && !has_own_constraints(node) && !has_items(node, "allOf");
            return match is_alone {
                true => SchemaKind::Reference(reference),
                false => SchemaKind::AllOf,
            };
        }
        if node.get("not").is_some() {
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, "`not` does not change the type");
            self.diags
                .push(found.at_key(&at.child("not")).label("not checked"));
        }
        match unions.as_slice() {
            [] if has_items(node, "allOf") => SchemaKind::AllOf,
            [] => self.kind_by_type(node, at),
            [keyword] if !has_items(node, "allOf") && !has_own_constraints(node) => {
                match is_constants(node, at, keyword) {
                    true => SchemaKind::Constants(keyword),
                    false => SchemaKind::Union(keyword),
                }
            }
            _ => SchemaKind::AllOf,
        }
    }

    /// The union keywords whose alternatives have types. Alternatives without a type, for example with `required` only,
    /// are reported.
    pub(super) fn union_keywords(&mut self, node: &'d Node, at: &Pointer) -> Vec<&'static str> {
        let mut keywords = Vec::new();
        for keyword in UNION_KEYWORDS {
            let alternatives = items(node, at, keyword);
            if alternatives.is_empty() {
                continue;
            }
            let own = text(node, "type");
            if alternatives.iter().any(|(node, _)| has_type(node, own)) {
                keywords.push(keyword);
                continue;
            }
            let message = format!("this `{keyword}` only constrains the schema beside it");
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at.child(keyword));
            self.diags.push(found.label("not checked"));
        }
        keywords
    }

    fn kind_by_type(&mut self, node: &'d Node, at: &Pointer) -> SchemaKind<'d> {
        match text(node, "type") {
            "object" => self.object_kind(node, at),
            "array" => list_kind(node),
            "boolean" => SchemaKind::Scalar(Scalar::Bool),
            "string" | "integer" | "number" if !values(node).is_empty() => SchemaKind::Enum,
            "string" => SchemaKind::Scalar(self.string(node, at)),
            "integer" => SchemaKind::Scalar(self.integer(node, at)),
            "number" => SchemaKind::Scalar(self.number(node, at)),
            _ => self.kind_without_type(node, at),
        }
    }

    /// A schema without `type`: some keywords apply to one type only.
    fn kind_without_type(&mut self, node: &'d Node, at: &Pointer) -> SchemaKind<'d> {
        let has = |key: &str| node.get(key).is_some();
        if has("properties") || has("additionalProperties") || has("patternProperties") {
            return self.object_kind(node, at);
        }
        if has("items") || has("prefixItems") {
            return list_kind(node);
        }
        let values = values(node);
        let first = values.first();
        match first {
            Some(Node::Bool(_)) if values.iter().all(|value| value.as_bool().is_some()) => {
                SchemaKind::Scalar(Scalar::Bool)
            }
            Some(Node::Object(_)) => SchemaKind::Map,
            Some(Node::Array(_)) => SchemaKind::List,
            Some(_) => SchemaKind::Enum,
            // A member of an `allOf` that requires properties of other members.
            None if has("required") && !is_complete(node, at) => SchemaKind::Object,
            None => match text(node, "format") {
                "date-time" | "date" | "uuid" | "uri" | "email" => {
                    SchemaKind::Scalar(self.string(node, at))
                }
                _ => SchemaKind::Any,
            },
        }
    }

    fn object_kind(&self, node: &'d Node, at: &Pointer) -> SchemaKind<'d> {
        let properties = node.get("properties").and_then(Node::as_object);
        let declares = properties.is_some_and(|properties| !properties.is_empty());
        if declares || self.has_conditional(node, at) {
            return SchemaKind::Object;
        }
        match node.get("additionalProperties") {
            Some(Node::Bool(false)) if node.get("patternProperties").is_none() => {
                SchemaKind::Object
            }
            _ => SchemaKind::Map,
        }
    }
}

fn has_items(node: &Node, keyword: &str) -> bool {
    let list = node.get(keyword).and_then(Node::as_array);
    list.is_some_and(|list| list.iter().any(|item| !item.is_null()))
}

/// Whether a schema with a reference or union also declares properties or values.
fn has_own_constraints(node: &Node) -> bool {
    let properties = node.get("properties").and_then(Node::as_object);
    let has_values = || node.get("$ref").is_some() && !values(node).is_empty();
    properties.is_some_and(|properties| !properties.is_empty()) || has_values()
}

/// Whether an alternative determines the type of the value more closely than the schema around it.
fn has_type(node: &Node, own: &str) -> bool {
    let keys = node.as_object().into_iter().flat_map(|map| map.keys());
    let mut keys = keys.filter(|key| match *key {
        "type" => text(node, "type") != own,
        // A boolean `additionalProperties` declares no properties.
        "additionalProperties" => node
            .get("additionalProperties")
            .and_then(Node::as_bool)
            .is_none(),
        key => TYPE_KEYWORDS.contains(&key),
    });
    keys.next().is_some()
}

/// Whether all alternatives are inline scalars with constant values. A plain string is allowed beside them.
fn is_constants(node: &Node, at: &Pointer, keyword: &str) -> bool {
    let mut constants = 0;
    for (schema, _) in items(node, at, keyword) {
        let own = match text(schema, "type") {
            "" => text(node, "type"),
            own => own,
        };
        let values = values(schema);
        let is_scalar = |value: &&Node| matches!(value, Node::String(_) | Node::Number(_));
        if is_null(schema) {
            continue;
        }
        let other = ["$ref", "allOf", "oneOf", "anyOf", "properties", "items"];
        if other.into_iter().any(|key| schema.get(key).is_some()) {
            return false;
        }
        if !values.is_empty() && values.iter().all(is_scalar) {
            constants += 1;
        } else if !(values.is_empty() && own == "string" && text(schema, "format").is_empty()) {
            return false;
        }
    }
    constants > 0
}

/// Whether no other schema constrains the same value: a schema of a property, of items or of content. Then `required`
/// without `type` applies only if the value is an object (JSON Schema 2020-12 Validation, section 6.5.3).
fn is_complete(node: &Node, at: &Pointer) -> bool {
    let composed = ["allOf", "oneOf", "anyOf"];
    let is_property = || at.parent()?.last().map(|parent| parent == "properties");
    let is_content = |last: &str| matches!(last, "items" | "schema" | "additionalProperties");
    let alone = is_property() == Some(true) || at.last().is_some_and(|last| is_content(&last));
    alone && !composed.iter().any(|key| node.get(key).is_some())
}

fn list_kind<'d>(node: &'d Node) -> SchemaKind<'d> {
    match has_items(node, "prefixItems") || has_items(node, "items") {
        true => SchemaKind::Tuple,
        false => SchemaKind::List,
    }
}
