//! A normalized view of a schema.
//!
//! References are followed, keywords beside `$ref` are included, and the notations of nullable schemas are unified.

use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::IndexMap;
use oascribe_codegen::read::{Node, string_format};
use oascribe_codegen::source::Pointer;

use super::super::spec::{At, Spec};

/// Keywords about the usage of a value, which a nullable wrapper can have.
const OF_USE: &[&str] = &["default", "deprecated", "readOnly", "writeOnly"];

/// The number of objects that a schema may consist of.
const MAX_PARTS: usize = 64;

/// A schema: the objects that it consists of.
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    /// Objects beside references, the object itself, then the members of `allOf`.
    parts: Vec<At<'d>>,
    /// The index of the object itself, after which the members of `allOf` are.
    main: usize,
    /// The wrapper that made it nullable.
    wrap: Option<At<'d>>,
}

impl<'d> Schema<'d> {
    /// The schema at some nodes, all of which must match. Returns `None` if a reference can't be resolved.
    pub fn open(spec: &'d Spec, roots: &[At<'d>]) -> Option<Self> {
        let mut parts = Vec::new();
        for at in roots {
            parts.extend(spec.open(at.clone())?);
        }
        let main = parts.len().checked_sub(1)?;
        let wrap = None;
        let schema = Self { parts, main, wrap };
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
        if only.has_rules(&[&[keyword, "nullable"], OF_USE].concat()) {
            return None;
        }
        let compositions = only.get(keyword)?.items();
        let (nulls, others): (Vec<_>, Vec<_>) = compositions.into_iter().partition(is_null);
        let ([_, ..], [other]) = (nulls.as_slice(), others.as_slice()) else {
            return None;
        };
        let parts = spec.open(other.clone())?;
        Some(Self {
            main: parts.len().checked_sub(1)?,
            parts,
            wrap: Some(only.clone()),
        })
    }

    /// The schema with the members of its `allOf`.
    pub fn flattened(&self, spec: &'d Spec) -> Self {
        let mut flat = self.clone();
        let mut next = 0;
        while next < flat.parts.len() && flat.parts.len() < MAX_PARTS {
            let members = flat.parts[next].get("allOf");
            for member in members.map_or(Vec::new(), |at| at.items()) {
                for part in spec.open(member).unwrap_or_default() {
                    let mut known = flat.parts.iter();
                    if known.all(|known| known.address() != part.address()) {
                        flat.parts.push(part);
                    }
                }
            }
            next += 1;
        }
        flat
    }

    /// A key that is unique in the document.
    pub fn key(&self) -> (Vec<usize>, bool) {
        let own = self.parts.iter().take(self.main + 1);
        (own.map(At::address).collect(), self.wrap.is_some())
    }

    /// The object itself.
    pub fn own(&self) -> Option<&At<'d>> {
        self.parts.get(self.main)
    }

    pub fn pointer(&self) -> Option<Pointer> {
        Some(self.own()?.pointer.clone())
    }

    /// The name, if it is a component.
    pub fn name(&self) -> Option<Rc<str>> {
        self.own()?.component().map(Rc::from)
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
        let is_all = !only.has_rules(&beside);
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

    /// A keyword of the object itself, not of the members of `allOf`.
    pub fn get_own(&self, keyword: &str) -> Option<At<'d>> {
        let mut own = self.parts.iter().take(self.main + 1);
        own.find_map(|part| part.get(keyword))
    }

    /// The strictest number of a bound.
    pub fn number(&self, keyword: &str) -> Option<f64> {
        let parts = self.parts.iter();
        let numbers = parts.filter_map(|part| part.node.get(keyword)?.as_f64());
        let is_maximum = keyword.starts_with("max") || keyword == "exclusiveMaximum";
        numbers.reduce(if is_maximum { f64::min } else { f64::max })
    }

    /// The properties in the order of the document. Each has several schemas if members of `allOf` declare it again.
    pub fn properties(&self) -> IndexMap<&'d str, Vec<At<'d>>> {
        let mut found: IndexMap<&'d str, Vec<At<'d>>> = IndexMap::new();
        let maps = self.parts.iter().filter_map(|part| part.get("properties"));
        for (name, at) in maps.flat_map(|map| map.all_entries()) {
            found.entry(name).or_default().push(at);
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
        let of_part = |part: &At<'d>| -> Option<BTreeSet<&'d str>> {
            let texts = match part.node.get("type")? {
                Node::String(text) => vec![text.as_str()],
                Node::Array(items) => items.iter().filter_map(Node::as_str).collect(),
                _ => return None,
            };
            Some(texts.into_iter().filter(|text| *text != "null").collect())
        };
        let types = self.parts.iter().filter_map(of_part);
        let common =
            |one: BTreeSet<&'d str>, other: BTreeSet<&'d str>| match one.is_disjoint(&other) {
                true => one,
                false => one.intersection(&other).copied().collect(),
            };
        types.reduce(common).unwrap_or_default()
    }

    /// The values of a keyword that lists values, without null.
    pub fn values(&self, keyword: &str) -> Option<Vec<At<'d>>> {
        let lists = self.parts.iter().filter_map(|part| part.get(keyword));
        let lists = lists.map(|list| list.items());
        let common = |one: Vec<At<'d>>, other: Vec<At<'d>>| {
            let is_listed = |at: &At<'d>| other.iter().any(|it| it.node == at.node);
            one.into_iter().filter(is_listed).collect()
        };
        let mut values = lists.reduce(common)?;
        values.retain(|at| !at.node.is_null());
        Some(values)
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

/// `{type: "null"}`, with or without annotations.
pub fn is_null(at: &At<'_>) -> bool {
    at.text("type") == Some("null") && !at.has_rules(&["type"])
}
