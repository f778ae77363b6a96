//! Reports patterns that emitted code can't check.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Pattern, Ref, Rule};
use crate::passes::Context;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let mut reported = BTreeSet::new();
    let mut report = |edge: &Ref| {
        for (pattern, keyword) in edge.rules.iter().flat_map(patterns) {
            let Err(reason) = pattern.expression() else {
                continue;
            };
            let at = keyword
                .iter()
                .fold(edge.at.clone(), |at, key| at.child(key));
            if reported.insert(at.to_string()) {
                let message = format!("a pattern is not checked: {reason}");
                let found = Diagnostic::new(codes::UNCHECKED_PATTERN, message).at(&at);
                diags.push(found.label("values are sent without this check"));
            }
        }
    };
    let operations = api.operations.iter();
    let sent = operations.flat_map(|operation| operation.sent());
    let types = api.types.iter().filter(|ty| ty.usage.sent);
    for edge in sent.chain(types.flat_map(|ty| ty.kind.edges())) {
        edge.each(&mut report);
    }
}

/// The patterns of a rule, with the keywords that lead to them.
fn patterns(rule: &Rule) -> Vec<(&Pattern, &'static [&'static str])> {
    match rule {
        Rule::Pattern(pattern) => vec![(pattern, &["pattern"])],
        Rule::Keys(rules) => {
            let of_names = rules.iter().filter_map(|rule| match rule {
                Rule::Pattern(pattern) => Some(pattern),
                _ => None,
            });
            of_names
                .map(|pattern| (pattern, ["propertyNames", "pattern"].as_slice()))
                .collect()
        }
        _ => Vec::new(),
    }
}
