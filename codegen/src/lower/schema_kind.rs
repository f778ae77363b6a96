//! Classifies schemas by their keywords.
//!
//! In: a schema. Out: its [`SchemaKind`]. Guaranteed: keywords without effect on the Rust type are reported.

use super::conditional::is_condition;
use super::enumeration::values;
use super::scalar::int_format;
use super::union::is_null;
use super::{Lower, schemas, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::Scalar;
use crate::read::keyword::{is_annotation, place};
use crate::read::{Node, Schema};
use crate::source::Pointer;

/// The kind of type that a schema becomes.
pub(super) enum SchemaKind<'d> {
    /// The keyword and its value.
    Reference(&'static str, &'d str),
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
            SchemaKind::Reference(..)
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
    "then",
    "else",
    "dependentSchemas",
];

impl<'d> Lower<'d, '_> {
    pub(super) fn schema_kind(&mut self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
        let unions = self.union_keywords(schema, at);
        if schema.has("not") {
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, "`not` does not change the type");
            self.diags
                .push(found.at_key(&at.child("not")).label("not checked"));
        } else if schema.is_never() {
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, "`false` allows no value");
            self.diags.push(found.at(at).label("not checked"));
        }
        let mut references = schema.references();
        if let Some((keyword, reference)) = references.next() {
            let is_single = references.next().is_none() && unions.is_empty();
            return match is_single && is_only_reference(schema) {
                true => SchemaKind::Reference(keyword, reference),
                false => SchemaKind::AllOf,
            };
        }
        match unions.as_slice() {
            [] if has_items(schema, "allOf") => SchemaKind::AllOf,
            [] => self.kind_by_type(schema, at),
            [keyword] if !has_items(schema, "allOf") && !self.declares_object(schema, at) => {
                match is_constants(schema, at, keyword) {
                    true => SchemaKind::Constants(keyword),
                    false => {
                        self.report_beside_union(schema, at, keyword);
                        SchemaKind::Union(keyword)
                    }
                }
            }
            _ => SchemaKind::AllOf,
        }
    }

    /// Reports the keywords beside a union that are not used.
    fn report_beside_union(&mut self, schema: Schema<'d>, at: &Pointer, union: &str) {
        let beside = schema.beside();
        // The alternatives have the types, and boolean schemas only concern undeclared properties and items.
        let is_of_union = |keyword: &str| {
            let is_boolean = matches!(beside.get(keyword), Some(Node::Bool(_)));
            keyword == "type" || (is_boolean && place(keyword).is_some())
        };
        let unused = beside.keywords().filter(|keyword| !is_of_union(keyword));
        let unused = unused.filter(|keyword| constrains(keyword) && beside.has_effect(keyword));
        for keyword in unused {
            let message = format!("`{keyword}` beside `{union}`");
            let at = at.child(keyword);
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message).at_key(&at);
            self.diags.push(found.label("not checked"));
        }
    }

    /// The union keywords whose alternatives have types. Alternatives without a type, for example with `required` only,
    /// are reported.
    pub(super) fn union_keywords(&mut self, schema: Schema<'d>, at: &Pointer) -> Vec<&'static str> {
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

    pub(super) fn kind_by_type(&mut self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
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
        // The schema around a member that consists of conditions declares their properties.
        let declares_properties = schema.has("properties")
            || schema.has("patternProperties")
            || (!(is_member(at) && is_condition(schema)) && self.has_conditional(schema, at));
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
                // A format of numbers beside a schema of numbers.
                format if schema.is_beside() || is_member(at) => int_format(format)
                    .map_or(SchemaKind::Any, |int| SchemaKind::Scalar(Scalar::Int(int))),
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
        let is_beside = is_member || schema.is_beside();
        if is_beside || at.segments().any(|segment| segment == "parameters") {
            return list_kind(schema);
        }
        let message = "`items` without `type` also allows values that are not arrays";
        let found = Diagnostic::new(codes::LIST_OR_OTHER, message).at(at);
        let label = "generated as a union of the array and any other value";
        let help = "add `type: array` if the value is always an array";
        self.diags.push(found.label(label).help(help));
        SchemaKind::ListOrOther
    }

    /// Whether a schema declares properties, also under a condition.
    pub(super) fn declares_object(&self, schema: Schema<'d>, at: &Pointer) -> bool {
        declares_properties(schema) || self.has_conditional(schema, at)
    }

    fn object_kind(&self, schema: Schema<'d>, at: &Pointer) -> SchemaKind<'d> {
        let requires_other_properties = has_items(schema, "required") && is_member(at);
        if requires_other_properties || self.declares_object(schema, at) {
            return SchemaKind::Object;
        }
        match schema.undeclared_properties() {
            Some((_, Node::Bool(false))) if !schema.has("patternProperties") => SchemaKind::Object,
            _ => SchemaKind::Map,
        }
    }
}

/// Whether a schema is a member of an `allOf`.
fn is_member(at: &Pointer) -> bool {
    at.parent()
        .is_some_and(|list| list.last().as_deref() == Some("allOf"))
}

fn has_items(schema: Schema<'_>, keyword: &str) -> bool {
    let list = schema.get(keyword).and_then(Node::as_array);
    list.is_some_and(|list| list.iter().any(|item| !item.is_null()))
}

fn declares_properties(schema: Schema<'_>) -> bool {
    let properties = schema.get("properties").and_then(Node::as_object);
    properties.is_some_and(|properties| !properties.is_empty())
}

/// Whether a schema is a reference and nothing else constrains the value.
fn is_only_reference(schema: Schema<'_>) -> bool {
    let beside = schema.beside();
    let mut keywords = beside.keywords();
    let is_constrained = keywords.any(|keyword| constrains(keyword) && beside.has_effect(keyword));
    !is_constrained && !has_items(schema, "allOf")
}

/// Whether a keyword beside a reference or union constrains the value. `not` and the keywords that the reader reports
/// as unused never do.
fn constrains(keyword: &str) -> bool {
    let is_unused = matches!(
        keyword,
        "not"
            | "if"
            | "contains"
            | "minContains"
            | "maxContains"
            | "contentSchema"
            | "dependentRequired"
    );
    keyword != "nullable" && !is_unused && !is_annotation(keyword)
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
        let other = [
            "$ref",
            "$dynamicRef",
            "allOf",
            "oneOf",
            "anyOf",
            "properties",
        ];
        let is_other = other.into_iter().any(|key| alternative.has(key));
        let is_several =
            || alternative.further_items().is_some() || !alternative.by_type().is_empty();
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
    let is_listed =
        |parent: &str| matches!(parent, "properties" | "patternProperties" | "prefixItems");
    let is_entry = || at.parent()?.last().map(|parent| is_listed(&parent));
    let is_content = |last: &str| {
        matches!(
            last,
            "items"
                | "schema"
                | "additionalProperties"
                | "unevaluatedItems"
                | "unevaluatedProperties"
        )
    };
    let alone = is_entry() == Some(true) || at.last().is_some_and(|last| is_content(&last));
    alone && !composed.iter().any(|key| schema.has(key))
}

pub(super) fn list_kind<'d>(schema: Schema<'_>) -> SchemaKind<'d> {
    match has_items(schema, "prefixItems") {
        true => SchemaKind::Tuple,
        false => SchemaKind::List,
    }
}
