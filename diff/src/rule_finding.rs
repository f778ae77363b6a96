//! Builds findings from schema rules.

use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::document::{Both, Pointers, Session};
use super::finding::{Finding, Section};
use super::rules::{SchemaRule, Usage, filled, schema_rule};
use super::{Level, Operation};

/// A schema rule that applies.
pub struct RuleFinding<'a> {
    pub rule: &'static SchemaRule,
    pub usage: Usage,
    pub id: String,
    pub level: Level,
    pub subject: &'a str,
    /// The name of the changed element, equal for repetitions. `None` if it has no name.
    pub name: Option<&'a str>,
    pub from: &'a str,
    pub to: &'a str,
    pub pointers: Pointers,
}

impl RuleFinding<'_> {
    pub fn finding(self, operation: &Rc<Operation>, element: String) -> Finding {
        let RuleFinding {
            rule,
            usage,
            id,
            level,
            subject,
            name,
            from,
            to,
            pointers,
        } = self;
        let Pointers { base, revision } = pointers;
        Finding {
            id,
            level,
            section: Section::Paths,
            operations: vec![Rc::clone(operation)],
            element,
            text: filled(rule.title, subject, from, to),
            why: rule.why(level, usage.is_sent()),
            change: key(
                &[usage.part(), rule.stem, from, to],
                name,
                (&base, &revision),
            ),
            base,
            revision,
            also: Vec::new(),
            example: None,
            no_example: None,
            origins: Vec::new(),
            values: Vec::new(),
        }
    }
}

/// A key that is equal for findings about the same change: of elements with the same name, or in the same location.
pub fn key(
    parts: &[&str],
    name: Option<&str>,
    (base, revision): (&Option<Pointer>, &Option<Pointer>),
) -> String {
    let pointer =
        |location: &Option<Pointer>| location.as_ref().map_or("", Pointer::as_str).to_owned();
    let element = match name {
        Some(name) => name.to_owned(),
        None => format!("{}\n{}", pointer(base), pointer(revision)),
    };
    let parts = parts.iter().copied().chain([element.as_str()]);
    parts.collect::<Vec<_>>().join("\n")
}

/// The first values of a list, and the number of further values.
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
    /// Reports a schema rule for a parameter itself.
    pub fn parameter_rule(
        &mut self,
        both: &Both<'_>,
        stem: &str,
        (location, name): (&str, &str),
        (from, to): (&str, &str),
        pointers: Pointers,
    ) {
        let usage = Usage::Parameter;
        let Some(rule) = schema_rule(stem) else {
            debug_assert!(false, "there is no rule `{stem}`");
            return;
        };
        let Some((id, level)) = rule.at(usage) else {
            return;
        };
        let subject = format!("the {location} parameter `{name}`");
        let found = RuleFinding {
            rule,
            usage,
            id,
            level,
            subject: &subject,
            name: Some(&subject),
            from,
            to,
            pointers,
        };
        let finding = found.finding(&both.operation, format!("{location} {name}"));
        self.findings.push(finding);
    }
}
