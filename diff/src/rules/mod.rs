//! The rules for wire findings, as tables.
//!
//! Ids and levels follow oasdiff if it has the same rule; the other rules are our own.

mod catalogue;
mod document;
mod example;
mod schema;

pub(crate) use catalogue::similar_rule;
pub use catalogue::{Rule, rules};
pub use document::{Identity, Rule as DocumentRule, rule};
pub use example::Example;
pub use schema::{SchemaRule, Shows, schema_rule};

use super::Level;

/// Where a schema is used. The order is that of the columns in the table of schema rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
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

impl Usage {
    pub const ALL: [Usage; 9] = [
        Usage::RequestBody,
        Usage::RequestProperty,
        Usage::RequestReadOnly,
        Usage::Parameter,
        Usage::ParameterProperty,
        Usage::ResponseBody,
        Usage::ResponseProperty,
        Usage::ResponseWriteOnly,
        Usage::ResponseHeader,
    ];

    /// The prefix of the rule ids.
    pub fn prefix(self) -> &'static str {
        match self {
            Usage::RequestBody => "request-body",
            Usage::RequestProperty => "request-property",
            Usage::RequestReadOnly => "request-read-only-property",
            Usage::Parameter => "request-parameter",
            Usage::ParameterProperty => "request-parameter-property",
            Usage::ResponseBody => "response-body",
            Usage::ResponseProperty => "response-property",
            Usage::ResponseWriteOnly => "response-write-only-property",
            Usage::ResponseHeader => "response-header",
        }
    }

    /// The schema in titles of rules.
    fn noun(self) -> &'static str {
        match self {
            Usage::RequestBody => "the request body",
            Usage::RequestProperty => "the request property",
            Usage::RequestReadOnly => "the read-only request property",
            Usage::Parameter => "the parameter",
            Usage::ParameterProperty => "the property of the parameter",
            Usage::ResponseBody => "the response body",
            Usage::ResponseProperty => "the response property",
            Usage::ResponseWriteOnly => "the write-only response property",
            Usage::ResponseHeader => "the response header",
        }
    }

    /// The schema in titles of rules about webhooks and callbacks.
    fn noun_in_webhooks(self) -> &'static str {
        match self {
            Usage::RequestBody => "the reply body",
            Usage::RequestProperty => "the reply property",
            Usage::RequestReadOnly => "the read-only reply property",
            Usage::ResponseBody => "the payload body",
            Usage::ResponseProperty => "the payload property",
            Usage::ResponseWriteOnly => "the write-only payload property",
            Usage::Parameter | Usage::ParameterProperty | Usage::ResponseHeader => self.noun(),
        }
    }

    /// The word of rule ids that is different for webhooks and callbacks, and the word that they have instead.
    fn in_webhooks(self) -> Option<(&'static str, &'static str)> {
        use Usage::*;
        match self {
            RequestBody | RequestProperty | RequestReadOnly => Some(("request", "reply")),
            ResponseBody | ResponseProperty | ResponseWriteOnly => Some(("response", "payload")),
            Parameter | ParameterProperty | ResponseHeader => None,
        }
    }

    /// The usage whose rules apply if this one has none.
    fn general(self) -> Option<Usage> {
        match self {
            Usage::RequestReadOnly => Some(Usage::RequestProperty),
            Usage::ResponseWriteOnly => Some(Usage::ResponseProperty),
            _ => None,
        }
    }

    /// Whether the client sends the value.
    pub fn is_sent(self) -> bool {
        use Usage::*;
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
    /// The same values: only annotations changed.
    Same,
    /// The same values: only the default changed.
    Unsent,
}

impl Effect {
    /// Whether values that may be sent are no longer allowed, or new ones may be received.
    pub fn is_harmful(self, sent: bool) -> bool {
        match self {
            Effect::Narrower => sent,
            Effect::Wider => !sent,
            Effect::Other => true,
            Effect::Same | Effect::Unsent => false,
        }
    }

    /// What the change means for clients.
    pub fn why(self, level: Level, sent: bool) -> &'static str {
        match (self, sent, level) {
            (Effect::Same | Effect::Unsent, _, Level::Info) => {
                "requests and responses do not change"
            }
            (Effect::Unsent, ..) => "clients that omit it will get a different result",
            (Effect::Same, ..) => "announce the change to clients",
            (_, true, Level::Info) => "what clients send today remains valid",
            (Effect::Narrower, true, _) => "the server may reject what clients send today",
            (_, true, _) => "the server may reject or misunderstand what clients send today",
            (_, false, Level::Info) => "clients can read all responses",
            (Effect::Wider, false, _) => "clients must be prepared for new values",
            (_, false, _) => "clients may not be able to read the response",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::document::RULES;
    use super::schema::SCHEMA_RULES;

    /// The rules that a table of test documents covers.
    fn names(table: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let text = std::fs::read_to_string(folder.join(table)).expect("the table");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let names = lines.filter_map(|line| line.split_once(": ["));
        let names = names.flat_map(|(names, _)| names.split(", "));
        names.map(str::to_owned).collect()
    }

    #[test]
    fn tables_of_pairs_cover_all_rules() {
        let stems: Vec<_> = SCHEMA_RULES.iter().map(|rule| rule.stem).collect();
        let ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        for (table, mut rules) in [("schemas.yaml", stems), ("documents.yaml", ids)] {
            let mut names = names(table);
            names.sort();
            rules.sort();
            assert_eq!(names, rules, "{table}");
        }
    }

    /// Rules without a mirror (`-added` and `-removed`), and why.
    const WAIVED: &[(&str, &str)] = &[
        (
            "endpoint-added",
            "the reverse change is api-path-removed-… or api-removed-…",
        ),
        (
            "api-path-removed-without-deprecation",
            "the reverse change is endpoint-added",
        ),
        (
            "api-path-removed-with-deprecation",
            "the reverse change is endpoint-added",
        ),
        (
            "api-path-removed-before-sunset",
            "the reverse change is endpoint-added",
        ),
        (
            "api-removed-without-deprecation",
            "the reverse change is endpoint-added",
        ),
        (
            "api-removed-with-deprecation",
            "the reverse change is endpoint-added",
        ),
        (
            "api-removed-before-sunset",
            "the reverse change is endpoint-added",
        ),
        (
            "request-parameter-removed",
            "the reverse change is new-…-request-parameter",
        ),
        (
            "request-parameter-removed-with-deprecation",
            "the reverse change is new-…-request-parameter",
        ),
        (
            "request-parameter-removed-before-sunset",
            "the reverse change is new-…-request-parameter",
        ),
        (
            "request-parameter-property-removed",
            "the reverse change is new-required-request-parameter-property",
        ),
        (
            "request-header-property-became-required",
            "the reverse change is request-parameter-property-became-optional",
        ),
        (
            "request-body-added-required",
            "the reverse change is request-body-removed",
        ),
        (
            "request-body-added-optional",
            "the reverse change is request-body-removed",
        ),
        (
            "request-body-removed",
            "the reverse change is request-body-added-…",
        ),
        (
            "request-property-removed",
            "the reverse change is new-…-request-property",
        ),
        (
            "required-response-header-removed",
            "the reverse change is response-header-added",
        ),
        (
            "optional-response-header-removed",
            "the reverse change is response-header-added",
        ),
        (
            "response-header-added",
            "the reverse change is …-response-header-removed",
        ),
        (
            "response-header-became-optional",
            "the reverse change does not affect clients",
        ),
        (
            "api-server-variable-value-removed",
            "a new value does not affect clients",
        ),
        (
            "endpoint-server-variable-value-removed",
            "a new value does not affect clients",
        ),
        (
            "api-schema-removed",
            "a new schema that is not used does not affect clients",
        ),
    ];

    #[test]
    fn every_rule_has_a_mirror() {
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
            let mut renamings = both.filter(|(one, _)| id.contains(**one)).peekable();
            renamings.peek().is_none()
                || renamings.any(|(one, other)| ids.contains(&id.replacen(*one, other, 1).as_str()))
        };
        for id in &ids {
            let is_waived = WAIVED.iter().any(|(waived, _)| waived == id);
            assert_ne!(has_mirror(id), is_waived, "{id}");
        }
    }
}
