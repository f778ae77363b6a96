//! Whether a schema admits a certain value.

use oascribe_codegen::read::Node;

use super::super::schema::same_value;
use super::super::spec::At;
use super::mode::Mode;
use super::objects::Object;
use super::prover::Prover;
use super::scalars::is_any_pattern;
use super::shape::{Shape, Types};
use super::verdict::Verdict;

/// Keywords that are not evaluated.
const OPAQUE: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "contains",
    "patternProperties",
    "propertyNames",
    "dependentSchemas",
    "dependentRequired",
];

impl<'d> Prover<'d> {
    /// Whether the schemas at some nodes, all of which must match, admit a value.
    pub fn admits(&mut self, value: &Node, roots: &[At<'d>], mode: Mode) -> Verdict {
        let Some(shapes) = self.shapes(mode.sup_side(), roots) else {
            return Verdict::Undefined;
        };
        let mut verdict = Verdict::no(format!("the value `{}`", super::super::spec::shown(value)));
        for shape in shapes.iter() {
            verdict = verdict.or(|| self.admitted(value, shape, mode));
        }
        verdict
    }

    /// Whether a schema without alternatives admits a value.
    pub fn admitted(&mut self, value: &Node, shape: &Shape<'d>, mode: Mode) -> Verdict {
        let of = Types::of(value);
        let refused = || Verdict::no(format!("the value `{}`", super::super::spec::shown(value)));
        if of == Types::NULL && shape.types.contains(of) {
            return Verdict::Yes;
        }
        let is_listed = |values: &Vec<&Node>| values.iter().any(|it| same_value(it, value));
        let is_string = mode.loose != super::Loose::Nowhere && shape.types.contains(Types::STRING);
        if !shape.values.as_ref().is_none_or(is_listed) || !shape.types.contains(of) && !is_string {
            return refused();
        }
        match is_within(value, shape) {
            true => self
                .inside(value, shape, mode)
                .and(|| undecided(value, shape)),
            false => refused(),
        }
    }

    /// Items and properties.
    fn inside(&mut self, value: &Node, shape: &Shape<'d>, mode: Mode) -> Verdict {
        let mut verdict = Verdict::Yes;
        match value {
            Node::Array(items) => {
                let schemas = shape.nested("items");
                for item in items {
                    verdict = verdict.and(|| self.admits(item, &schemas, mode.inner()));
                }
            }
            Node::Object(map) => {
                let object = Object::new(shape);
                if let Some(name) = object.required.iter().find(|name| !map.contains(name)) {
                    return Verdict::no(format!("the required property `{name}`"));
                }
                for (name, value) in map.iter() {
                    let schemas = object.property(name);
                    verdict = verdict.and(|| self.admits(value, &schemas, mode.inner()));
                }
            }
            _ => {}
        }
        verdict
    }
}

/// Whether a value is within the bounds of a schema.
pub fn is_within(value: &Node, shape: &Shape<'_>) -> bool {
    match value {
        Node::Number(number) => is_in_range(shape, number.as_f64()),
        Node::String(text) => {
            let length = text.chars().count() as f64;
            is_between(shape, length, ["minLength", "maxLength"])
        }
        Node::Array(items) => is_between(shape, items.len() as f64, ["minItems", "maxItems"]),
        Node::Object(map) => {
            is_between(shape, map.len() as f64, ["minProperties", "maxProperties"])
        }
        _ => true,
    }
}

/// Whether a number is within the bounds of a schema.
pub fn is_in_range(shape: &Shape<'_>, number: f64) -> bool {
    let all =
        |keyword: &str, test: &dyn Fn(f64) -> bool| shape.numbers(keyword).into_iter().all(test);
    all("minimum", &|it| number >= it)
        && all("maximum", &|it| number <= it)
        && all("exclusiveMinimum", &|it| number > it)
        && all("exclusiveMaximum", &|it| number < it)
        && all("multipleOf", &|it| (number / it).fract() == 0.0)
}

fn is_between(shape: &Shape<'_>, size: f64, [least, most]: [&str; 2]) -> bool {
    shape.largest(least).is_none_or(|it| size >= it)
        && shape.smallest(most).is_none_or(|it| size <= it)
}

/// Keywords that this comparison does not evaluate.
fn undecided(value: &Node, shape: &Shape<'_>) -> Verdict {
    let mut keywords = OPAQUE.iter();
    if let Some(keyword) = keywords.find(|keyword| !shape.nested(keyword).is_empty()) {
        return Verdict::unknown(format!("`{keyword}`"));
    }
    let patterns = shape.texts("pattern");
    match value {
        Node::String(_) if patterns.iter().any(|it| !is_any_pattern(it)) => {
            Verdict::unknown("`pattern`")
        }
        _ => Verdict::Yes,
    }
}
