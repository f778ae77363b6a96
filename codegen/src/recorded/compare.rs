//! Walks through a value and its schema together.

use serde_json::Value;

use super::admits::{MAX_DEPTH, admits, allowed, target};
use super::mismatch::{Difference, JsonType, Mismatch};
use super::object::{Object, items};
use super::operation::Unusable;
use crate::json_schema::{Schema, Writer, entries, value as to_json};
use crate::read::{Map, Node};
use crate::source::escape;

/// How many pairs of a value and a schema are compared. Nested unions compare a value several times.
const MAX_STEPS: usize = 2_000_000;

/// Compares a value with a schema.
pub(super) fn compare<'d>(
    writer: &Writer<'d>,
    schema: &Schema<'d>,
    value: &Value,
) -> Result<Vec<Mismatch>, Unusable> {
    let mut compare = Compare {
        writer,
        steps: MAX_STEPS,
    };
    let mut found = Vec::new();
    compare.value(value, schema, "", &mut found);
    match compare.steps {
        0 => Err(Unusable::TooLarge),
        _ => Ok(found),
    }
}

struct Compare<'w, 'd> {
    writer: &'w Writer<'d>,
    steps: usize,
}

/// A value, its JSON pointer, and what is known about it if it is an object.
#[derive(Clone, Copy)]
struct At<'a, 'd> {
    value: &'a Value,
    path: &'a str,
    object: &'a Object<'d>,
    depth: usize,
}

impl<'d> Compare<'_, 'd> {
    fn value(&mut self, value: &Value, schema: &Schema<'d>, path: &str, found: &mut Vec<Mismatch>) {
        let ty = JsonType::of(value);
        if !admits(self.writer, ty, schema, 0) {
            let difference = match ty {
                JsonType::Null => Difference::Null,
                _ => Difference::WrongType {
                    found: ty,
                    allowed: allowed(self.writer, schema),
                },
            };
            return found.push(Mismatch::new(difference, path, &schema.at));
        }
        let object = match value {
            Value::Object(_) => Object::of(self.writer, schema),
            _ => Object::default(),
        };
        if let Value::Object(map) = value {
            let schema = self.referred(schema);
            for name in map.keys().filter(|name| !object.declares(name)) {
                let difference = Difference::Undeclared(name.clone());
                found.push(Mismatch::new(difference, path, &schema.at));
            }
        }
        let at = At {
            value,
            path,
            object: &object,
            depth: 0,
        };
        self.details(at, schema, found);
    }

    /// The schema at the end of a chain of references.
    fn referred(&self, schema: &Schema<'d>) -> Schema<'d> {
        let mut found = schema.clone();
        for _ in 0..MAX_DEPTH {
            let map = found.node.as_object();
            match map.and_then(|map| target(self.writer, map, &found)) {
                Some(target) => found = target,
                None => break,
            }
        }
        found
    }

    /// Compares a value whose type is allowed.
    fn details(&mut self, at: At<'_, 'd>, schema: &Schema<'d>, found: &mut Vec<Mismatch>) {
        self.steps = self.steps.saturating_sub(1);
        let Node::Object(map) = schema.node else {
            return;
        };
        if self.steps == 0 || at.depth > MAX_DEPTH || at.value.is_null() {
            return;
        }
        let at = At {
            depth: at.depth + 1,
            ..at
        };
        if let Some(target) = target(self.writer, map, schema) {
            self.details(at, &target, found);
            if self.writer.is_legacy {
                return;
            }
        }
        if let Some(text) = unknown_value(map, at.value) {
            let difference = Difference::UnknownValue(text);
            found.push(Mismatch::new(difference, at.path, &schema.at));
        }
        for member in items(schema.node, &schema.at, "allOf") {
            self.details(at, &member, found);
        }
        for keyword in ["anyOf", "oneOf"] {
            self.alternatives(at, schema, keyword, found);
        }
        match at.value {
            Value::Object(values) => self.properties(at, values, schema, found),
            Value::Array(values) => self.items(at, values, schema, found),
            _ => {}
        }
    }

    fn properties(
        &mut self,
        at: At<'_, 'd>,
        values: &serde_json::Map<String, Value>,
        schema: &Schema<'d>,
        found: &mut Vec<Mismatch>,
    ) {
        let required = schema.node.get("required").and_then(Node::as_array);
        for name in required.into_iter().flatten().filter_map(Node::as_str) {
            if values.contains_key(name) || !at.object.requires(name) {
                continue;
            }
            let schemas = at.object.property(name);
            let mut schemas = schemas.iter();
            let is_nullable = schemas.all(|it| admits(self.writer, JsonType::Null, it, 0));
            let difference = match is_nullable {
                true => Difference::MissingNullable(name.to_owned()),
                false => Difference::Missing(name.to_owned()),
            };
            found.push(Mismatch::new(difference, at.path, &schema.at));
        }
        let declared = schema.node.get("properties");
        for (name, node, property) in entries(schema.node, &schema.at, "properties") {
            let Some(value) = values.get(name) else {
                continue;
            };
            let path = format!("{}/{}", at.path, escape(name));
            let property = Schema { node, at: property };
            let before = found.len();
            self.value(value, &property, &path, found);
            if value.is_null() && !at.object.requires(name) {
                let own = found.iter_mut().skip(before);
                own.for_each(|one| one.difference = Difference::OptionalNull);
            }
        }
        let Some(node) = schema.node.get("additionalProperties") else {
            return;
        };
        if schema.node.get("patternProperties").is_some() {
            return;
        }
        let others = Schema {
            node,
            at: schema.at.child("additionalProperties"),
        };
        let is_other = |name: &str| declared.is_none_or(|declared| declared.get(name).is_none());
        for (name, value) in values.iter().filter(|(name, _)| is_other(name)) {
            if matches!(node, Node::Object(_)) {
                let path = format!("{}/{}", at.path, escape(name));
                self.value(value, &others, &path, found);
            }
        }
    }

    fn items(
        &mut self,
        at: At<'_, 'd>,
        values: &[Value],
        schema: &Schema<'d>,
        found: &mut Vec<Mismatch>,
    ) {
        let first = items(schema.node, &schema.at, "prefixItems");
        let rest = schema.node.get("items").map(|node| Schema {
            node,
            at: schema.at.child("items"),
        });
        for (index, value) in values.iter().enumerate() {
            let path = format!("{}/{index}", at.path);
            if let Some(schema) = first.get(index).or(rest.as_ref()) {
                self.value(value, schema, &path, found);
            }
        }
    }

    /// Compares a value with the alternative that it fits best.
    fn alternatives(
        &mut self,
        at: At<'_, 'd>,
        schema: &Schema<'d>,
        keyword: &str,
        found: &mut Vec<Mismatch>,
    ) {
        let mut alternatives = items(schema.node, &schema.at, keyword);
        let ty = JsonType::of(at.value);
        alternatives.retain(|it| admits(self.writer, ty, it, 0));
        if let Some(named) = self.discriminated(at.value, schema, &alternatives) {
            alternatives = vec![named];
        }
        let mut best: Option<(_, Vec<Mismatch>)> = None;
        for alternative in &alternatives {
            let object = at.object.with(self.writer, alternative);
            let mut own = Vec::new();
            let at = At {
                object: &object,
                ..at
            };
            self.details(at, alternative, &mut own);
            let decoded = own.iter().filter(|one| one.is_decoded()).count();
            let errors = own.len() - decoded;
            let rank = (errors + object.count_undeclared(at.value), errors, decoded);
            let is_best = best.as_ref().is_none_or(|(best, _)| rank < *best);
            if is_best {
                best = Some((rank, own));
            }
        }
        found.extend(best.into_iter().flat_map(|(_, own)| own));
    }

    /// The alternative that the discriminator selects.
    fn discriminated(
        &self,
        value: &Value,
        schema: &Schema<'d>,
        alternatives: &[Schema<'d>],
    ) -> Option<Schema<'d>> {
        let discriminator = schema.node.get("discriminator")?;
        let property = discriminator.get("propertyName").and_then(Node::as_str)?;
        let tag = value.get(property).and_then(Value::as_str)?;
        let mapping = discriminator.get("mapping").and_then(|map| map.get(tag));
        let name = mapping.and_then(Node::as_str).unwrap_or(tag);
        let last = name.rsplit('/').next().unwrap_or(name);
        let is_named = |it: &&Schema<'d>| {
            let reference = it.node.get("$ref").and_then(Node::as_str);
            reference.is_some_and(|it| it.rsplit('/').next() == Some(last))
        };
        alternatives.iter().find(is_named).cloned()
    }
}

/// The text of a value that `enum` or `const` do not list.
fn unknown_value(map: &Map, value: &Value) -> Option<String> {
    let is_same = |node: &Node| to_json(node).is_none_or(|known| same(&known, value));
    let of_enum = map.get("enum").and_then(Node::as_array);
    let is_unknown = of_enum.is_some_and(|known| !known.iter().any(is_same))
        || map.get("const").is_some_and(|known| !is_same(known));
    is_unknown.then(|| {
        let text = value.to_string();
        match text.chars().count() {
            0..=60 => format!("`{text}`"),
            _ => format!("`{}…`", text.chars().take(60).collect::<String>()),
        }
    })
}

/// Compares JSON values; `1` and `1.0` are equal.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        _ => one == other,
    }
}
