//! Values that may show the difference between two schemas: those at bounds, of other types, with other properties.

use std::collections::BTreeSet;

use oascribe_codegen::read::{Map, Node};

use super::super::admits::{Object, Shape, Types};
use super::numbers::{node, numbers};
use super::pattern::samples;
use super::sample::{MAX_SIZE, Sampler, UNDECLARED};

/// The number of properties that are tried one by one.
const MAX_PROPERTIES: usize = 60;

/// The number of alternatives that are tried in one list.
const MAX_MIXED: usize = 8;

/// Texts of different kinds, for patterns.
const TEXTS: [&str; 8] = ["", "a", "A", "0", "_", "-", " ", "é"];

/// An object with further entries, which replace those with the same names.
pub fn with(map: &Map, entries: impl IntoIterator<Item = (String, Node)>) -> Node {
    let entries: Map = entries.into_iter().collect();
    let own = map.iter().filter(|(key, _)| !entries.contains(key));
    let all = own.chain(entries.iter());
    Node::Object(
        all.map(|(key, value)| (key.to_owned(), value.clone()))
            .collect(),
    )
}

/// An object without a property.
pub fn without(map: &Map, name: &str) -> Node {
    let others = map.iter().filter(|(key, _)| *key != name);
    Node::Object(
        others
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect(),
    )
}

impl<'d> Sampler<'_, 'd> {
    /// Values of a type that a schema probably admits. `limits` are the schemas of the other side, whose bounds count, too.
    pub fn variants(&mut self, shape: &Shape<'d>, limits: &[Shape<'d>], of: Types) -> Vec<Node> {
        if let Some(values) = &shape.values {
            let values = values.iter().filter(|value| Types::of(value) == of);
            return values.map(|value| (*value).clone()).collect();
        }
        match of {
            Types::NULL => vec![Node::Null],
            Types::BOOLEAN => vec![Node::Bool(true), Node::Bool(false)],
            Types::INTEGER | Types::FRACTION => numbers(shape, limits, of),
            Types::STRING => self.strings(shape, limits),
            Types::ARRAY => self.arrays(shape, limits),
            _ => self.objects(shape, limits),
        }
    }

    fn strings(&mut self, shape: &Shape<'d>, limits: &[Shape<'d>]) -> Vec<Node> {
        let mut found = Vec::from_iter(self.of_type(shape, Types::STRING));
        let patterns = shape.texts("pattern").into_iter();
        let matching: Vec<_> = patterns.flat_map(samples).collect();
        let letter = matching.iter().find_map(|text| text.chars().last());
        let lengths = sizes(shape, limits, ["minLength", "maxLength"]);
        let padded = lengths.into_iter().flat_map(|length| {
            let text = matching.first().map_or("", String::as_str);
            let missing = length.saturating_sub(text.chars().count());
            let end = letter.unwrap_or('a').to_string().repeat(missing);
            let start: String = text.chars().take(length).collect();
            ["a".repeat(length), format!("{start}{end}")]
        });
        found.extend(padded.chain(matching.iter().cloned()).map(Node::String));
        found.extend(TEXTS.map(|text| Node::String(text.to_owned())));
        found
    }

    fn arrays(&mut self, shape: &Shape<'d>, limits: &[Shape<'d>]) -> Vec<Node> {
        let counts = sizes(shape, limits, ["minItems", "maxItems"]);
        let counts: Vec<_> = [0, 1, 2, 3].into_iter().chain(counts).collect();
        let mut found: Vec<_> = counts
            .into_iter()
            .filter_map(|count| self.array(shape, count))
            .collect();
        let item = shape.item(0);
        let shapes = self.shapes(&item);
        let items = shapes.iter().filter_map(|shape| self.of_shape(shape));
        let items: Vec<_> = items.collect();
        found.extend(self.mixed(&shapes).map(Node::Array));
        found.extend(items.into_iter().map(|item| Node::Array(vec![item])));
        if item.is_empty() {
            found.extend(undeclared().map(|item| Node::Array(vec![item])));
        }
        found
    }

    /// A list with an item of each alternative: the other side may allow only lists of one of them.
    fn mixed(&mut self, alternatives: &[Shape<'d>]) -> Option<Vec<Node>> {
        let alternatives = alternatives.iter().take(MAX_MIXED);
        let items = alternatives.filter_map(|shape| match self.complete(shape) {
            Some(object) => Some(Node::Object(object)),
            None => self.of_shape(shape),
        });
        let items: Vec<_> = items.collect();
        (items.len() > 1).then_some(items)
    }

    fn objects(&mut self, shape: &Shape<'d>, limits: &[Shape<'d>]) -> Vec<Node> {
        let Some(least) = self.object(shape) else {
            return Vec::new();
        };
        let object = self.declared(shape);
        let names: Vec<_> = object
            .properties
            .keys()
            .take(MAX_PROPERTIES)
            .copied()
            .collect();
        let mut optional = Vec::new();
        for name in names.iter().filter(|name| !least.contains(name)) {
            let value = self.property(shape, &object, name);
            optional.extend(value.map(|value| ((*name).to_owned(), value)));
        }
        let entries = mentioned(limits).into_iter().map(|name| {
            let value = optional.iter().find(|(known, _)| *known == name);
            let value = value.map_or(Node::String("a".to_owned()), |(_, value)| value.clone());
            (name, value)
        });
        let entries: Vec<_> = entries.collect();
        let mut found = vec![Node::Object(least.clone())];
        found.extend(optional.iter().map(|entry| with(&least, [entry.clone()])));
        found.push(with(&least, optional.iter().cloned()));
        found.extend(undeclared().map(|value| with(&least, [(UNDECLARED.to_owned(), value)])));
        let schemas = object.property(UNDECLARED);
        if let Some(value) = self.value(&schemas).filter(|_| !schemas.is_empty()) {
            found.push(with(&least, [(UNDECLARED.to_owned(), value)]));
        }
        for size in sizes(shape, limits, ["minProperties", "maxProperties"]) {
            let more = size.saturating_sub(least.len());
            let names = (0..more).map(|number| format!("{UNDECLARED}{number}"));
            let extra = names.map(|name| (name, Node::String("a".to_owned())));
            let entries = entries.iter().chain(&optional).cloned().chain(extra);
            found.push(with(&least, entries.take(more)));
        }
        let patterns = limits.iter().chain([shape]);
        let patterns = patterns.flat_map(|it| it.nested("patternProperties"));
        let names = patterns
            .flat_map(|at| at.all_entries())
            .flat_map(|(it, _)| samples(it));
        for (name, value) in names.flat_map(|name| undeclared().map(move |it| (name.clone(), it))) {
            found.push(with(&least, [(name, value)]));
        }
        found.extend(entries.iter().map(|entry| with(&least, [entry.clone()])));
        for (name, _) in &entries {
            let others = entries.iter().filter(|(other, _)| other != name);
            found.push(with(&least, others.cloned()));
        }
        found
    }

    /// An object with all its properties, each with its smallest value.
    pub fn complete(&mut self, shape: &Shape<'d>) -> Option<Map> {
        let least = self.object(shape)?;
        let object = self.declared(shape);
        let mut entries = Vec::new();
        for name in object.properties.keys().take(MAX_PROPERTIES) {
            let value = least.get(name).cloned();
            let value = value.or_else(|| self.property(shape, &object, name));
            entries.extend(value.map(|value| ((*name).to_owned(), value)));
        }
        match with(&least, entries) {
            Node::Object(map) => Some(map),
            _ => None,
        }
    }
}

/// Values of all types for something that is not declared.
fn undeclared() -> impl Iterator<Item = Node> {
    let text = Node::String("a".to_owned());
    let list = Node::Array(Vec::new());
    [
        text,
        node(1.0),
        node(0.5),
        Node::Bool(true),
        list,
        Node::Object(Map::default()),
        Node::Null,
    ]
    .into_iter()
}

/// The names of properties whose presence makes a difference.
fn mentioned(limits: &[Shape<'_>]) -> Vec<String> {
    let mut names = BTreeSet::new();
    for limit in limits {
        names.extend(Object::new(limit).required);
        let keywords = ["dependentRequired", "dependentSchemas"].into_iter();
        let maps = keywords.flat_map(|keyword| limit.nested(keyword));
        for (name, needed) in maps.flat_map(|at| at.all_entries()) {
            names.insert(name);
            let needed = needed.node.as_array().unwrap_or_default();
            names.extend(needed.iter().filter_map(Node::as_str));
        }
    }
    let names = names.into_iter().map(str::to_owned);
    names.take(MAX_PROPERTIES).collect()
}

/// Sizes at the bounds of both sides.
fn sizes(shape: &Shape<'_>, limits: &[Shape<'_>], keywords: [&str; 2]) -> Vec<usize> {
    let bounds = bounds(shape, limits, &keywords);
    let near = |it: f64| [it, it + 1.0, it - 1.0];
    let found = bounds.into_iter().flat_map(near);
    let found = found.filter(|it| *it >= 0.0 && *it <= MAX_SIZE as f64 * 20.0);
    found.map(|it| it as usize).collect()
}

/// The values of keywords on both sides.
fn bounds(shape: &Shape<'_>, limits: &[Shape<'_>], keywords: &[&str]) -> Vec<f64> {
    let shapes = limits.iter().chain([shape]);
    let found = shapes.flat_map(|shape| keywords.iter().flat_map(|it| shape.numbers(it)));
    let mut found: Vec<_> = found.collect();
    found.dedup();
    found
}
