//! Builds findings from schema rules.

use super::change::{Owner, Place};
use super::document::{Both, Pointers, Role, Session};
use super::finding::{AppliedRule, Found, Section};
use super::rules::{Usage, schema_rule};
use super::schema_path::SchemaPath;
use super::subject::Subject;

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
        let role = Role::Parameter {
            location: location.to_owned(),
            name: name.to_owned(),
        };
        let found = Found {
            rule: AppliedRule::Schema(rule),
            id,
            level,
            why: rule.why(level, usage.is_sent()),
            place: Place::Element {
                name: role.element(),
                schema: Owner::Unknown,
            },
            subject: Some(Subject::new(&role, &SchemaPath::Root)),
            from: from.to_owned(),
            to: to.to_owned(),
            values: Vec::new(),
        };
        let pointers = (pointers.base, pointers.revision);
        let finding = found.at(Section::Paths, Some(&both.operation), pointers);
        self.findings.push(finding);
    }
}
