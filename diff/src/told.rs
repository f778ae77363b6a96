//! A rule of the table, put into words.
//!
//! In: the rule, the spot and what was and is. Out: a finding.

use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::document::{Both, Places, Session};
use super::finding::{Finding, Section};
use super::rules::{SchemaRule, Spot, schema_rule};
use super::{Level, Operation};

/// A rule of the table that applies.
pub struct Told<'a> {
    pub rule: &'static SchemaRule,
    pub spot: Spot,
    pub id: String,
    pub level: Level,
    pub subject: &'a str,
    /// What it happened to, the same wherever that is repeated; none where it stands but once.
    pub name: Option<&'a str>,
    pub from: &'a str,
    pub to: &'a str,
    pub places: Places,
}

impl Told<'_> {
    pub fn finding(self, operation: &Rc<Operation>, place: String) -> Finding {
        let Told {
            rule,
            spot,
            id,
            level,
            subject,
            name,
            from,
            to,
            places,
        } = self;
        let Places { base, revision } = places;
        let text = rule.title.replace("{s}", subject);
        Finding {
            id,
            level,
            section: Section::Paths,
            operations: vec![Rc::clone(operation)],
            element: place,
            text: text.replace("{a}", from).replace("{b}", to),
            why: rule.why(level, spot.is_sent()),
            change: key(
                &[spot.part(), rule.stem, from, to],
                name,
                (&base, &revision),
            ),
            base,
            revision,
            also: Vec::new(),
            values: Vec::new(),
        }
    }
}

/// The same for all findings that tell the same fact: the same happened to what is called the same, or it happened
/// in the same place.
pub fn key(
    parts: &[&str],
    name: Option<&str>,
    (base, revision): (&Option<Pointer>, &Option<Pointer>),
) -> String {
    let pointer = |place: &Option<Pointer>| place.as_ref().map_or("", Pointer::as_str).to_owned();
    let place = match name {
        Some(name) => name.to_owned(),
        None => format!("{}\n{}", pointer(base), pointer(revision)),
    };
    let parts = parts.iter().copied().chain([place.as_str()]);
    parts.collect::<Vec<_>>().join("\n")
}

/// The first of many values, and how many there are beside them.
pub fn listed(values: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = values.iter().take(SHOWN).map(|value| format!("`{value}`"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match values.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

impl Session<'_> {
    /// Applies a rule of the table to a parameter itself.
    pub fn parameter_rule(
        &mut self,
        both: &Both<'_>,
        stem: &str,
        (location, name): (&str, &str),
        (from, to): (&str, &str),
        places: Places,
    ) {
        let spot = Spot::Parameter;
        let Some(rule) = schema_rule(stem) else {
            debug_assert!(false, "no rule is called {stem}");
            return;
        };
        let Some((id, level)) = rule.at(spot) else {
            return;
        };
        let subject = format!("the {location} parameter `{name}`");
        let found = Told {
            rule,
            spot,
            id,
            level,
            subject: &subject,
            name: Some(&subject),
            from,
            to,
            places,
        };
        let finding = found.finding(&both.operation, format!("{location} {name}"));
        self.findings.push(finding);
    }
}
