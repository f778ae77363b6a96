//! What a schema is, told by its keywords.
//!
//! In: a schema. Out: its [`Form`]. Guaranteed: keywords that shape nothing are reported, not followed.

use super::enumeration::values;
use super::{Lower, items, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::Scalar;
use crate::read::Node;
use crate::source::Pointer;

/// What a schema is.
pub(super) enum SchemaKind<'d> {
    Reference(&'d str),
    /// Several schemas that hold at once: `allOf`, or members or other keywords beside a reference or a choice.
    AllOf,
    Union(&'static str),
    /// A choice of constants.
    Constants(&'static str),
    Object,
    Enum,
    List,
    /// A list with a schema for each place.
    Tuple,
    Map,
    Scalar(Scalar),
    Any,
}

impl SchemaKind<'_> {
    /// Whether it becomes a type with a name of its own.
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

/// The keywords that offer alternatives.
pub(super) const UNION_KEYWORDS: [&str; 2] = ["oneOf", "anyOf"];

/// Keywords that give a value a shape of their own, beside `type`.
const SHAPING: &[&str] = &[
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
        let choices = self.union_keywords(node, at);
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            let beside = choices.is_empty() && !adds_members(node) && !filled(node, "allOf");
            return match beside {
                true => SchemaKind::Reference(reference),
                false => SchemaKind::AllOf,
            };
        }
        if node.get("not").is_some() {
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, "`not` does not shape a type");
            self.diags
                .push(found.at_key(&at.child("not")).label("not checked"));
        }
        match choices.as_slice() {
            [] if filled(node, "allOf") => SchemaKind::AllOf,
            [] => self.kind_by_type(node, at),
            [keyword] if !filled(node, "allOf") && !adds_members(node) => {
                match is_constants(node, at, keyword) {
                    true => SchemaKind::Constants(keyword),
                    false => SchemaKind::Union(keyword),
                }
            }
            _ => SchemaKind::AllOf,
        }
    }

    /// The keywords whose alternatives shape the value, rather than say which members go together.
    pub(super) fn union_keywords(&mut self, node: &'d Node, at: &Pointer) -> Vec<&'static str> {
        let mut choices = Vec::new();
        for keyword in UNION_KEYWORDS {
            let alternatives = items(node, at, keyword);
            if alternatives.is_empty() {
                continue;
            }
            let own = text(node, "type");
            if alternatives.iter().any(|(node, _)| shapes(node, own)) {
                choices.push(keyword);
                continue;
            }
            let message = format!("this `{keyword}` only narrows what stands beside it");
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at.child(keyword));
            self.diags.push(found.label("not checked"));
        }
        choices
    }

    fn kind_by_type(&mut self, node: &'d Node, at: &Pointer) -> SchemaKind<'d> {
        match text(node, "type") {
            "object" => self.object_kind(node, at),
            "array" => list_kind(node),
            "boolean" => SchemaKind::Scalar(Scalar::Bool),
            "string" | "integer" | "number" if !values(node).is_empty() => SchemaKind::Enum,
            "string" => SchemaKind::Scalar(self.text_scalar(node, at)),
            "integer" => SchemaKind::Scalar(self.integer(node, at)),
            "number" => SchemaKind::Scalar(self.number(node, at)),
            _ => self.kind_without_type(node, at),
        }
    }

    /// A schema without `type`: told by the keywords that only one type has.
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
            // A part that only asks for members of the others.
            None if has("required") && !stands_alone(node, at) => SchemaKind::Object,
            None => match text(node, "format") {
                "date-time" | "date" | "uuid" | "uri" | "email" => {
                    SchemaKind::Scalar(self.text_scalar(node, at))
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

fn filled(node: &Node, keyword: &str) -> bool {
    let list = node.get(keyword).and_then(Node::as_array);
    list.is_some_and(|list| list.iter().any(|item| !item.is_null()))
}

/// Whether a schema that refers or offers a choice has members or values beside that.
fn adds_members(node: &Node) -> bool {
    let properties = node.get("properties").and_then(Node::as_object);
    let listed = || node.get("$ref").is_some() && !values(node).is_empty();
    properties.is_some_and(|properties| !properties.is_empty()) || listed()
}

/// Whether an alternative says what the value is, beyond the type of the schema that it stands in.
fn shapes(node: &Node, own: &str) -> bool {
    let keys = node.as_object().into_iter().flat_map(|map| map.keys());
    let mut keys = keys.filter(|key| match *key {
        "type" => text(node, "type") != own,
        // Closing an object gives it no members.
        "additionalProperties" => node
            .get("additionalProperties")
            .and_then(Node::as_bool)
            .is_none(),
        key => SHAPING.contains(&key),
    });
    keys.next().is_some()
}

/// Whether all alternatives are inline scalars that list their values; beside them, any text may be allowed.
fn is_constants(node: &Node, at: &Pointer, keyword: &str) -> bool {
    let mut listing = 0;
    for (schema, _) in items(node, at, keyword) {
        let own = match text(schema, "type") {
            "" => text(node, "type"),
            own => own,
        };
        let values = values(schema);
        let scalar = |value: &&Node| matches!(value, Node::String(_) | Node::Number(_));
        if super::union::is_null(schema) {
            continue;
        }
        let other = ["$ref", "allOf", "oneOf", "anyOf", "properties", "items"];
        if other.into_iter().any(|key| schema.get(key).is_some()) {
            return false;
        }
        if !values.is_empty() && values.iter().all(scalar) {
            listing += 1;
        } else if !(values.is_empty() && own == "string" && text(schema, "format").is_empty()) {
            return false;
        }
    }
    listing > 0
}

/// Whether nothing says more of a value than this schema does: that of a member, of items or of a content. One that has
/// `required` and no type then asks objects alone for members (JSON Schema 2020-12 Validation, section 6.5.3).
fn stands_alone(node: &Node, at: &Pointer) -> bool {
    let composed = ["allOf", "oneOf", "anyOf"];
    let is_member = || at.parent()?.last().map(|holder| holder == "properties");
    let is_content = |last: &str| matches!(last, "items" | "schema" | "additionalProperties");
    let alone = is_member() == Some(true) || at.last().is_some_and(|last| is_content(&last));
    alone && !composed.iter().any(|key| node.get(key).is_some())
}

fn list_kind<'d>(node: &'d Node) -> SchemaKind<'d> {
    match filled(node, "prefixItems") || filled(node, "items") {
        true => SchemaKind::Tuple,
        false => SchemaKind::List,
    }
}
