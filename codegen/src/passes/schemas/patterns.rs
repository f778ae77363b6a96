//! Reports patterns that emitted code can't check.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Ref, Rule};
use crate::passes::Context;
use crate::pattern;

pub fn run(api: &mut Api, _: &Context<'_>, diags: &mut Diagnostics) {
    let mut reported = BTreeSet::new();
    let mut report = |edge: &Ref| {
        for (text, keyword) in edge.rules.iter().flat_map(patterns) {
            let Err(reason) = pattern::convert(text) else {
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
fn patterns(rule: &Rule) -> Vec<(&str, &'static [&'static str])> {
    match rule {
        Rule::Pattern(text) => vec![(text, &["pattern"])],
        Rule::Keys(rules) => {
            let of_names = rules.iter().filter_map(|rule| match rule {
                Rule::Pattern(text) => Some(text.as_str()),
                _ => None,
            });
            of_names
                .map(|text| (text, ["propertyNames", "pattern"].as_slice()))
                .collect()
        }
        _ => Vec::new(),
    }
}
