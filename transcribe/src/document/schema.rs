//! Schema objects.

use std::collections::{HashMap, HashSet};

use super::constraints::ConstraintKeywords;
use super::{Writer, words};
use crate::facts::{Cardinality, EnumValue, ExclusiveGroup, Field, Message, Primitive, Type};
use crate::markdown::{Block, to_common_mark};
use crate::model::Schema;
use crate::yaml::{Map, Value};

/// The reference to a schema component.
pub fn pointer(name: &str) -> String {
    format!("#/components/schemas/{name}")
}

impl Writer<'_, '_> {
    pub(super) fn component(&mut self, schema: &Schema, at: &str) -> Map {
        match schema {
            Schema::Object(message) => self.message(message, at),
            Schema::Enum(values) => {
                if let Some(first) = values.first() {
                    self.record(at.to_owned(), first.at);
                    self.record(format!("{at}/enum"), first.at);
                }
                let mut out = Map::new();
                out.add("type", "string");
                out.add_some("description", value_list(values));
                out.add("enum", names(values));
                out
            }
        }
    }

    fn message(&mut self, message: &Message, at: &str) -> Map {
        self.record(at.to_owned(), message.at);
        let mut out = Map::new();
        out.add("type", "object");
        out.add_some("description", words(&message.text));
        let required = message
            .fields
            .iter()
            .filter(|field| !field.required.is_empty());
        let required: Vec<String> = required.map(|field| field.name.clone()).collect();
        if !required.is_empty() {
            let need = message
                .fields
                .iter()
                .find_map(|field| field.required.first());
            self.record(
                format!("{at}/required"),
                need.map_or(message.at, |need| need.at),
            );
            out.add("required", Value::FlowList(required));
        }
        let names: HashSet<&str> = message
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        let mut of: HashMap<&str, Vec<&ExclusiveGroup>> = HashMap::new();
        for group in &message.groups {
            for name in &group.names {
                of.entry(name).or_default().push(group);
            }
        }
        if !message.fields.is_empty() {
            let mut properties = Map::new();
            for field in &message.fields {
                let at = format!("{at}/properties/{}", field.name);
                let groups = of.get(field.name.as_str()).map_or(&[][..], Vec::as_slice);
                let text = description(field, groups);
                properties.add(&field.name, self.schema(field, Some(text), &at));
            }
            out.add("properties", properties);
        }
        let is_there = |name: &&String| names.contains(name.as_str());
        let groups = message.groups.iter().map(|group| {
            let names = group.names.iter().filter(is_there).cloned();
            Value::FlowList(names.collect())
        });
        let groups: Vec<Value> = groups.collect();
        if let Some(first) = message.groups.first() {
            self.record(format!("{at}/x-oneof"), first.at);
            out.add("x-oneof", Value::List(groups));
        }
        out
    }

    /// The schema of a field. `text` is the description, or `None` for parameters, which have it outside of the schema.
    pub(super) fn schema(&mut self, field: &Field, text: Option<Option<String>>, at: &str) -> Map {
        self.record(at.to_owned(), field.at);
        let own = text.is_some();
        let text = text.flatten();
        let deprecated = field.deprecated.filter(|_| own);
        let keywords = ConstraintKeywords::new(field, self.reporter);
        let mut out = Map::new();
        if field.cardinality == Cardinality::List {
            out.add("type", "array");
            self.record(format!("{at}/type"), field.ty_at);
            out.add_some("description", text);
            self.add_keywords(&mut out, &keywords.list, at);
            let at = format!("{at}/items");
            out.add("items", self.item(field, None, &keywords, &at));
        } else {
            out = self.item(field, text, &keywords, at);
        }
        if let Some(span) = deprecated {
            self.record(format!("{at}/deprecated"), span);
            out.add("deprecated", true);
        }
        out
    }

    /// The schema of one value of a field.
    fn item(
        &mut self,
        field: &Field,
        text: Option<String>,
        keywords: &ConstraintKeywords,
        at: &str,
    ) -> Map {
        self.record(format!("{at}/type"), field.ty_at);
        let mut out = Map::new();
        match &field.ty {
            None => out.add_some("description", text),
            Some(Type::Primitive(plain, format)) => {
                plain_type(&mut out, *plain, format.as_deref());
                self.record(format!("{at}/format"), field.ty_at);
                out.add_some("description", text);
                self.add_keywords(&mut out, &keywords.value, at);
            }
            Some(Type::Enum(_)) => {
                out.add("type", "string");
                out.add_some("description", text);
                let first = field.values.first().map_or(field.at, |value| value.at);
                self.record(format!("{at}/enum"), first);
                if !field.values.is_empty() {
                    out.add("enum", names(&field.values));
                }
                self.add_keywords(&mut out, &keywords.value, at);
            }
            Some(Type::AnyObject) => {
                out.add("type", "object");
                out.add_some("description", text);
                self.add_keywords(&mut out, &keywords.map, at);
                out.add("additionalProperties", true);
            }
            Some(Type::Named(name)) => {
                let mut reference = Map::new();
                reference.add("$ref", pointer(name));
                self.record(format!("{at}/$ref"), field.ty_at);
                if text.is_none() && field.deprecated.is_none() && keywords.value.is_empty() {
                    return reference;
                }
                out.add_some("description", text);
                out.add("allOf", Value::List(vec![reference.into()]));
                self.add_keywords(&mut out, &keywords.value, at);
            }
            Some(Type::Map(inner)) => self.map(&mut out, inner, text, keywords, at),
            // The model has no inline objects.
            Some(Type::Inline(_)) => out.add("type", "object"),
        }
        out
    }

    /// The schema of a map. OpenAPI 3.0 has no keyword for its keys, so they have an extension.
    fn map(
        &mut self,
        out: &mut Map,
        values: &Type,
        text: Option<String>,
        keywords: &ConstraintKeywords,
        at: &str,
    ) {
        out.add("type", "object");
        out.add_some("description", text);
        self.add_keywords(out, &keywords.map, at);
        let at_values = format!("{at}/additionalProperties");
        let mut schema = value_type(values);
        self.add_keywords(&mut schema, &keywords.each_value, &at_values);
        out.add("additionalProperties", schema);
        if !keywords.each_key.is_empty() {
            let mut keys = Map::new();
            self.add_keywords(
                &mut keys,
                &keywords.each_key,
                &format!("{at}/x-propertyNames"),
            );
            out.add("x-propertyNames", keys);
        }
    }

    fn add_keywords(&mut self, out: &mut Map, keywords: &[super::constraints::Entry], at: &str) {
        for constraint in keywords {
            self.record(format!("{at}/{}", constraint.keyword), constraint.at);
            out.add(constraint.keyword, constraint.value.clone());
        }
    }
}

fn plain_type(out: &mut Map, plain: Primitive, format: Option<&str>) {
    out.add("type", plain.as_str());
    out.add_some("format", format);
}

/// The schema of a map's values.
fn value_type(ty: &Type) -> Map {
    let mut out = Map::new();
    match ty {
        Type::Primitive(plain, format) => plain_type(&mut out, *plain, format.as_deref()),
        Type::Named(name) => out.add("$ref", pointer(name)),
        Type::Enum(_) => out.add("type", "string"),
        Type::AnyObject | Type::Inline(_) | Type::Map(_) => {
            out.add("type", "object");
            out.add("additionalProperties", true);
        }
    }
    out
}

fn names(values: &[EnumValue]) -> Value {
    let names = values.iter().map(|value| value.name.as_str().into());
    Value::List(names.collect())
}

/// The description of a field, with its enum values and its exclusive groups, which keywords can't describe.
pub fn description(field: &Field, groups: &[&ExclusiveGroup]) -> Option<String> {
    let mut parts: Vec<String> = words(&field.text).into_iter().collect();
    if matches!(field.ty, Some(Type::Enum(_))) {
        parts.extend(value_list(&field.values));
    }
    for group in groups {
        let names: Vec<String> = group.names.iter().map(|name| format!("`{name}`")).collect();
        parts.push(format!("At most one of {} is set.", names.join(", ")));
    }
    Some(parts.join("\n\n")).filter(|text| !text.is_empty())
}

/// A list of values with their descriptions. Returns `None` if no value has one.
fn value_list(values: &[EnumValue]) -> Option<String> {
    if values.iter().all(|value| value.text.is_empty()) {
        return None;
    }
    let lines = values.iter().map(|value| {
        let text = to_common_mark(&[Block::Para(value.text.clone())]).replace('\n', " ");
        match text.is_empty() {
            true => format!("- `{}`", value.name),
            false => format!("- `{}`: {text}", value.name),
        }
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}
