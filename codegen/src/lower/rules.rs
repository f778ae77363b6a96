//! Constraints (JSON Schema 2020-12 Validation, section 6).

use super::flag;
use crate::ir::{Bound, Pattern, Rule};
use crate::read::{Limit, Node, Number, Schema};

/// The constraints of a schema; minima come before maxima.
pub(super) fn rules(schema: Schema<'_>) -> Vec<Rule> {
    let count = |key: &str| schema.get(key).and_then(Node::as_u64);
    let at_least = |key: &str| count(key).filter(|minimum| *minimum > 0);
    let multiple = schema.get("multipleOf").and_then(Node::as_number);
    let minimum = schema.minimum().map(|limit| match limit {
        Limit::Inclusive(bound) => Rule::Minimum(exact(bound)),
        Limit::Exclusive(bound) => Rule::ExclusiveMinimum(exact(bound)),
    });
    let maximum = schema.maximum().map(|limit| match limit {
        Limit::Inclusive(bound) => Rule::Maximum(exact(bound)),
        Limit::Exclusive(bound) => Rule::ExclusiveMaximum(exact(bound)),
    });
    let pattern = schema.get("pattern").and_then(Node::as_str);
    let rules = [
        multiple.map(|number| Rule::MultipleOf(exact(number))),
        minimum,
        maximum,
        at_least("minLength").map(Rule::MinLength),
        count("maxLength").map(Rule::MaxLength),
        pattern.map(|pattern| Rule::Pattern(Pattern::new(pattern))),
        at_least("minItems").map(Rule::MinItems),
        count("maxItems").map(Rule::MaxItems),
        flag(schema, "uniqueItems").then_some(Rule::UniqueItems),
        at_least("minProperties").map(Rule::MinProperties),
        count("maxProperties").map(Rule::MaxProperties),
        keys(schema).map(Rule::Keys),
        only(schema).map(Rule::Only),
    ];
    rules.into_iter().flatten().collect()
}

/// The lengths and patterns of `propertyNames`, which OpenAPI supports since 3.1.
fn keys(schema: Schema<'_>) -> Option<Vec<Rule>> {
    let names = schema.get("propertyNames");
    let names = names.or_else(|| schema.get("x-propertyNames"))?;
    let mut rules = rules(Schema::new(names));
    rules.retain(|rule| {
        matches!(
            rule,
            Rule::MinLength(_) | Rule::MaxLength(_) | Rule::Pattern(_)
        )
    });
    (!rules.is_empty()).then_some(rules)
}

/// The only boolean that a schema allows. Returns `None` if it allows both.
fn only(schema: Schema<'_>) -> Option<bool> {
    let listed = schema.get("enum").and_then(Node::as_array);
    let listed = listed.unwrap_or_default().iter().chain(schema.get("const"));
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
