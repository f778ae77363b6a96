//! Objects.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use oascribe_codegen::read::Node;

use super::super::spec::At;
use super::mode::Mode;
use super::prover::Prover;
use super::shape::Shape;
use super::side::{Side, is_anything, is_nothing};
use super::verdict::Verdict;

/// Keywords that are compared as they are written.
const OPAQUE: &[&str] = &["dependentRequired"];

/// Keywords with subschemas by name.
const NAMED: &[&str] = &["patternProperties", "dependentSchemas"];

/// The keywords of objects in all parts of a schema.
pub struct Object<'d> {
    /// The schemas of each property.
    pub properties: IndexMap<&'d str, Vec<At<'d>>>,
    pub required: BTreeSet<&'d str>,
    /// The schemas of undeclared properties. Empty if they are not restricted.
    pub additional: Vec<At<'d>>,
    has_patterns: bool,
}

impl<'d> Object<'d> {
    pub fn new(shape: &Shape<'d>) -> Self {
        let mut properties: IndexMap<&'d str, Vec<At<'d>>> = IndexMap::new();
        let mut required = BTreeSet::new();
        for part in &shape.parts {
            let map = part.get("properties");
            for (name, at) in map.iter().flat_map(At::all_entries) {
                properties.entry(name).or_default().push(at);
            }
            let names = part.node.get("required").and_then(Node::as_array);
            required.extend(names.into_iter().flatten().filter_map(Node::as_str));
        }
        let keywords = ["additionalProperties", "unevaluatedProperties"];
        let additional = keywords.iter().flat_map(|keyword| shape.nested(keyword));
        Self {
            properties,
            required,
            additional: additional.collect(),
            has_patterns: !shape.nested("patternProperties").is_empty(),
        }
    }

    /// The schemas of a property. Empty if it is not restricted.
    pub fn property(&self, name: &str) -> Vec<At<'d>> {
        match self.properties.get(name) {
            Some(declared) => declared
                .iter()
                .filter(|at| !is_anything(at.node))
                .cloned()
                .collect(),
            None if self.has_patterns => Vec::new(),
            None => self.additional.clone(),
        }
    }

    /// Removes the properties that are not sent: they may be missing.
    pub fn hide(&mut self, side: &Side<'d>, keyword: &str) -> BTreeSet<&'d str> {
        let is_hidden = |(name, declared): (&&'d str, &Vec<At<'d>>)| {
            side.flag(declared, keyword).then_some(*name)
        };
        let hidden: BTreeSet<_> = self.properties.iter().filter_map(is_hidden).collect();
        self.required.retain(|name| !hidden.contains(name));
        hidden
    }

    fn declares(&self, name: &str) -> bool {
        self.properties.contains_key(name)
    }
}

/// Whether all objects of one schema are objects of the other.
pub fn objects<'d>(
    prover: &mut Prover<'d>,
    sub: &Shape<'d>,
    sup: &Shape<'d>,
    mode: Mode,
) -> Verdict {
    let (mut own, mut wanted) = (Object::new(sub), Object::new(sup));
    let mut hidden = own.hide(prover.sub(mode), mode.direction.hidden());
    hidden.extend(wanted.hide(prover.sup(mode), mode.direction.hidden()));
    let is_present = |name: &&&str| {
        let tags = sub.tags.iter().map(|tags| tags.property.as_str());
        let fixed = sub.fixed.iter().map(|(name, _)| name.as_str());
        own.required.contains(**name) || tags.chain(fixed).any(|it| it == **name)
    };
    if let Some(name) = wanted.required.iter().find(|name| !is_present(name)) {
        return Verdict::no(format!("the required property `{name}`"));
    }
    let verdict = sizes(sub, sup);
    let verdict = verdict.and(|| prover.opaque(sub, sup, OPAQUE, mode));
    let verdict = verdict.and(|| prover.named(sub, sup, NAMED, mode));
    let mut verdict = verdict.and(|| names(prover, sub, sup, mode));
    let all: BTreeSet<_> = own
        .properties
        .keys()
        .chain(wanted.properties.keys())
        .copied()
        .collect();
    for name in all.difference(&hidden) {
        verdict = verdict.and(|| property(prover, sub, (&own, &wanted), name, mode));
    }
    verdict.and(|| additional(prover, &own, &wanted, mode))
}

fn sizes(sub: &Shape<'_>, sup: &Shape<'_>) -> Verdict {
    let least = |shape: &Shape<'_>| shape.largest("minProperties").unwrap_or(0.0);
    let most = |shape: &Shape<'_>| shape.smallest("maxProperties").unwrap_or(f64::INFINITY);
    match () {
        () if least(sub) < least(sup) => Verdict::no("`minProperties`"),
        () if most(sub) > most(sup) => Verdict::no("`maxProperties`"),
        () => Verdict::Yes,
    }
}

/// The names of properties, which are strings anyway.
fn names<'d>(prover: &mut Prover<'d>, sub: &Shape<'d>, sup: &Shape<'d>, mode: Mode) -> Verdict {
    let is_restriction = |at: &At<'d>| {
        let map = at.node.as_object();
        let is_type =
            |(key, value): (&str, &Node)| key == "type" && value.as_str() == Some("string");
        !map.is_some_and(|map| map.iter().all(is_type))
    };
    let restrictions = |shape: &Shape<'d>| -> Vec<At<'d>> {
        let found = shape.nested("propertyNames").into_iter();
        found.filter(is_restriction).collect()
    };
    let (own, wanted) = (restrictions(sub), restrictions(sup));
    match (own.is_empty(), wanted.is_empty()) {
        (_, true) => Verdict::Yes,
        (true, false) => Verdict::no("`propertyNames`"),
        (false, false) => prover.includes(&own, &wanted, mode.inner()),
    }
}

fn property<'d>(
    prover: &mut Prover<'d>,
    sub: &Shape<'d>,
    (own, wanted): (&Object<'d>, &Object<'d>),
    name: &str,
    mode: Mode,
) -> Verdict {
    let limits = wanted.property(name);
    if limits.is_empty() {
        return Verdict::Yes;
    }
    if let Some((_, value)) = sub.fixed.iter().find(|(property, _)| property == name) {
        return prover.admits(value, &limits, mode);
    }
    let declared = own.property(name);
    let is_open = declared.is_empty() && !own.declares(name);
    match is_open {
        // Senders do not send what their own schema does not declare.
        true if !mode.strict => Verdict::Yes,
        _ if declared.iter().any(|at| is_nothing(at.node)) => Verdict::Yes,
        _ if limits.iter().any(|at| is_nothing(at.node)) => {
            Verdict::no(format!("the property `{name}`"))
        }
        _ => prover.includes(&declared, &limits, mode.inner()),
    }
}

/// Undeclared properties.
fn additional<'d>(
    prover: &mut Prover<'d>,
    own: &Object<'d>,
    wanted: &Object<'d>,
    mode: Mode,
) -> Verdict {
    let is_closed = own.additional.iter().any(|at| is_nothing(at.node));
    match () {
        () if wanted.additional.is_empty() || is_closed => Verdict::Yes,
        () if own.additional.is_empty() => Verdict::no("`additionalProperties`"),
        () => prover.includes(&own.additional, &wanted.additional, mode.inner()),
    }
}
