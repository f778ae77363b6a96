//! The wire rules: data, and nothing but data.
//!
//! In: nothing. Out: for each rule its id, its level, what it is about and why it matters. Guaranteed: ids and levels
//! are those that oasdiff uses where the rule is the same; the others are our own.

mod document;
mod schema;

pub use document::rule;
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
