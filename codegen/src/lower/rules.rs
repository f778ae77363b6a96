//! Constraints (OpenAPI 3.0.4, section 4.8.24; JSON Schema Validation draft 00, section 5).

use super::flag;
use crate::ir::{Bound, Rule};
use crate::read::{Node, Number};

/// The constraints of a schema; minima come before maxima.
pub(super) fn rules(node: &Node) -> Vec<Rule> {
    let count = |key: &str| node.get(key).and_then(Node::as_u64);
    let at_least = |key: &str| count(key).filter(|minimum| *minimum > 0);
    let bound = |key: &str| node.get(key).and_then(Node::as_number).map(exact);
    let maximum = match flag(node, "exclusiveMaximum") {
        true => Rule::ExclusiveMaximum,
        false => Rule::Maximum,
    };
    let minimum = match flag(node, "exclusiveMinimum") {
        true => Rule::ExclusiveMinimum,
        false => Rule::Minimum,
    };
    let pattern = node.get("pattern").and_then(Node::as_str);
    let rules = [
        bound("multipleOf").map(Rule::MultipleOf),
        bound("minimum").map(minimum),
        bound("maximum").map(maximum),
        at_least("minLength").map(Rule::MinLength),
        count("maxLength").map(Rule::MaxLength),
        pattern.map(|pattern| Rule::Pattern(pattern.to_owned())),
        at_least("minItems").map(Rule::MinItems),
        count("maxItems").map(Rule::MaxItems),
        flag(node, "uniqueItems").then_some(Rule::UniqueItems),
        at_least("minProperties").map(Rule::MinProperties),
        count("maxProperties").map(Rule::MaxProperties),
        keys(node).map(Rule::Keys),
        only(node).map(Rule::Only),
    ];
    rules.into_iter().flatten().collect()
}

/// The lengths and patterns of `propertyNames`, which OpenAPI supports since 3.1.
fn keys(node: &Node) -> Option<Vec<Rule>> {
    let names = node.get("propertyNames");
    let mut rules = rules(names.or_else(|| node.get("x-propertyNames"))?);
    rules.retain(|rule| {
        matches!(
            rule,
            Rule::MinLength(_) | Rule::MaxLength(_) | Rule::Pattern(_)
        )
    });
    (!rules.is_empty()).then_some(rules)
}

/// The only boolean that a schema allows. Returns `None` if it allows both.
fn only(node: &Node) -> Option<bool> {
    let listed = node.get("enum").and_then(Node::as_array);
    let listed = listed.unwrap_or_default().iter().chain(node.get("const"));
    let mut values = listed.filter_map(Node::as_bool);
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// The bound as a number: integers stay exact, however large.
fn exact(number: Number) -> Bound {
    match number {
        Number::Int(value) => Bound::Int(value),
        Number::Float(value) => Bound::Float(value),
    }
}
