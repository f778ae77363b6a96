//! What a value has to show for a finding.

use super::super::Finding;
use super::super::finding::AppliedRule;
use super::super::rules::Shows;
use super::super::schema::{Difference, Kind};

/// What a value has to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One of these values.
    Values(Vec<String>),
    /// A value that one of these keywords refuses.
    Keywords(&'static [&'static str]),
    /// An object with or without a property.
    Property(String),
    /// One of these alternatives.
    Alternatives(Vec<String>),
    /// Null.
    Null,
    /// Any value that one side refuses.
    Any,
    /// There is no such value: a validator does not check this keyword.
    Nothing(&'static str),
}

impl Wanted {
    /// What a value has to show for a finding that was made from a difference, or from none.
    pub fn of(finding: &Finding, difference: Option<&Difference>) -> Wanted {
        match (difference.map(|it| &it.kind), finding.rule) {
            (None, _) => Wanted::Any,
            (Some(Kind::Types { from, to }), _) if from.names == to.names => {
                Wanted::Nothing("format")
            }
            (Some(Kind::Types { .. }), _) => Wanted::Keywords(&["type"]),
            (Some(Kind::Plain { .. } | Kind::Values { .. }), AppliedRule::Schema(rule)) => {
                of_rule(rule.shows, finding)
            }
            (Some(Kind::Lifecycle(_)), _) => Wanted::Nothing("deprecated"),
            (Some(_), _) => {
                let property = difference.and_then(|it| it.property.clone());
                Wanted::Property(property.unwrap_or_default())
            }
        }
    }

    /// The keyword for messages.
    pub fn keyword(&self, id: &str) -> String {
        match self {
            Wanted::Nothing(keyword) => (*keyword).to_owned(),
            Wanted::Keywords(keywords) => keywords.first().copied().unwrap_or_default().to_owned(),
            Wanted::Values(_) => "enum".to_owned(),
            Wanted::Property(name) => name.clone(),
            Wanted::Null => "null".to_owned(),
            Wanted::Alternatives(names) => names.join(", "),
            Wanted::Any => id.to_owned(),
        }
    }
}

fn of_rule(shows: Shows, finding: &Finding) -> Wanted {
    match shows {
        Shows::Refused(keywords) => Wanted::Keywords(keywords),
        Shows::Listed => Wanted::Values(finding.values.clone()),
        Shows::Alternative => Wanted::Alternatives(finding.values.clone()),
        Shows::Null => Wanted::Null,
        Shows::Any => Wanted::Any,
        Shows::Nothing(keyword) => Wanted::Nothing(keyword),
    }
}
