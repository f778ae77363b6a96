//! What all schemas of one object declare together.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::json_schema::{Direction, Schema, Writer, entries};
use crate::read::Node;
use crate::source::Pointer;

/// Keywords with further schemas of the same object.
const LISTS: &[&str] = &["anyOf", "oneOf"];
const CONDITIONAL: &[&str] = &["if", "then", "else"];

/// How many schemas of one object are looked at.
const MAX_SCHEMAS: usize = 256;

/// What all schemas of one object declare together.
#[derive(Clone, Debug, Default)]
pub(super) struct Object<'d> {
    /// The properties that always apply.
    properties: HashMap<&'d str, Vec<Schema<'d>>>,
    /// The properties that are required in responses.
    required: HashSet<&'d str>,
    /// The properties that responses do not have.
    hidden: HashSet<&'d str>,
    /// The properties that any schema declares, also alternatives that do not apply.
    declared: HashSet<&'d str>,
    /// Whether any other property is declared, too.
    is_open: bool,
}

impl<'d> Object<'d> {
    /// The declarations of a schema, and of those that it refers to.
    pub(super) fn of(writer: &Writer<'d>, schema: &Schema<'d>) -> Self {
        let mut object = Self::default();
        object.add(writer, schema);
        object.declare(writer, schema);
        object
    }

    /// The same object, to which another schema applies as well.
    pub(super) fn with(&self, writer: &Writer<'d>, schema: &Schema<'d>) -> Self {
        let mut object = self.clone();
        object.add(writer, schema);
        object
    }

    /// How many properties of a value the schemas that always apply don't declare.
    pub(super) fn count_undeclared(&self, value: &Value) -> usize {
        let map = value.as_object();
        let names = map.into_iter().flat_map(|map| map.keys());
        names
            .filter(|name| !self.properties.contains_key(name.as_str()))
            .count()
    }

    /// Whether responses must have a property.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.required.contains(name) && !self.hidden.contains(name)
    }

    /// The schemas of a property.
    pub(super) fn property(&self, name: &str) -> &[Schema<'d>] {
        self.properties.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the schemas declare a property, by name or with all others.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.is_open || self.declared.is_empty() || self.declared.contains(name)
    }

    fn add(&mut self, writer: &Writer<'d>, schema: &Schema<'d>) {
        let hidden = writer.hidden(schema.node, &schema.at, Direction::Response);
        self.hidden.extend(hidden);
        for (node, at) in writer.members(schema.node, &schema.at) {
            let names = node.get("required").and_then(Node::as_array);
            let names = names.into_iter().flatten().filter_map(Node::as_str);
            self.required.extend(names);
            for (name, node, at) in entries(node, &at, "properties") {
                let schemas = self.properties.entry(name).or_default();
                schemas.push(Schema { node, at });
            }
        }
    }

    /// Collects the names that any schema declares.
    fn declare(&mut self, writer: &Writer<'d>, schema: &Schema<'d>) {
        let mut pending = vec![schema.clone()];
        let mut visited = HashSet::new();
        while let Some(schema) = pending.pop() {
            if !visited.insert(schema.at.clone()) || visited.len() > MAX_SCHEMAS {
                continue;
            }
            for (node, at) in writer.members(schema.node, &schema.at) {
                let properties = node.get("properties").and_then(Node::as_object);
                let properties = properties.into_iter().flat_map(|map| map.keys());
                self.declared.extend(properties);
                let rest = ["additionalProperties", "unevaluatedProperties"];
                let mut rest = rest.iter().filter_map(|key| node.get(key));
                self.is_open |= rest.any(|rest| rest.as_bool() != Some(false));
                self.is_open |= node.get("patternProperties").is_some();
                pending.extend(further(node, &at));
            }
        }
    }
}

/// The schemas that may apply to the same object, besides those of `$ref` and `allOf`.
fn further<'d>(node: &'d Node, at: &Pointer) -> Vec<Schema<'d>> {
    let mut found = Vec::new();
    for key in LISTS {
        found.extend(items(node, at, key));
    }
    for key in CONDITIONAL {
        let schema = node.get(key);
        found.extend(schema.map(|node| Schema {
            node,
            at: at.child(key),
        }));
    }
    let dependent = entries(node, at, "dependentSchemas");
    found.extend(dependent.map(|(_, node, at)| Schema { node, at }));
    found
}

/// The schemas of a keyword whose value is an array. Those that the reader dropped are left out.
pub(super) fn items<'d>(node: &'d Node, at: &Pointer, keyword: &str) -> Vec<Schema<'d>> {
    let items = node.get(keyword).and_then(Node::as_array);
    let items = items.unwrap_or_default().iter().enumerate();
    let at = at.child(keyword);
    let schemas = items.filter(|(_, node)| matches!(node, Node::Object(_) | Node::Bool(_)));
    let schemas = schemas.map(|(index, node)| Schema {
        node,
        at: at.index(index),
    });
    schemas.collect()
}
