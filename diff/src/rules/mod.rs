//! The wire rules: data, and nothing but data.
//!
//! In: nothing. Out: for each rule its id, its level, what it is about and why it matters. Guaranteed: ids and levels
//! are those that oasdiff uses where the rule is the same; the others are our own.

mod document;
mod schema;

pub use document::{Fact, rule};
pub use schema::{SchemaRule, schema_rule};

use super::Level;

/// Where a schema is used. The order is that of the columns in the table of schema rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    RequestBody,
    RequestProperty,
    RequestReadOnly,
    Parameter,
    ParameterProperty,
    ResponseBody,
    ResponseProperty,
    ResponseWriteOnly,
    ResponseHeader,
}

impl Spot {
    pub const ALL: [Spot; 9] = [
        Spot::RequestBody,
        Spot::RequestProperty,
        Spot::RequestReadOnly,
        Spot::Parameter,
        Spot::ParameterProperty,
        Spot::ResponseBody,
        Spot::ResponseProperty,
        Spot::ResponseWriteOnly,
        Spot::ResponseHeader,
    ];

    /// The beginning of the ids of its rules.
    pub fn prefix(self) -> &'static str {
        match self {
            Spot::RequestBody => "request-body",
            Spot::RequestProperty => "request-property",
            Spot::RequestReadOnly => "request-read-only-property",
            Spot::Parameter => "request-parameter",
            Spot::ParameterProperty => "request-parameter-property",
            Spot::ResponseBody => "response-body",
            Spot::ResponseProperty => "response-property",
            Spot::ResponseWriteOnly => "response-write-only-property",
            Spot::ResponseHeader => "response-header",
        }
    }

    /// The spot whose rules hold where this one has none of its own.
    fn general(self) -> Option<Spot> {
        match self {
            Spot::RequestReadOnly => Some(Spot::RequestProperty),
            Spot::ResponseWriteOnly => Some(Spot::ResponseProperty),
            _ => None,
        }
    }

    /// The part of a call that a fact is told of: once for each, wherever it stands there.
    pub fn part(self) -> &'static str {
        use Spot::*;
        match self {
            RequestBody | RequestProperty | RequestReadOnly => "request",
            Parameter | ParameterProperty => "parameter",
            ResponseBody | ResponseProperty | ResponseWriteOnly => "response",
            ResponseHeader => "header",
        }
    }

    /// Whether the client writes what stands here.
    pub fn is_sent(self) -> bool {
        use Spot::*;
        match self {
            RequestBody | RequestProperty | RequestReadOnly | Parameter | ParameterProperty => true,
            ResponseBody | ResponseProperty | ResponseWriteOnly | ResponseHeader => false,
        }
    }
}

/// What a change does to the set of values that a schema allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Fewer values than before.
    Narrower,
    /// More values than before.
    Wider,
    /// Other values than before.
    Other,
    /// The same values; what is said about them changed.
    Same,
    /// The same values; what counts where none is there changed.
    Unsent,
}

impl Effect {
    /// Why a finding matters to a client.
    pub fn why(self, level: Level, sent: bool) -> &'static str {
        match (self, sent, level) {
            (Effect::Same | Effect::Unsent, _, Level::Info) => "no value is affected",
            (Effect::Unsent, ..) => "clients that leave it out get something else",
            (Effect::Same, ..) => "clients have to be told in time",
            (_, true, Level::Info) => "what clients send today stays valid",
            (Effect::Narrower, true, _) => "what clients send today may be refused",
            (_, true, _) => "what clients send today may be refused or understood otherwise",
            (_, false, Level::Info) => "what clients can read today is all that comes",
            (Effect::Wider, false, _) => "values may come that clients do not know yet",
            (_, false, _) => "values may come that clients can't read",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::document::RULES;
    use super::schema::SCHEMA_RULES;

    /// The names in the tables of pairs.
    fn names(table: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/rules");
        let text = std::fs::read_to_string(folder.join(table)).expect("the table");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let names = lines.filter_map(|line| line.split_once(": ["));
        let names = names.flat_map(|(names, _)| names.split(", "));
        names.map(str::to_owned).collect()
    }

    #[test]
    fn every_rule_has_a_pair_and_every_pair_a_rule() {
        let stems: Vec<_> = SCHEMA_RULES.iter().map(|rule| rule.stem).collect();
        let ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        for (table, mut rules) in [("schemas.yaml", stems), ("documents.yaml", ids)] {
            let mut names = names(table);
            names.sort();
            rules.sort();
            assert_eq!(names, rules, "{table}");
        }
    }

    /// What has no mirror of the same name, and why.
    const WAIVED: &[(&str, &str)] = &[
        (
            "endpoint-added",
            "what goes is api-path-removed-… or api-removed-…",
        ),
        (
            "api-path-removed-without-deprecation",
            "what comes is endpoint-added",
        ),
        (
            "api-path-removed-with-deprecation",
            "what comes is endpoint-added",
        ),
        (
            "api-path-removed-before-sunset",
            "what comes is endpoint-added",
        ),
        (
            "api-removed-without-deprecation",
            "what comes is endpoint-added",
        ),
        (
            "api-removed-with-deprecation",
            "what comes is endpoint-added",
        ),
        ("api-removed-before-sunset", "what comes is endpoint-added"),
        (
            "request-parameter-removed",
            "what comes is new-…-request-parameter",
        ),
        (
            "request-parameter-removed-with-deprecation",
            "what comes is new-…-request-parameter",
        ),
        (
            "request-parameter-removed-before-sunset",
            "what comes is new-…-request-parameter",
        ),
        (
            "request-parameter-property-removed",
            "what comes is new-required-request-parameter-property",
        ),
        (
            "request-header-property-became-required",
            "the others are request-parameter-property-…",
        ),
        (
            "request-body-added-required",
            "what goes is request-body-removed",
        ),
        (
            "request-body-added-optional",
            "what goes is request-body-removed",
        ),
        ("request-body-removed", "what comes is request-body-added-…"),
        (
            "request-property-removed",
            "what comes is new-…-request-property",
        ),
        (
            "required-response-header-removed",
            "what comes is response-header-added",
        ),
        (
            "optional-response-header-removed",
            "what comes is response-header-added",
        ),
        (
            "response-header-added",
            "what goes is …-response-header-removed",
        ),
        (
            "response-header-became-optional",
            "one that is sure to come harms nobody",
        ),
        (
            "api-schema-removed",
            "a name that nobody uses yet is nothing on the wire",
        ),
    ];

    #[test]
    fn what_comes_can_go() {
        let ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        let has_mirror = |id: &str| {
            let mirrors = [
                ("-added", "-removed"),
                ("-became-not-", "-became-"),
                ("-became-required", "-became-optional"),
                ("-increased", "-decreased"),
                ("-generalized", "-specialized"),
            ];
            let both = mirrors
                .iter()
                .flat_map(|(one, other)| [(one, other), (other, one)]);
            let mut said = both.filter(|(one, _)| id.contains(**one)).peekable();
            said.peek().is_none()
                || said.any(|(one, other)| ids.contains(&id.replacen(*one, other, 1).as_str()))
        };
        for id in &ids {
            let is_waived = WAIVED.iter().any(|(waived, _)| waived == id);
            assert_ne!(has_mirror(id), is_waived, "{id}");
        }
    }
}
