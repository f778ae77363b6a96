//! The smallest values that a schema admits.
//!
//! They are a guess, which the checker confirms or not: conditions and unions that exclude each other are not solved.

use foldhash::HashMap;
use oascribe_codegen::read::{Map, Node, Number};

use super::super::admits::{Direction, Object, Prover, Shape, Sub, Types};
use super::super::spec::At;
use super::numbers::number;
use super::pattern::samples;

/// The depth of nested values.
const MAX_DEPTH: usize = 16;

/// The longest array or string, and the number of properties, that is made to satisfy a bound.
pub const MAX_SIZE: usize = 300;

/// The number of alternatives that are tried.
const MAX_ALTERNATIVES: usize = 12;

/// The name of a property that no schema declares.
pub const UNDECLARED: &str = "undeclared";

/// Makes values of one side of a comparison.
pub struct Sampler<'p, 'd> {
    pub prover: &'p mut Prover<'d>,
    side: Sub,
    direction: Direction,
    known: &'p mut Known,
    depth: usize,
}

/// The values of schemas, by side, direction and address. `None` while one is being made.
pub type Known = HashMap<(Sub, Direction, Vec<usize>), Option<Node>>;

impl<'p, 'd> Sampler<'p, 'd> {
    pub fn new(
        prover: &'p mut Prover<'d>,
        known: &'p mut Known,
        side: Sub,
        direction: Direction,
    ) -> Self {
        Self {
            prover,
            side,
            direction,
            known,
            depth: 0,
        }
    }

    /// The alternatives of a schema: those that are not only null come first.
    pub fn shapes(&mut self, roots: &[At<'d>]) -> Vec<Shape<'d>> {
        let shapes = self.prover.shapes(self.side, roots);
        let mut shapes: Vec<_> = shapes
            .iter()
            .flat_map(|shapes| shapes.iter().cloned())
            .collect();
        shapes.sort_by_key(|shape| shape.types == Types::NULL);
        shapes.truncate(MAX_ALTERNATIVES);
        shapes
    }

    /// A value that all schemas at some nodes admit.
    pub fn value(&mut self, roots: &[At<'d>]) -> Option<Node> {
        let addresses = roots.iter().map(At::address).collect();
        let key = (self.side, self.direction, addresses);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.depth > MAX_DEPTH {
            return None;
        }
        self.known.insert(key.clone(), None);
        self.depth += 1;
        let shapes = self.shapes(roots);
        let value = shapes.iter().find_map(|shape| self.of_shape(shape));
        self.depth -= 1;
        self.known.insert(key, value.clone());
        value
    }

    /// A value of a schema without alternatives.
    pub fn of_shape(&mut self, shape: &Shape<'d>) -> Option<Node> {
        if let Some(values) = &shape.values {
            let is_of = |value: &&&Node| shape.types.contains(Types::of(value));
            return values.iter().find(is_of).map(|value| (*value).clone());
        }
        let mut types = preferred(shape);
        types.retain(|of| shape.types.contains(*of));
        types.into_iter().find_map(|of| self.of_type(shape, of))
    }

    /// A value of one type.
    pub fn of_type(&mut self, shape: &Shape<'d>, of: Types) -> Option<Node> {
        match of {
            Types::NULL => Some(Node::Null),
            Types::BOOLEAN => Some(Node::Bool(true)),
            Types::INTEGER | Types::FRACTION => number(shape, of),
            Types::STRING => string(shape),
            Types::ARRAY => self.array(shape, 0),
            _ => self.object(shape).map(Node::Object),
        }
    }

    /// An array of at least some items.
    pub fn array(&mut self, shape: &Shape<'d>, least: usize) -> Option<Node> {
        let wanted = shape.largest("minItems").unwrap_or(0.0) as usize;
        let contains = shape.nested("contains");
        let is_unique = shape.flag("uniqueItems");
        let count = wanted.max(least).max(usize::from(!contains.is_empty()));
        if count > MAX_SIZE {
            return None;
        }
        let mut items = Vec::new();
        for index in 0..count {
            let mut schemas = shape.item(index);
            schemas.extend(contains.iter().cloned());
            let mut item = match schemas.is_empty() {
                true => Node::String("a".to_owned()),
                false => self.value(&schemas)?,
            };
            if is_unique && items.contains(&item) {
                item = self.other(&schemas, &items)?;
            }
            items.push(item);
        }
        Some(Node::Array(items))
    }

    /// A value that is none of others.
    fn other(&mut self, roots: &[At<'d>], others: &[Node]) -> Option<Node> {
        let shapes = self.shapes(roots);
        let listed = shapes
            .iter()
            .flat_map(|shape| shape.values.iter().flatten());
        let listed = listed.map(|value| (*value).clone());
        let more = (0..=others.len()).flat_map(|number| {
            let text = Node::String("a".repeat(number + 1));
            [text, Node::Number(Number::Int(number as i128))]
        });
        let is_of = |value: &Node| {
            let mut shapes = shapes.iter();
            shapes.any(|shape| shape.types.contains(Types::of(value)) || shape.parts.is_empty())
        };
        let mut found = listed.chain(more).filter(|value| !others.contains(value));
        found.find(|value| roots.is_empty() || is_of(value))
    }

    /// An object with its required properties.
    pub fn object(&mut self, shape: &Shape<'d>) -> Option<Map> {
        let object = self.declared(shape);
        let mut entries: Vec<(String, Node)> = Vec::new();
        for name in &object.required {
            let value = self.property(shape, &object, name)?;
            entries.push(((*name).to_owned(), value));
        }
        let tags = shape.tags.iter();
        for tags in tags.filter(|tags| !object.required.contains(tags.property.as_str())) {
            let value = self.property(shape, &object, &tags.property)?;
            entries.push((tags.property.clone(), value));
        }
        let least = shape.largest("minProperties").unwrap_or(0.0) as usize;
        let mut optional = object.properties.keys();
        while entries.len() < least.min(MAX_SIZE) {
            let name = match optional.next() {
                Some(name) => (*name).to_owned(),
                None => format!("{UNDECLARED}{}", entries.len()),
            };
            if entries.iter().all(|(known, _)| *known != name) {
                let value = self.property(shape, &object, &name)?;
                entries.push((name, value));
            }
        }
        Some(entries.into_iter().collect())
    }

    /// The properties of an object, without those that the direction does not have.
    pub fn declared(&self, shape: &Shape<'d>) -> Object<'d> {
        let mut object = Object::new(shape);
        let hidden = object.hide(self.prover.side(self.side), self.direction.hidden());
        object.properties.retain(|name, _| !hidden.contains(name));
        object
    }

    /// A value of a property.
    pub fn property(&mut self, shape: &Shape<'d>, object: &Object<'d>, name: &str) -> Option<Node> {
        let schemas = object.property(name);
        let tags = shape.tags.iter().find(|tags| tags.property == name);
        if let Some(value) = tags.and_then(|tags| tags.values.first()) {
            return Some(Node::String(value.clone()));
        }
        match schemas.is_empty() {
            true => Some(Node::String("a".to_owned())),
            false => self.value(&schemas),
        }
    }
}

/// The types of a schema: the one that its keywords are about comes first.
fn preferred(shape: &Shape<'_>) -> Vec<Types> {
    let has = |keyword| shape.parts.iter().any(|part| part.get(keyword).is_some());
    let first = match () {
        () if has("properties") || has("required") => Some(Types::OBJECT),
        () if has("items") || has("prefixItems") => Some(Types::ARRAY),
        () if has("minimum") || has("maximum") || has("multipleOf") => Some(Types::INTEGER),
        () => None,
    };
    let rest = [
        Types::STRING,
        Types::INTEGER,
        Types::FRACTION,
        Types::BOOLEAN,
        Types::ARRAY,
        Types::OBJECT,
        Types::NULL,
    ];
    first.into_iter().chain(rest).collect()
}

/// A text with the format, the pattern and the length of a schema.
fn string(shape: &Shape<'_>) -> Option<Node> {
    let patterns = shape.texts("pattern");
    let least = shape.largest("minLength").unwrap_or(0.0) as usize;
    if least > MAX_SIZE {
        return None;
    }
    let documented = shape.parts.iter().flat_map(|part| {
        let keys = ["example", "default"].into_iter();
        keys.filter_map(|key| part.node.get(key))
    });
    let is_short = |node: &&Node| node.as_str().is_some_and(|text| text.len() <= 40);
    let mut documented = documented.filter(is_short);
    let is_within = |node: &Node| super::super::admits::is_within(node, shape);
    let text = |text: &str| Node::String(text.to_owned());
    if let Some(pattern) = patterns.iter().next() {
        let samples = samples(pattern).into_iter().map(Node::String);
        return documented.cloned().chain(samples).find(is_within);
    }
    let format = shape.texts("format").into_iter().find_map(of_format);
    let plain = "a".repeat(least.max(1));
    let candidates = [format.map(text), Some(text(&plain)), Some(text(""))];
    let mut candidates = candidates.into_iter().flatten();
    candidates
        .find(is_within)
        .or_else(|| documented.next().cloned())
}

/// A text of a format.
fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date" => "2024-01-31",
        "date-time" => "2024-01-31T12:00:00Z",
        "time" => "12:00:00Z",
        "duration" => "P1D",
        "email" | "idn-email" => "a@example.com",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "uri" | "url" => "https://example.com/",
        "uuid" => "00000000-0000-4000-8000-000000000000",
        "byte" => "YQ==",
        _ => return None,
    })
}
