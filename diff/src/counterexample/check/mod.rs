//! Whether a schema admits a value, by the rules of JSON Schema 2020-12.
//!
//! Unlike `admits`, which compares sets of values by the conventions of evolving APIs, this is the letter of the
//! specification, as `oascribe_codegen::json_schema` writes schemas: `format` and `discriminator` constrain nothing, and
//! properties that a direction does not have are neither required nor checked.

mod access;
mod arrays;
mod null;
mod objects;
mod prepared;
mod scalars;
mod unions;

use std::collections::HashSet;

use oascribe_codegen::read::keyword::is_annotation;
use oascribe_codegen::read::{Node, Version};

use super::super::admits::{Direction, Loose};
use super::super::schema::same_value;
use super::super::spec::{At, Spec};
pub use prepared::Memory;
use prepared::{Prepared, Reference};

/// The depth of schemas inside schemas. References between them may form a cycle.
const MAX_DEPTH: usize = 100;

/// Why a value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The keys and indices that lead to the refused part of the value.
    pub path: Vec<String>,
    /// The keyword that refuses it.
    pub keyword: &'static str,
}

/// Whether a value is admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    Admitted,
    /// All reasons that were found.
    Refused(Vec<Refusal>),
    /// It was not decided, because of this keyword.
    Undecided(&'static str),
}

impl Check {
    /// Both must hold.
    fn and(self, other: impl FnOnce() -> Check) -> Check {
        match (self, other()) {
            (Check::Refused(mut one), Check::Refused(other)) => {
                one.extend(other);
                Check::Refused(one)
            }
            (refused @ Check::Refused(_), _) | (_, refused @ Check::Refused(_)) => refused,
            (undecided @ Check::Undecided(_), _) => undecided,
            (Check::Admitted, other) => other,
        }
    }
}

/// The names of properties that the direction does not have.
type Hidden<'d> = HashSet<&'d str>;

/// How keywords are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// `None` if read-only and write-only properties count as any other.
    pub direction: Option<Direction>,
    /// Whether a value may match more than one alternative of a `oneOf`.
    pub is_lenient: bool,
    /// Where strings and scalars are the same.
    pub loose: Loose,
}

/// Checks values against the schemas of one document.
pub struct Checker<'c, 'd> {
    spec: &'d Spec,
    memory: &'c mut Memory<'d>,
    /// The number of schemas that may still be visited.
    budget: &'c mut usize,
    reading: Reading,
    path: Vec<String>,
    depth: usize,
}

impl<'c, 'd> Checker<'c, 'd> {
    pub fn new(
        spec: &'d Spec,
        memory: &'c mut Memory<'d>,
        budget: &'c mut usize,
        reading: Reading,
    ) -> Self {
        Self {
            spec,
            memory,
            budget,
            reading,
            path: Vec::new(),
            depth: 0,
        }
    }

    /// Whether all schemas admit a value.
    pub fn all(&mut self, value: &Node, roots: &[At<'d>]) -> Check {
        self.forms(value, &mut |checker, value| {
            roots.iter().fold(Check::Admitted, |check, root| {
                check.and(|| checker.schema(value, root, &Hidden::new()))
            })
        })
    }

    /// Whether a schema admits a part of the value, under a key or an index.
    fn part(&mut self, key: String, value: &Node, at: &At<'d>) -> Check {
        self.path.push(key);
        let check = self.all(value, std::slice::from_ref(at));
        self.path.pop();
        check
    }

    /// Applies a check to a value, and to the other values with the same text where types are not sent.
    fn forms(&mut self, value: &Node, check: &mut dyn FnMut(&mut Self, &Node) -> Check) -> Check {
        let first = check(self, value);
        let is_loose = match self.reading.loose {
            Loose::Nowhere => false,
            Loose::AtRoot => self.path.is_empty(),
            Loose::Everywhere => true,
        };
        if !is_loose || !matches!(first, Check::Refused(_)) {
            return first;
        }
        for form in scalars::same_text(value) {
            let found = check(self, &form);
            if !matches!(found, Check::Refused(_)) {
                return found;
            }
        }
        first
    }

    /// Whether the version of the document has its own dialect of schemas.
    fn is_legacy(&self) -> bool {
        self.spec.document().version <= Version::V3_0
    }

    fn refused(&self, keyword: &'static str) -> Check {
        let path = self.path.clone();
        Check::Refused(vec![Refusal { path, keyword }])
    }

    fn require(&self, holds: bool, keyword: &'static str) -> Check {
        match holds {
            true => Check::Admitted,
            false => self.refused(keyword),
        }
    }

    /// Whether a schema admits a value. `hidden` are the hidden properties of the schemas that apply with it.
    fn schema(&mut self, value: &Node, at: &At<'d>, hidden: &Hidden<'d>) -> Check {
        if *self.budget == 0 || self.depth > MAX_DEPTH {
            return Check::Undecided("$ref");
        }
        *self.budget -= 1;
        match at.node {
            Node::Bool(false) => return self.refused("not"),
            Node::Object(_) => {}
            _ => return Check::Admitted,
        }
        if value.is_null() && self.allows_null(at) {
            return Check::Admitted;
        }
        self.depth += 1;
        let check = self.keywords(value, at, hidden);
        self.depth -= 1;
        check
    }

    fn keywords(&mut self, value: &Node, at: &At<'d>, hidden: &Hidden<'d>) -> Check {
        let prepared = self.prepared(at);
        let check = match &prepared.reference {
            Reference::None => Check::Admitted,
            Reference::To(target) => self.schema(value, target, &Hidden::new()),
            Reference::Unresolved(keyword) => Check::Undecided(keyword),
        };
        if self.is_legacy() && !matches!(prepared.reference, Reference::None) {
            return check;
        }
        let all = &hidden.union(&prepared.hidden).copied().collect();
        let check = check.and(|| self.types(value, at));
        let check = check.and(|| self.listed(value, at));
        let check = check.and(|| match value {
            Node::Number(number) => self.number(number.as_f64(), at),
            Node::String(text) => self.string(text, at),
            Node::Array(items) => self.array(items, at),
            Node::Object(map) => self.object(map, (at, &prepared), all),
            Node::Null | Node::Bool(_) => Check::Admitted,
        });
        let check = check.and(|| self.unions(value, &prepared, all));
        check.and(|| self.conditions(value, at, all))
    }

    /// `type`.
    fn types(&self, value: &Node, at: &At<'d>) -> Check {
        let names = null::types(at);
        let is_integer = |node: &Node| node.as_f64().is_some_and(|it| it.fract() == 0.0);
        let is_of = |name: &str| match (name, value) {
            ("null", Node::Null)
            | ("boolean", Node::Bool(_))
            | ("number", Node::Number(_))
            | ("string", Node::String(_))
            | ("array", Node::Array(_))
            | ("object", Node::Object(_)) => true,
            ("integer", node) => is_integer(node),
            _ => false,
        };
        let is_admitted = names.is_empty() || names.into_iter().any(is_of);
        self.require(is_admitted, "type")
    }

    /// `enum` and `const`.
    fn listed(&self, value: &Node, at: &At<'d>) -> Check {
        let list = at.node.get("enum").and_then(Node::as_array);
        let is_listed = list.is_none_or(|list| list.iter().any(|it| same_value(it, value)));
        let constant = at.node.get("const");
        let is_constant = constant.is_none_or(|it| same_value(it, value));
        let check = self.require(is_listed, "enum");
        check.and(|| self.require(is_constant, "const"))
    }
}

/// Whether a schema has a keyword that constrains values, beside some keywords.
fn constrains(at: &At<'_>, beside: &[&str]) -> bool {
    let map = at.node.as_object();
    map.is_some_and(|map| {
        map.keys()
            .any(|key| !is_annotation(key) && !beside.contains(&key))
    })
}
