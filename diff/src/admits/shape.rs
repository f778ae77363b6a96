//! A schema without alternatives: some schemas that must all match.

use std::collections::BTreeSet;

use oascribe_codegen::read::{Node, Schema};

use super::super::schema::same_value;
use super::super::spec::At;
use super::side::{is_anything, is_nothing};

/// A set of types of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Types(u8);

impl Types {
    pub const NULL: Types = Types(1);
    pub const BOOLEAN: Types = Types(2);
    pub const INTEGER: Types = Types(4);
    /// Numbers that are no integers.
    pub const FRACTION: Types = Types(8);
    pub const STRING: Types = Types(16);
    pub const ARRAY: Types = Types(32);
    pub const OBJECT: Types = Types(64);
    const NONE: Types = Types(0);
    const ALL: Types = Types(127);

    pub const EACH: [Types; 7] = [
        Types::NULL,
        Types::BOOLEAN,
        Types::INTEGER,
        Types::FRACTION,
        Types::STRING,
        Types::ARRAY,
        Types::OBJECT,
    ];

    pub fn contains(self, other: Types) -> bool {
        self.0 & other.0 == other.0
    }

    fn of_name(name: &str) -> Types {
        match name {
            "null" => Types::NULL,
            "boolean" => Types::BOOLEAN,
            "integer" => Types::INTEGER,
            "number" => Types(Types::INTEGER.0 | Types::FRACTION.0),
            "string" => Types::STRING,
            "array" => Types::ARRAY,
            "object" => Types::OBJECT,
            _ => Types::NONE,
        }
    }

    /// The type of a value.
    pub fn of(value: &Node) -> Types {
        match value {
            Node::Null => Types::NULL,
            Node::Bool(_) => Types::BOOLEAN,
            Node::Number(number) if number.as_f64().fract() == 0.0 => Types::INTEGER,
            Node::Number(_) => Types::FRACTION,
            Node::String(_) => Types::STRING,
            Node::Array(_) => Types::ARRAY,
            Node::Object(_) => Types::OBJECT,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Types::NULL => "null",
            Types::BOOLEAN => "boolean",
            Types::INTEGER => "integer",
            Types::FRACTION => "number",
            Types::STRING => "string",
            Types::ARRAY => "array",
            _ => "object",
        }
    }
}

/// The values of a discriminator that lead to an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    pub property: String,
    pub values: Vec<String>,
}

/// A schema without alternatives.
#[derive(Clone, Debug)]
pub struct Shape<'d> {
    pub parts: Vec<At<'d>>,
    pub types: Types,
    /// The values of `enum` and `const`.
    pub values: Option<Vec<&'d Node>>,
    pub tags: Option<Tags>,
    /// Properties that have a certain value.
    pub fixed: Vec<(String, &'d Node)>,
    /// The names of the alternatives that it consists of.
    pub names: Vec<String>,
}

impl<'d> Shape<'d> {
    /// The schema of null.
    pub fn null() -> Self {
        Self {
            parts: Vec::new(),
            types: Types::NULL,
            values: None,
            tags: None,
            fixed: Vec::new(),
            names: Vec::new(),
        }
    }

    pub fn new(parts: Vec<At<'d>>, tags: Option<Tags>, names: Vec<String>) -> Self {
        let mut shape = Self {
            types: Types::ALL,
            values: None,
            parts,
            tags,
            fixed: Vec::new(),
            names,
        };
        let mut types = Types::ALL;
        for part in &shape.parts {
            types = Types(types.0 & types_of(part.node).0);
        }
        shape.types = types;
        let is_whole = |factor: f64| factor > 0.0 && factor.fract() == 0.0;
        if shape.numbers("multipleOf").into_iter().any(is_whole) {
            shape.types.0 &= !Types::FRACTION.0;
        }
        shape.values = shape.listed();
        shape
    }

    /// Whether it has a keyword for values of a type that it does not allow: the author meant something else.
    pub fn is_contradictory(&self) -> bool {
        const KEYWORDS: &[(Types, &[&str])] = &[
            (Types::STRING, &["minLength", "maxLength"]),
            (Types::ARRAY, &["items", "minItems", "maxItems"]),
            (
                Types::OBJECT,
                &["properties", "minProperties", "maxProperties"],
            ),
        ];
        let has = |keyword: &&str| self.parts.iter().any(|part| part.get(keyword).is_some());
        let is_excluded = |types: &Types| !self.types.contains(*types);
        let mut excluded = KEYWORDS.iter().filter(|(types, _)| is_excluded(types));
        let is_of_strings = |format: &&str| super::scalars::STRINGS.contains(format);
        let has_format =
            !self.types.contains(Types::STRING) && self.texts("format").iter().any(is_of_strings);
        let refuses_own = || {
            self.values
                .iter()
                .flatten()
                .any(|value| !super::values::is_within(value, self))
        };
        let has_values = self.types != Types::NONE && self.types != Types::NULL;
        has_values
            && (excluded.any(|(_, keywords)| keywords.iter().any(has))
                || has_format
                || refuses_own())
    }

    /// The values that `enum` and `const` list. Null is one of the types instead.
    fn listed(&self) -> Option<Vec<&'d Node>> {
        let mut found: Option<Vec<&'d Node>> = None;
        for part in &self.parts {
            let list = part.node.get("enum").and_then(Node::as_array);
            let list = list.map(|list| list.iter().collect::<Vec<_>>());
            let one = part.node.get("const").map(|value| vec![value]);
            for list in [list, one].into_iter().flatten() {
                found = Some(match found {
                    None => list,
                    Some(before) => {
                        let is_listed = |value: &&Node| list.iter().any(|it| same_value(it, value));
                        before.into_iter().filter(is_listed).collect()
                    }
                });
            }
        }
        found
    }

    /// The numbers that a keyword has in all parts.
    pub fn numbers(&self, keyword: &str) -> Vec<f64> {
        let parts = self.parts.iter();
        parts
            .filter_map(|part| part.node.get(keyword)?.as_f64())
            .collect()
    }

    /// The largest number of a keyword.
    pub fn largest(&self, keyword: &str) -> Option<f64> {
        self.numbers(keyword).into_iter().reduce(f64::max)
    }

    /// The smallest number of a keyword.
    pub fn smallest(&self, keyword: &str) -> Option<f64> {
        self.numbers(keyword).into_iter().reduce(f64::min)
    }

    /// The different texts that a keyword has in all parts.
    pub fn texts(&self, keyword: &str) -> BTreeSet<&'d str> {
        self.parts
            .iter()
            .filter_map(|part| part.text(keyword))
            .collect()
    }

    /// The subschemas of a keyword in all parts, without those that admit everything.
    pub fn nested(&self, keyword: &str) -> Vec<At<'d>> {
        let found = self.parts.iter().filter_map(|part| part.get(keyword));
        found.filter(|at| !is_anything(at.node)).collect()
    }

    pub fn flag(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.flag(keyword))
    }
}

/// The types that one schema allows by itself.
fn types_of(node: &Node) -> Types {
    if is_nothing(node) {
        return Types::NONE;
    }
    let names = match node.get("type") {
        Some(Node::String(name)) => vec![name.as_str()],
        Some(Node::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
        _ if Schema::new(node).is_encoded_string() => vec!["string"],
        _ => Vec::new(),
    };
    let union = |types: Types, name: &str| Types(types.0 | Types::of_name(name).0);
    match names.as_slice() {
        [] => Types(Types::ALL.0 & !forbidden_null(node).0),
        names => names.iter().copied().fold(Types::NONE, union),
    }
}

/// Null, if a schema without `type` lists its values without null.
fn forbidden_null(node: &Node) -> Types {
    let is_nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
    let list = node.get("enum").and_then(Node::as_array);
    let lacks = list.is_some_and(|list| !list.iter().any(Node::is_null));
    let differs = node.get("const").is_some_and(|value| !value.is_null());
    match (lacks || differs) && !is_nullable {
        true => Types::NULL,
        false => Types::NONE,
    }
}
