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
            from,
            to,
            places,
        } = self;
        let Places { base, revision } = places;
        let side = if spot.is_sent() { "sent" } else { "received" };
        let text = rule.title.replace("{s}", subject);
        Finding {
            id,
            level,
            section: Section::Paths,
            operations: vec![Rc::clone(operation)],
            place,
            text: text.replace("{a}", from).replace("{b}", to),
            why: rule.effect.why(level, spot.is_sent()),
            fact: key(&[side, rule.stem, from, to], &base, &revision),
            base,
            revision,
        }
    }
}

/// The same for all findings that tell the same fact.
pub fn key(parts: &[&str], base: &Option<Pointer>, revision: &Option<Pointer>) -> String {
    let pointer = |place: &Option<Pointer>| place.as_ref().map_or("", Pointer::as_str).to_owned();
    let places = [pointer(base), pointer(revision)];
    let places = places.iter().map(String::as_str);
    parts
        .iter()
        .copied()
        .chain(places)
        .collect::<Vec<_>>()
        .join("\n")
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
            from,
            to,
            places,
        };
        let finding = found.finding(&both.operation, format!("{location} {name}"));
        self.findings.push(finding);
    }
}
