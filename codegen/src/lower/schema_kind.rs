//! Classifies schemas by their keywords.
//!
//! In: a schema. Out: its [`SchemaKind`]. Guaranteed: keywords without effect on the Rust type are reported.

use super::enumeration::values;
use super::union::is_null;
use super::{Lower, schemas, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::Scalar;
use crate::read::{Node, Schema};
use crate::source::Pointer;

/// The kind of type that a schema becomes.
pub(super) enum SchemaKind<'d> {
    Reference(&'d str),
    /// `allOf`, or other keywords beside a reference or union.
    AllOf,
    Union(&'static str),
    /// One alternative for each type that `type` lists, with the index of the type.
    Types(Vec<(usize, Schema<'d>)>),
    /// A union of constants, which is an enum.
    Constants(&'static str),
    Object,
    Enum,
    List,
    /// An array with a schema for each position.
    Tuple,
    /// An array with a schema for its items, or any other value.
    ListOrOther,
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
            | SchemaKind::Types(_)
            | SchemaKind::Constants(_)
            | SchemaKind::ListOrOther
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
    "$dynamicRef",
    "properties",
    "additionalProperties",
    "patternProperties",
    "unevaluatedProperties",
    "items",
    "unevaluatedItems",
    "prefixItems",
    "enum",
    "const",
    "allOf",
    "oneOf",
    "anyOf",
];

impl<'d> Lower<'d, '_> {
    pub(super) fn schema_kind(&mut self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
        let unions = self.union_keywords(schema, at);
        if let Some(reference) = schema.reference() {
            let is_alone =
                unions.is_empty() && !has_own_constraints(schema) && !has_items(schema, "allOf");
            return match is_alone {
                true => SchemaKind::Reference(reference),
                false => SchemaKind::AllOf,
            };
        }
        if schema.has("not") {
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, "`not` does not change the type");
            self.diags
                .push(found.at_key(&at.child("not")).label("not checked"));
        } else if schema.is_never() {
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, "`false` allows no value");
            self.diags.push(found.at(at).label("not checked"));
        }
        match unions.as_slice() {
            [] if has_items(schema, "allOf") => SchemaKind::AllOf,
            [] => self.kind_by_type(schema, at),
            [keyword] if !has_items(schema, "allOf") && !has_own_constraints(schema) => {
                match is_constants(schema, at, keyword) {
                    true => SchemaKind::Constants(keyword),
                    false => SchemaKind::Union(keyword),
                }
            }
            _ => SchemaKind::AllOf,
        }
    }

    /// The union keywords whose alternatives have types. Alternatives without a type, for example with `required` only,
    /// are reported.
    pub(super) fn union_keywords(
        &mut self,
        schema: Schema<'d>,
        at: &Pointer,
    ) -> Vec<&'static str> {
        let mut keywords = Vec::new();
        for keyword in UNION_KEYWORDS {
            let alternatives = schemas(schema, at, keyword);
            if alternatives.is_empty() {
                continue;
            }
            let own = schema.single_type();
            if alternatives.iter().any(|(it, _)| has_type(*it, own)) {
                keywords.push(keyword);
                continue;
            }
            let message = format!("this `{keyword}` only constrains the schema beside it");
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at.child(keyword));
            self.diags.push(found.label("not checked"));
        }
        keywords
    }

    fn kind_by_type(&mut self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
        let types = schema.by_type();
        if !types.is_empty() {
            return SchemaKind::Types(types);
        }
        match schema.single_type() {
            "object" => self.object_kind(schema, at),
            "array" => list_kind(schema),
            "boolean" => SchemaKind::Scalar(Scalar::Bool),
            "string" | "integer" | "number" if !values(schema).is_empty() => SchemaKind::Enum,
            "string" => SchemaKind::Scalar(self.string(schema, at)),
            "integer" => SchemaKind::Scalar(self.integer(schema, at)),
            "number" => SchemaKind::Scalar(self.number(schema, at)),
            _ => self.kind_without_type(schema, at),
        }
    }

    /// A schema without `type`: some keywords apply to one type only.
    fn kind_without_type(&mut self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
        if schema.is_encoded_string() {
            return SchemaKind::Scalar(self.string(schema, at));
        }
        let declares_properties = schema.has("properties") || schema.has("patternProperties");
        if declares_properties || schema.undeclared_properties().is_some() {
            return self.object_kind(schema, at);
        }
        if schema.has("prefixItems") || schema.further_items().is_some() {
            return self.list_without_type(schema, at);
        }
        let values = values(schema);
        let first = values.first();
        match first {
            Some(Node::Bool(_)) if values.iter().all(|value| value.as_bool().is_some()) => {
                SchemaKind::Scalar(Scalar::Bool)
            }
            Some(Node::Object(_)) => SchemaKind::Map,
            Some(Node::Array(_)) => SchemaKind::List,
            Some(_) => SchemaKind::Enum,
            // A member of an `allOf` that requires properties of other members.
            None if schema.has("required") && !is_complete(schema, at) => SchemaKind::Object,
            None => match text(schema, "format") {
                "date-time" | "date" | "uuid" | "uri" | "email" => {
                    SchemaKind::Scalar(self.string(schema, at))
                }
                _ => SchemaKind::Any,
            },
        }
    }

    /// `items` without `type` also allows values that are not arrays. A parameter is an array all the same, since its style
    /// depends on it, and so is an alternative, beside which there are others.
    fn list_without_type(&mut self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
        let list = at.parent();
        let list = list.as_ref().and_then(Pointer::last).unwrap_or_default();
        let is_member = ["allOf", "oneOf", "anyOf"].contains(&&*list);
        if is_member || at.segments().any(|segment| segment == "parameters") {
            return list_kind(schema);
        }
        let message = "`items` without `type` also allows values that are not arrays";
        let found = Diagnostic::new(codes::LIST_OR_OTHER, message).at(at);
        let label = "generated as a union of the array and any other value";
        let help = "add `type: array` if the value is always an array";
        self.diags.push(found.label(label).help(help));
        SchemaKind::ListOrOther
    }

    fn object_kind(&self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
        let is_member = || at.parent().is_some_and(|list| list.last().as_deref() == Some("allOf"));
        let requires_other_properties = has_items(schema, "required") && is_member();
        if declares_properties(schema)
            || requires_other_properties
            || self.has_conditional(schema, at)
        {
            return SchemaKind::Object;
        }
        match schema.undeclared_properties() {
            Some((_, Node::Bool(false))) if !schema.has("patternProperties") => SchemaKind::Object,
            _ => SchemaKind::Map,
        }
    }
}

fn has_items(schema: Schema<'_>, keyword: &str) -> bool {
    let list = schema.get(keyword).and_then(Node::as_array);
    list.is_some_and(|list| list.iter().any(|item| !item.is_null()))
}

fn declares_properties(schema: Schema<'_>) -> bool {
    let properties = schema.get("properties").and_then(Node::as_object);
    properties.is_some_and(|properties| !properties.is_empty())
}

/// Whether a schema with a reference or union also declares properties or values, or requires properties of the target.
fn has_own_constraints(schema: Schema<'_>) -> bool {
    let narrows = || !values(schema).is_empty() || has_items(schema, "required");
    declares_properties(schema) || (schema.reference().is_some() && narrows())
}

/// Whether an alternative determines the type of the value more closely than the schema around it, which has this type.
fn has_type(schema: Schema<'_>, own: &str) -> bool {
    let is_closer = |key: &str| match key {
        "type" => match schema.single_type() {
            "" => !schema.by_type().is_empty(),
            single => single != own,
        },
        // A boolean declares no properties.
        "additionalProperties" | "unevaluatedProperties" => {
            schema.get(key).and_then(Node::as_bool).is_none()
        }
        key => TYPE_KEYWORDS.contains(&key),
    };
    schema.keywords().any(is_closer)
}

/// Whether all alternatives are inline scalars with constant values. A plain string is allowed beside them.
fn is_constants(schema: Schema<'_>, at: &Pointer, keyword: &str) -> bool {
    let mut constants = 0;
    for (alternative, _) in schemas(schema, at, keyword) {
        let own = match alternative.single_type() {
            "" => schema.single_type(),
            own => own,
        };
        let values = values(alternative);
        let is_scalar = |value: &&Node| matches!(value, Node::String(_) | Node::Number(_));
        if is_null(alternative) {
            continue;
        }
        let other = ["$ref", "$dynamicRef", "allOf", "oneOf", "anyOf", "properties"];
        let is_other = other.into_iter().any(|key| alternative.has(key));
        let is_several = || alternative.further_items().is_some() || !alternative.by_type().is_empty();
        if is_other || is_several() {
            return false;
        }
        if !values.is_empty() && values.iter().all(is_scalar) {
            constants += 1;
        } else if !(values.is_empty() && own == "string" && text(alternative, "format").is_empty())
        {
            return false;
        }
    }
    constants > 0
}

/// Whether no other schema constrains the same value: a schema of a property, of items or of content. Then `required`
/// without `type` applies only if the value is an object (JSON Schema 2020-12 Validation, section 6.5.3).
fn is_complete(schema: Schema<'_>, at: &Pointer) -> bool {
    let composed = ["allOf", "oneOf", "anyOf"];
    let is_property = || at.parent()?.last().map(|parent| parent == "properties");
    let is_content = |last: &str| matches!(last, "items" | "schema" | "additionalProperties");
    let alone = is_property() == Some(true) || at.last().is_some_and(|last| is_content(&last));
    alone && !composed.iter().any(|key| schema.has(key))
}

pub(super) fn list_kind<'d>(schema: Schema<'_>) -> SchemaKind<'d> {
    match has_items(schema, "prefixItems") {
        true => SchemaKind::Tuple,
        false => SchemaKind::List,
    }
}
