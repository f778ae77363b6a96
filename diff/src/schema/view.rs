//! A normalized view of a schema.
//!
//! References are followed, keywords beside `$ref` are included, and the notations of nullable schemas are unified.

use std::collections::BTreeSet;
use std::rc::Rc;

use oascribe_codegen::read::{Node, string_format};
use oascribe_codegen::source::Pointer;

use super::super::spec::{At, Siblings, Spec};

/// Annotations: keywords that do not constrain values.
pub const NOTES: &[&str] = &[
    "title",
    "description",
    "summary",
    "example",
    "examples",
    "externalDocs",
    "$comment",
    "xml",
];

/// Keywords about the usage of a value, which a nullable wrapper can have.
const OF_USE: &[&str] = &["default", "deprecated", "readOnly", "writeOnly"];

/// The depth of nested `allOf` that is merged.
const MAX_DEPTH: usize = 16;

/// A schema: the objects that it consists of.
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    /// The object itself, then the objects that are merged into it.
    parts: Vec<At<'d>>,
    /// The wrapper that made it nullable.
    wrap: Option<At<'d>>,
}

impl<'d> Schema<'d> {
    /// The schema at a node. Returns `None` if its reference can't be resolved.
    pub fn open(spec: &'d Spec, at: At<'d>) -> Option<Self> {
        let siblings = spec.siblings();
        let outer = at.clone();
        let target = spec.follow(at)?;
        let mut parts = vec![target.at];
        if siblings == Siblings::Count && target.reference.is_some() && has_rules(&outer, &["$ref"])
        {
            parts.insert(0, outer);
        }
        let schema = Self { parts, wrap: None };
        Some(schema.without_wrap(spec).unwrap_or(schema))
    }

    /// Reads `oneOf: [X, {type: null}]` as nullable X.
    fn without_wrap(&self, spec: &'d Spec) -> Option<Self> {
        let [only] = self.parts.as_slice() else {
            return None;
        };
        let keyword = ["oneOf", "anyOf"]
            .into_iter()
            .find(|key| only.get(key).is_some())?;
        if has_rules(only, &[&[keyword, "nullable"], OF_USE].concat()) {
            return None;
        }
        let compositions = only.get(keyword)?.items();
        let (nulls, others): (Vec<_>, Vec<_>) = compositions.into_iter().partition(is_null);
        let ([_, ..], [other]) = (nulls.as_slice(), others.as_slice()) else {
            return None;
        };
        let target = spec.follow(other.clone())?;
        Some(Self {
            parts: vec![target.at],
            wrap: Some(only.clone()),
        })
    }

    /// The schema with the members of its `allOf` merged.
    pub fn flattened(&self, spec: &'d Spec) -> Self {
        let mut flat = self.clone();
        let mut next = 0;
        while next < flat.parts.len() && flat.parts.len() < MAX_DEPTH * 4 {
            for member in flat.parts[next]
                .get("allOf")
                .map_or(Vec::new(), |at| at.items())
            {
                if let Some(target) = spec.follow(member)
                    && flat
                        .parts
                        .iter()
                        .all(|part| part.address() != target.at.address())
                {
                    flat.parts.push(target.at);
                }
            }
            next += 1;
        }
        flat
    }

    /// A key that is unique in the document.
    pub fn key(&self) -> (usize, bool) {
        (
            self.parts.first().map_or(0, At::address),
            self.wrap.is_some(),
        )
    }

    pub fn pointer(&self) -> Option<Pointer> {
        self.parts.last().map(|part| part.pointer.clone())
    }

    /// The name, if it is a component.
    pub fn name(&self) -> Option<Rc<str>> {
        self.parts.last()?.component().map(Rc::from)
    }

    /// The object, if it is a single one.
    pub fn only(&self) -> Option<At<'d>> {
        match (self.parts.as_slice(), &self.wrap) {
            ([only], None) => Some(only.clone()),
            _ => None,
        }
    }

    /// The alternatives, if the schema is only a `oneOf` or `anyOf`.
    pub fn union(&self) -> Option<(&'static str, Vec<At<'d>>)> {
        let only = self.only()?;
        let keyword = ["oneOf", "anyOf"]
            .into_iter()
            .find(|key| only.get(key).is_some())?;
        let beside = [&[keyword, "nullable", "discriminator"], OF_USE].concat();
        let is_all = !has_rules(&only, &beside);
        is_all.then(|| (keyword, self.list(keyword)))
    }

    /// The value of a keyword.
    pub fn get(&self, keyword: &str) -> Option<At<'d>> {
        let wrap = self.wrap.iter().filter(|_| OF_USE.contains(&keyword));
        let mut parts = wrap.chain(&self.parts);
        parts.find_map(|part| part.get(keyword))
    }

    /// The items of a list.
    pub fn list(&self, keyword: &str) -> Vec<At<'d>> {
        self.get(keyword).map_or(Vec::new(), |at| at.items())
    }

    pub fn text(&self, keyword: &str) -> Option<&'d str> {
        self.get(keyword)?.node.as_str()
    }

    /// The format of strings, also if a content keyword states it.
    pub fn format(&self) -> &'d str {
        let text = |keyword: &str| self.text(keyword).unwrap_or_default();
        let media_type = text("contentMediaType");
        string_format(text("format"), text("contentEncoding"), media_type)
    }

    pub fn flag(&self, keyword: &str) -> bool {
        let mut parts = self.wrap.iter().chain(&self.parts);
        parts.any(|part| part.flag(keyword))
    }

    pub fn number(&self, keyword: &str) -> Option<f64> {
        self.parts
            .iter()
            .find_map(|part| part.node.get(keyword)?.as_f64())
    }

    /// Whether the schema only has annotations.
    pub fn is_note(&self) -> bool {
        self.parts.iter().all(|part| !has_rules(part, &[])) && self.wrap.is_none()
    }

    /// The properties in the order of the document.
    pub fn properties(&self) -> Vec<(&'d str, At<'d>)> {
        let mut found: Vec<(&'d str, At<'d>)> = Vec::new();
        let mut names = BTreeSet::new();
        for part in &self.parts {
            let Some(map) = part.get("properties") else {
                continue;
            };
            let entries = map.node.as_object().into_iter().flat_map(|map| map.iter());
            for (name, node) in entries {
                if names.insert(name) {
                    let pointer = map.pointer.child(name);
                    found.push((name, At { node, pointer }));
                }
            }
        }
        found
    }

    /// The names of the required properties.
    pub fn required(&self) -> BTreeSet<&'d str> {
        let lists = self
            .parts
            .iter()
            .filter_map(|part| part.node.get("required"));
        let items = lists.flat_map(|list| list.as_array().unwrap_or_default());
        items.filter_map(Node::as_str).collect()
    }

    /// The types without null. Empty if any type is allowed.
    pub fn types(&self) -> BTreeSet<&'d str> {
        let Some(at) = self.get("type") else {
            return BTreeSet::new();
        };
        let texts = match at.node {
            Node::String(text) => vec![text.as_str()],
            Node::Array(items) => items.iter().filter_map(Node::as_str).collect(),
            _ => Vec::new(),
        };
        texts.into_iter().filter(|text| *text != "null").collect()
    }

    /// Whether null is allowed: by `type`, by a wrapper, or by `nullable` without `type`.
    pub fn is_nullable(&self) -> bool {
        self.wrap.is_some() || self.null().is_some()
    }

    /// The location of the keyword or type that allows null.
    pub fn null(&self) -> Option<Pointer> {
        let types = self.get("type");
        let types = types.into_iter().flat_map(|types| match types.node {
            Node::Array(_) => types.items(),
            _ => vec![types],
        });
        let mut nulls = types.filter(|at| at.node.as_str() == Some("null"));
        let nullable = || self.get("nullable").filter(|_| self.flag("nullable"));
        nulls.next().or_else(nullable).map(|at| at.pointer)
    }
}

/// Whether a schema has constraints, except some keywords.
fn has_rules(at: &At<'_>, beside: &[&str]) -> bool {
    match at.node {
        Node::Object(map) => map
            .keys()
            .any(|key| !NOTES.contains(&key) && !beside.contains(&key) && !key.starts_with("x-")),
        Node::Bool(allowed) => !allowed,
        _ => false,
    }
}

/// `{type: "null"}`, with or without annotations.
pub fn is_null(at: &At<'_>) -> bool {
    at.text("type") == Some("null") && !has_rules(at, &["type"])
}
