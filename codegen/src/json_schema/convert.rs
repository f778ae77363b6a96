//! Converts schemas, and collects those that they refer to.

use std::collections::HashSet;

use serde_json::{Map as Json, Value, json};

use super::dynamic::{ROOT_ID, is_anchor};
use super::index::Target;
use super::value::{INEXACT, value};
use super::{DIALECT, Direction, Omitted, Writer};
use crate::read::keyword::{Place, is_annotation, place};
use crate::read::{Map, Node};
use crate::source::Pointer;

/// One document that is being written.
pub(super) struct Convert<'w, 'd> {
    pub(super) writer: &'w Writer<'d>,
    pub(super) definitions: Json<String, Value>,
    /// The schema resource that is being written, if it has dynamic anchors.
    pub(super) resource: Option<Pointer>,
    /// Whether such a resource is part of the document.
    pub(super) has_resources: bool,
    direction: Direction,
    reached: HashSet<Target>,
    pending: Vec<Target>,
    omitted: Vec<Omitted>,
}

/// The names of properties that the direction does not have.
type Hidden<'d> = HashSet<&'d str>;

impl<'w, 'd> Convert<'w, 'd> {
    pub(super) fn new(writer: &'w Writer<'d>, direction: Direction) -> Self {
        Self {
            writer,
            definitions: Json::new(),
            resource: None,
            has_resources: false,
            direction,
            reached: HashSet::new(),
            pending: Vec::new(),
            omitted: Vec::new(),
        }
    }

    /// Writes everything that was reached, and completes the root.
    pub(super) fn finish(mut self, mut root: Json<String, Value>) -> (Value, Vec<Omitted>) {
        while let Some(target) = self.pending.pop() {
            let definition = self.definition(target);
            let name = self.writer.index.name(target).to_owned();
            self.definitions.insert(name, definition);
        }
        root.insert("$schema".to_owned(), DIALECT.into());
        if self.has_resources {
            root.insert("$id".to_owned(), ROOT_ID.into());
        }
        if !self.definitions.is_empty() {
            root.insert("$defs".to_owned(), Value::Object(self.definitions));
        }
        self.omitted.sort_by(|one, other| one.at.cmp(&other.at));
        (Value::Object(root), self.omitted)
    }

    /// Makes a schema part of the document.
    pub(super) fn reach(&mut self, target: Target) {
        if self.reached.insert(target) {
            self.pending.push(target);
        }
    }

    /// Reports something that is not written.
    pub(super) fn omit(&mut self, at: Pointer, reason: impl Into<String>) {
        let reason = reason.into();
        self.omitted.push(Omitted { at, reason });
    }

    fn definition(&mut self, target: Target) -> Value {
        let Some(schema) = self.writer.index.schema(target) else {
            return Value::Bool(true);
        };
        if !self.writer.index.resources.contains(&schema.at) {
            return self.schema(schema.node, &schema.at);
        }
        let id = self.resource_id(&schema.at);
        self.resource = Some(schema.at.clone());
        let mut written = self.schema(schema.node, &schema.at);
        self.resource = None;
        if let (Value::Object(written), Some(id)) = (&mut written, id) {
            written.insert("$id".to_owned(), id.into());
        }
        written
    }

    /// Converts a schema.
    pub(super) fn schema(&mut self, node: &'d Node, at: &Pointer) -> Value {
        self.schema_with(node, at, &Hidden::new())
    }

    /// Converts a schema that applies together with others, which declare the hidden properties.
    fn schema_with(&mut self, node: &'d Node, at: &Pointer, hidden: &Hidden<'d>) -> Value {
        let map = match node {
            Node::Bool(value) => return Value::Bool(*value),
            Node::Object(map) => map,
            _ => {
                self.omit(at.clone(), "this is no schema");
                return Value::Bool(true);
            }
        };
        let index = &self.writer.index;
        if index.resources.contains(at) && self.resource.as_ref() != Some(at) {
            let target = index.get(at).map(|target| self.reference_to(target));
            return json!({ "$ref": target });
        }
        let mut out = Json::new();
        // These versions ignore constraints beside a reference.
        let is_reference = self.writer.is_legacy && map.contains("$ref");
        let mut all = self.writer.hidden(node, at, self.direction);
        all.extend(hidden);
        for (key, value) in map.iter() {
            let is_ignored = is_reference && key != "$ref" && !is_annotation(key);
            if let Some(written) = (!is_ignored)
                .then(|| self.keyword(key, value, at, &all, &mut out))
                .flatten()
            {
                out.insert(key.to_owned(), written);
            }
        }
        self.examples(map, at, &mut out);
        self.typed(map, at, out)
    }

    /// Converts the value of a keyword. Returns `None` if it is not written, or under another keyword.
    fn keyword(
        &mut self,
        key: &str,
        node: &'d Node,
        at: &Pointer,
        hidden: &Hidden<'d>,
        out: &mut Json<String, Value>,
    ) -> Option<Value> {
        match (key, node) {
            ("$ref", Node::String(reference)) => {
                self.static_reference(reference, at, key, out);
                None
            }
            ("$dynamicRef", Node::String(reference)) => {
                self.dynamic_reference(reference, at, out);
                None
            }
            ("$dynamicAnchor", Node::String(name)) => {
                let is_written = self.resource.is_some() && is_anchor(name);
                is_written.then(|| name.clone().into())
            }
            // Definitions are written if something refers to them. Those of a resource may be dynamic anchors.
            ("$defs", _) if self.resource.is_none() => None,
            // Written with other keywords, or replaced by `$defs`.
            (
                "$anchor" | "$id" | "$schema" | "$vocabulary" | "definitions" | "example"
                | "examples" | "nullable" | "type",
                _,
            ) => None,
            ("$recursiveAnchor" | "$recursiveRef" | "dependencies", _) => {
                self.omit(at.child(key), "this is no keyword of JSON Schema 2020-12");
                None
            }
            ("discriminator", _) => self.discriminator(node, at),
            ("required", Node::Array(names)) => Some(required(names, hidden)),
            ("dependentRequired", Node::Object(map)) => {
                let entries = map.iter().filter(|(name, _)| !hidden.contains(name));
                let names = |node: &'d Node| required(node.as_array().unwrap_or_default(), hidden);
                let entries = entries.map(|(key, node)| (key.to_owned(), names(node)));
                Some(Value::Object(entries.collect()))
            }
            ("pattern", Node::String(pattern)) => self.pattern(pattern, &at.child(key)),
            ("multipleOf", Node::Number(number)) if number.as_f64() <= 0.0 => {
                self.omit(at.child(key), "`multipleOf` must be greater than zero");
                None
            }
            _ => match place(key) {
                Some(place) => self.applicator(key, place, node, &at.child(key), hidden),
                None => self.exact(node, &at.child(key)),
            },
        }
    }

    /// Converts a keyword with schemas in its value.
    fn applicator(
        &mut self,
        key: &str,
        place: Place,
        node: &'d Node,
        at: &Pointer,
        hidden: &Hidden<'d>,
    ) -> Option<Value> {
        let none = Hidden::new();
        let hidden = match applies_to_same_value(key) {
            true => hidden,
            false => &none,
        };
        // Removing a property there would reject values instead of accepting them.
        let direction = self.direction;
        if matches!(key, "not" | "if") {
            self.direction = Direction::Any;
        }
        let written = match (place, node) {
            (Place::Value, _) => Some(self.schema_with(node, at, hidden)),
            (Place::Items, Node::Array(items)) => self.items(key, items, at, hidden),
            (Place::Entries, Node::Object(map)) => Some(self.entries(key, map, at, hidden)),
            _ => None,
        };
        self.direction = direction;
        written
    }

    /// Converts an array of schemas. Those that the reader dropped are left out.
    fn items(
        &mut self,
        key: &str,
        items: &'d [Node],
        at: &Pointer,
        hidden: &Hidden<'d>,
    ) -> Option<Value> {
        let mut written = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match (item, key) {
                (Node::Null, "prefixItems") => written.push(Value::Bool(true)),
                (Node::Null, _) => {}
                _ => written.push(self.schema_with(item, &at.index(index), hidden)),
            }
        }
        if written.is_empty() {
            self.omit(at.clone(), "the array contains no schema");
            return None;
        }
        Some(Value::Array(written))
    }

    fn entries(&mut self, key: &str, map: &'d Map, at: &Pointer, hidden: &Hidden<'d>) -> Value {
        let mut written = Json::new();
        for (name, node) in map.iter() {
            let at = at.child(name);
            let is_written = match key {
                "properties" => !self.writer.hides(node, &at, self.direction),
                "patternProperties" => self.pattern(name, &at).is_some(),
                _ => true,
            };
            if is_written {
                written.insert(name.to_owned(), self.schema_with(node, &at, hidden));
            }
        }
        Value::Object(written)
    }

    fn pattern(&mut self, pattern: &str, at: &Pointer) -> Option<Value> {
        if self.writer.index.is_valid_pattern(pattern) {
            return Some(pattern.into());
        }
        let reason = format!("`{pattern}` is no regular expression of ECMAScript");
        self.omit(at.clone(), reason);
        None
    }

    /// Collects the examples. OpenAPI has one more under `example`.
    fn examples(&mut self, map: &Map, at: &Pointer, out: &mut Json<String, Value>) {
        let mut examples = Vec::new();
        match map.get("examples") {
            Some(Node::Array(items)) => {
                let at = at.child("examples");
                for (index, item) in items.iter().enumerate() {
                    examples.extend(self.exact(item, &at.index(index)));
                }
            }
            Some(_) => self.omit(at.child("examples"), "`examples` must be an array"),
            None => {}
        }
        let single = map.get("example");
        let single = single.and_then(|example| self.exact(example, &at.child("example")));
        examples.extend(single.filter(|example| !examples.contains(example)));
        if !examples.is_empty() {
            out.insert("examples".to_owned(), Value::Array(examples));
        }
    }

    /// Converts a value that is no schema.
    fn exact(&mut self, node: &Node, at: &Pointer) -> Option<Value> {
        let written = value(node);
        if written.is_none() {
            self.omit(at.clone(), INEXACT);
        }
        written
    }
}

/// Whether the schemas of a keyword apply to the same value as the schema around them, and may be stricter for it.
fn applies_to_same_value(keyword: &str) -> bool {
    matches!(
        keyword,
        "allOf" | "anyOf" | "dependentSchemas" | "else" | "oneOf" | "then"
    )
}

/// The names of required properties, each once, without those that the direction does not have.
fn required(names: &[Node], hidden: &Hidden<'_>) -> Value {
    let mut written: Vec<&str> = Vec::new();
    for name in names.iter().filter_map(Node::as_str) {
        if !hidden.contains(name) && !written.contains(&name) {
            written.push(name);
        }
    }
    json!(written)
}
