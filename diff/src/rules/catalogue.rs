//! All rules with their ids: `oascribe rules` lists them, and settings may name them.

use std::collections::HashSet;
use std::sync::LazyLock;

use oascribe_codegen::diag::similar;

use super::Usage;
use super::document::RULES;
use super::example::{Example, Table};
use super::schema::SCHEMA_RULES;
use crate::Level;
use crate::render::{Terms, filled};

/// A rule: the name of a kind of change, and how severe it is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The id, as in findings, `[diff.severity]` and ignore files.
    pub id: String,
    /// The level, unless a project changes it. A finding has a lower one where the values that both
    /// schemas admit show that clients are affected less.
    pub level: Level,
    /// What happened. `A` and `B` stand for values or names.
    pub title: String,
    /// What it means for clients.
    pub why: &'static str,
    /// Two documents, operations or schemas that differ by such a change.
    pub example: Option<Example>,
}

static RULES_BY_ID: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules: Vec<Rule> = document_rules().chain(schema_rules()).collect();
    let mut ids = HashSet::new();
    // Usages without levels of their own share the rules of a more general one.
    rules.retain(|rule| ids.insert(rule.id.clone()));
    rules.sort_by(|one, other| one.id.cmp(&other.id));
    rules
});

/// All rules, in alphabetical order.
///
/// ```
/// let rules = oascribe_diff::rules();
/// assert!(rules.iter().any(|rule| rule.id == "request-parameter-became-required"));
/// ```
pub fn rules() -> &'static [Rule] {
    &RULES_BY_ID
}

/// The most similar id of a rule, for a misspelled one.
pub(crate) fn similar_rule(id: &str) -> Option<&'static str> {
    similar(id, rules().iter().map(|rule| rule.id.as_str()))
}

fn document_rules() -> impl Iterator<Item = Rule> {
    let examples = Table::parse(include_str!("documents.yaml"));
    RULES.iter().flat_map(move |rule| {
        let listed = |id: String, word: &str| Rule {
            id,
            level: rule.level,
            title: titled(rule.title, "", word),
            why: rule.why,
            example: examples.example(rule.id),
        };
        let terms = rule_of_property(rule.id);
        let (word, other) = terms.unwrap_or_default();
        let of_webhooks = terms.map(|_| listed(rule.id.replacen(word, other, 1), other));
        [Some(listed(rule.id.to_owned(), word)), of_webhooks]
            .into_iter()
            .flatten()
    })
}

fn schema_rules() -> impl Iterator<Item = Rule> {
    let examples = Table::parse(include_str!("schemas.yaml"));
    let pairs = SCHEMA_RULES
        .iter()
        .flat_map(|rule| Usage::ALL.map(|usage| (rule, usage)));
    pairs.flat_map(move |(rule, usage)| {
        let listed = |id: String, level: Level, noun: &str| Rule {
            id,
            level,
            title: titled(rule.title, noun, ""),
            why: rule.why(level, usage.is_sent()),
            example: examples.example(rule.stem),
        };
        let own = rule.at(usage);
        let of_webhooks = own.clone().zip(usage.in_webhooks());
        let of_webhooks = of_webhooks.map(|((id, level), (word, other))| {
            listed(id.replacen(word, other, 1), level, usage.noun_in_webhooks())
        });
        let own = own.map(|(id, level)| listed(id, level, usage.noun()));
        [own, of_webhooks].into_iter().flatten()
    })
}

/// A word of a rule about calls by the client, and the word for webhooks and callbacks.
type Words = (&'static str, &'static str);

/// The terms for a rule about properties of bodies, which applies to webhooks and callbacks, too.
fn rule_of_property(id: &str) -> Option<Words> {
    let is_of_body = id.contains("property") && !id.contains("parameter") && !id.contains("header");
    let usages = [Usage::RequestProperty, Usage::ResponseProperty].into_iter();
    let mut terms = usages.filter_map(Usage::in_webhooks);
    terms.find(|(word, _)| is_of_body && id.contains(word))
}

fn titled(title: &str, subject: &str, word: &str) -> String {
    let terms = Terms {
        subject,
        path: "A",
        element: "B",
        word,
        from: "A",
        to: "B",
        values: &["A".to_owned()],
    };
    filled(title, &terms)
}
