//! Everything in the schemas of a document that must be known before one of them is written.

use std::collections::{HashMap, HashSet};

use super::dynamic::{Resources, is_anchor, resource_of};
use super::keyword::subschemas;
use super::names::Names;
use super::reference::{mapping, resolve, resolve_mapping};
use super::{Schema, messages};
use crate::pattern::is_valid;
use crate::read::{Document, Map, Node};
use crate::source::Pointer;

/// The number of a schema in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Target(usize);

/// The schemas that can be in `$defs`.
pub(super) struct Index<'d> {
    schemas: Vec<Schema<'d>>,
    names: Vec<String>,
    /// The schemas that are referred to, and components. Others are written where they are.
    shared: HashSet<Target>,
    by_pointer: HashMap<Pointer, Target>,
    pub(super) resources: Resources,
    /// Patterns that are no regular expressions of ECMAScript.
    invalid_patterns: HashSet<&'d str>,
    visited: HashSet<Pointer>,
}

impl<'d> Index<'d> {
    /// Visits all schemas of a document.
    pub(super) fn new(doc: &'d Document) -> Self {
        let mut index = Self {
            schemas: Vec::new(),
            names: Vec::new(),
            shared: HashSet::new(),
            by_pointer: HashMap::new(),
            resources: Resources::default(),
            invalid_patterns: HashSet::new(),
            visited: HashSet::new(),
        };
        for (_, schema) in messages::components(doc) {
            index.share(schema);
        }
        for message in messages::all(doc) {
            index.add(message.schema);
        }
        let mut next = 0;
        while let Some(schema) = index.schemas.get(next).cloned() {
            index.walk(doc, schema);
            next += 1;
        }
        let mut names = Names::default();
        let unique = index
            .schemas
            .iter()
            .map(|schema| names.unique(doc, &schema.at));
        index.names = unique.collect();
        index
    }

    /// Returns a schema that has a name, or `None` if it has none.
    pub(super) fn get(&self, at: &Pointer) -> Option<Target> {
        self.by_pointer.get(at).copied()
    }

    /// Like [`Index::get`], but returns `None` too if nothing refers to the schema.
    pub(super) fn shared(&self, at: &Pointer) -> Option<Target> {
        self.get(at).filter(|target| self.shared.contains(target))
    }

    pub(super) fn name(&self, target: Target) -> &str {
        self.names.get(target.0).map_or("", String::as_str)
    }

    pub(super) fn schema(&self, target: Target) -> Option<&Schema<'d>> {
        self.schemas.get(target.0)
    }

    /// Whether a pattern is a regular expression of ECMAScript.
    pub(super) fn is_valid_pattern(&self, pattern: &str) -> bool {
        !self.invalid_patterns.contains(pattern)
    }

    fn add(&mut self, schema: Schema<'d>) -> Target {
        let next = Target(self.schemas.len());
        let target = *self.by_pointer.entry(schema.at.clone()).or_insert(next);
        if target == next {
            self.schemas.push(schema);
        }
        target
    }

    fn share(&mut self, schema: Schema<'d>) {
        let target = self.add(schema);
        self.shared.insert(target);
    }

    /// Visits a schema and all schemas in it.
    fn walk(&mut self, doc: &'d Document, schema: Schema<'d>) {
        let mut pending = vec![(schema.node, schema.at)];
        while let Some((node, at)) = pending.pop() {
            let Node::Object(map) = node else { continue };
            if self.visited.insert(at.clone()) {
                self.visit(doc, map, &at);
                pending.extend(subschemas(map, &at).into_iter().rev());
            }
        }
    }

    fn visit(&mut self, doc: &'d Document, map: &'d Map, at: &Pointer) {
        for key in ["$ref", "$dynamicRef"] {
            let reference = map.get(key).and_then(Node::as_str);
            if let Some((node, at)) = reference.and_then(|it| resolve(doc, it, at)) {
                self.share(Schema { node, at });
            }
        }
        for (_, value) in map.get("discriminator").into_iter().flat_map(mapping) {
            if let Some((node, at)) = resolve_mapping(doc, value, at) {
                self.share(Schema { node, at });
            }
        }
        let anchor = map.get("$dynamicAnchor").and_then(Node::as_str);
        if let Some(anchor) = anchor.filter(|anchor| is_anchor(anchor))
            && let Some((node, resource)) = resource_of(doc, at)
        {
            self.resources.add(&resource, anchor);
            self.share(Schema { node, at: resource });
        }
        let patterns = map.get("patternProperties").and_then(Node::as_object);
        let patterns = patterns.into_iter().flat_map(Map::keys);
        for pattern in patterns.chain(map.get("pattern").and_then(Node::as_str)) {
            if !is_valid(pattern) {
                self.invalid_patterns.insert(pattern);
            }
        }
    }
}
