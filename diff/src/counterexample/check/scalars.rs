//! Numbers and strings.

use oascribe_codegen::read::{Node, Number};

use super::super::super::spec::{At, shown};
use super::{Check, Checker};

impl<'d> Checker<'_, 'd> {
    pub(super) fn number(&self, number: f64, at: &At<'d>) -> Check {
        let limit = |keyword: &str| at.node.get(keyword).and_then(Node::as_f64);
        let is = |keyword: &str, test: fn(f64, f64) -> bool| {
            limit(keyword).is_none_or(|limit| test(number, limit))
        };
        let check = self.require(is("minimum", |it, least| it >= least), "minimum");
        let check = check.and(|| self.require(is("maximum", |it, most| it <= most), "maximum"));
        let is_above = is("exclusiveMinimum", |it, limit| it > limit);
        let check = check.and(|| self.require(is_above, "exclusiveMinimum"));
        let is_below = is("exclusiveMaximum", |it, limit| it < limit);
        let check = check.and(|| self.require(is_below, "exclusiveMaximum"));
        check.and(
            || match limit("multipleOf").filter(|factor| *factor > 0.0) {
                None => Check::Admitted,
                Some(factor) => self.multiple(number, factor),
            },
        )
    }

    /// `multipleOf`. Validators disagree about fractions that are not exact.
    fn multiple(&self, number: f64, factor: f64) -> Check {
        let quotient = number / factor;
        let is_exact = number.fract() == 0.0 && factor.fract() == 0.0;
        match (quotient - quotient.round()).abs() {
            0.0 => Check::Admitted,
            rest if is_exact || rest > 1e-6 => self.refused("multipleOf"),
            _ => Check::Undecided("multipleOf"),
        }
    }

    pub(super) fn string(&mut self, text: &str, at: &At<'d>) -> Check {
        let size = text.chars().count() as f64;
        let check = self.sizes(size, at, ["minLength", "maxLength"]);
        let Some(pattern) = at.text("pattern") else {
            return check;
        };
        check.and(|| match self.memory.patterns.matches(pattern, text) {
            Some(matches) => self.require(matches, "pattern"),
            // A pattern that is no regular expression is not written.
            None => Check::Undecided("pattern"),
        })
    }

    /// A lower and an upper bound of a length or a number of items or properties.
    pub(super) fn sizes(&self, size: f64, at: &At<'d>, [least, most]: [&'static str; 2]) -> Check {
        let limit = |keyword: &str| at.node.get(keyword).and_then(Node::as_f64);
        let is_enough = limit(least).is_none_or(|limit| size >= limit);
        let is_within = limit(most).is_none_or(|limit| size <= limit);
        let check = self.require(is_enough, least);
        check.and(|| self.require(is_within, most))
    }
}

/// The other values that are the same text where types are not sent, as in forms and query strings.
pub fn same_text(value: &Node) -> Vec<Node> {
    let Node::String(text) = value else {
        return match value {
            Node::Bool(_) | Node::Number(_) => vec![Node::String(shown(value))],
            _ => Vec::new(),
        };
    };
    let number = text.parse().map(Number::Int);
    let number = number.or_else(|_| text.parse().map(Number::Float));
    let number = number.ok().filter(|it| it.as_f64().is_finite());
    let boolean = text.parse().ok().map(Node::Bool);
    number
        .map(Node::Number)
        .into_iter()
        .chain(boolean)
        .collect()
}
