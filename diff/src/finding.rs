//! Wire findings.
//!
//! A finding is data; [`crate::render`] makes texts of it.

use std::collections::HashSet;
use std::rc::Rc;

use indexmap::map::Entry;
use oascribe_codegen::source::Pointer;

use super::Level;
use super::admits::Direction;
use super::change::{ChangeKey, Place};
use super::counterexample::{Counterexample, NoExample, Origin};
use super::rules::{DocumentRule, SchemaRule, Shows};
use super::subject::Subject;

/// An operation that a finding affects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The path template.
    pub path: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The `operationId`.
    pub id: Option<String>,
}

/// The part of the document that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Section {
    /// Operations, including webhooks.
    Paths,
    /// Security requirements and schemes.
    Security,
    /// Servers.
    Servers,
    /// Components that no operation uses, or that are about the document as a whole.
    Components,
}

impl Section {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Section::Paths => "paths",
            Section::Security => "security",
            Section::Servers => "servers",
            Section::Components => "components",
        }
    }
}

/// A change that a client built from the old document may notice.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The id of the rule, such as `request-parameter-became-required`.
    pub id: String,
    /// How bad the change is.
    pub level: Level,
    /// The part of the document that changed.
    pub section: Section,
    /// The affected operations; empty if the change is about the document as a whole.
    pub operations: Vec<Rc<Operation>>,
    /// Who sends the values that changed; `None` if the finding is not about a schema.
    pub direction: Option<Direction>,
    /// The schema that changed; `None` if the finding is not about a schema.
    pub subject: Option<Subject>,
    /// The old value, or the element that the rule is about.
    pub from: String,
    /// The new value, or the element that the rule is about.
    pub to: String,
    /// The values that were added to or removed from a list.
    pub values: Vec<String>,
    /// The name of the schema that is used in place of a removed one.
    pub replacement: Option<String>,
    /// Why the change has this level.
    pub why: &'static str,
    /// Whether only an overlay makes the change: the document did not change.
    pub is_correction: bool,
    /// The location in the old document.
    pub base: Option<Pointer>,
    /// The location in the new document.
    pub revision: Option<Pointer>,
    /// Further locations of the same change, in the old and in the new document.
    pub also: Vec<(Option<Pointer>, Option<Pointer>)>,
    /// A value that shows a change of a schema that breaks clients, or may break them.
    pub example: Option<Counterexample>,
    /// Why such a change has no example. `None` if the finding is not about a schema, or breaks no clients.
    pub no_example: Option<NoExample>,
    /// What a finding about a schema was made from. Several if findings were merged.
    pub(crate) origins: Vec<Rc<Origin>>,
    pub(crate) rule: AppliedRule,
    pub(crate) place: Place,
}

/// The rule that a finding was made by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AppliedRule {
    Document(&'static DocumentRule),
    Schema(&'static SchemaRule),
}

impl AppliedRule {
    /// What happened, with variables.
    pub fn title(self) -> &'static str {
        match self {
            AppliedRule::Document(rule) => rule.title,
            AppliedRule::Schema(rule) => rule.title,
        }
    }

    /// The id without the usage of the schema.
    pub fn stem(self) -> &'static str {
        match self {
            AppliedRule::Document(rule) => rule.id,
            AppliedRule::Schema(rule) => rule.stem,
        }
    }

    /// Whether the rule is about alternatives of a `oneOf` or `anyOf`: there is one finding for all that were added to a
    /// schema, and one for all that were removed.
    pub fn is_about_alternatives(self) -> bool {
        matches!(self, AppliedRule::Schema(rule) if rule.shows == Shows::Alternative)
    }

    /// Whether the rule is about operations as a whole.
    fn is_about_operations(self) -> bool {
        matches!(self, AppliedRule::Document(rule) if rule.is_about_operations)
    }
}

/// What a finding is made from.
pub(crate) struct Found {
    pub rule: AppliedRule,
    pub id: String,
    pub level: Level,
    pub why: &'static str,
    pub subject: Option<Subject>,
    pub from: String,
    pub to: String,
    pub values: Vec<String>,
    pub place: Place,
}

impl Found {
    /// The finding for an operation, or for the document.
    pub fn at(
        self,
        section: Section,
        operation: Option<&Rc<Operation>>,
        (base, revision): (Option<Pointer>, Option<Pointer>),
    ) -> Finding {
        Finding {
            id: self.id,
            level: self.level,
            section,
            operations: operation.cloned().into_iter().collect(),
            direction: self.subject.as_ref().map(|it| it.role.direction()),
            subject: self.subject,
            from: self.from,
            to: self.to,
            values: self.values,
            replacement: None,
            why: self.why,
            is_correction: false,
            base,
            revision,
            also: Vec::new(),
            example: None,
            no_example: None,
            origins: Vec::new(),
            rule: self.rule,
            place: self.place,
        }
    }
}

impl Finding {
    /// Adds an affected operation, unless it was the last one that was added.
    pub(crate) fn add_operation(&mut self, operation: &Rc<Operation>) {
        let last = self.operations.last();
        if !last.is_some_and(|last| Rc::ptr_eq(last, operation)) {
            self.operations.push(Rc::clone(operation));
        }
    }

    /// Merges another finding about the same change.
    fn merge(&mut self, mut other: Finding) {
        if other.level > self.level {
            std::mem::swap(self, &mut other);
        }
        let location = (other.base, other.revision);
        self.operations.extend(other.operations);
        self.origins.extend(other.origins);
        let others = std::iter::once(location).chain(other.also);
        self.also.extend(others);
    }

    /// The parameter, header or property that changed in an operation. Empty if it is the operation itself.
    pub fn element(&self) -> String {
        self.subject
            .as_ref()
            .map_or(String::new(), Subject::element)
    }

    /// Why the change has this level, unless it is obvious: most changes that break nobody need no reason.
    pub(crate) fn reason(&self) -> Option<&'static str> {
        let needs_reason = self.level > Level::Info || self.is_correction;
        needs_reason.then_some(self.why)
    }

    /// What changed, whatever operations it affects.
    fn change(&self) -> ChangeKey {
        ChangeKey {
            rule: self.rule.stem(),
            part: self.subject.as_ref().map(|it| it.role.in_a_call()),
            from: self.from.clone(),
            to: self.to.clone(),
            values: self.values.clone(),
            place: self.place.clone(),
        }
    }

    /// The rule and what it is about, whatever the values before and after.
    pub(crate) fn subject_key(&self) -> (String, String) {
        let key = ChangeKey {
            from: String::new(),
            to: String::new(),
            values: Vec::new(),
            ..self.change()
        };
        (self.id.clone(), key.text())
    }

    /// Twelve hexadecimal digits that identify the finding. They do not depend on its text.
    pub fn fingerprint(&self) -> String {
        let (operation, element) = match self.operations.as_slice() {
            [one, rest @ ..] if rest.is_empty() || !self.place.is_unique() => {
                (format!("{} {}", one.method, one.path), self.element())
            }
            _ => (String::new(), String::new()),
        };
        let change = self.change().text();
        let text = [&self.id, &operation, &element, &change].map(String::as_str);
        let hash = text
            .join("\n")
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        format!("{:012x}", hash >> 16)
    }
}

/// Merges the findings about the same change. The worst level wins.
pub(crate) fn grouped(findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: indexmap::IndexMap<ChangeKey, Finding> = indexmap::IndexMap::new();
    for finding in findings {
        match groups.entry(finding.change()) {
            Entry::Vacant(group) => drop(group.insert(finding)),
            Entry::Occupied(mut group) => group.get_mut().merge(finding),
        }
    }
    let mut found: Vec<_> = groups.into_values().collect();
    for finding in &mut found {
        // Merged findings often share operations: duplicates are removed by address before paths are compared.
        finding.operations.sort_unstable_by_key(Rc::as_ptr);
        finding
            .operations
            .dedup_by(|one, other| Rc::ptr_eq(one, other));
        finding.operations.sort();
        finding.operations.dedup();
        let first = (finding.base.clone(), finding.revision.clone());
        let mut visited = HashSet::from([first]);
        finding
            .also
            .retain(|location| visited.insert(location.clone()));
    }
    found
}

/// The scope of a finding: the whole API, an operation, a part of an operation, or only names.
fn scope(finding: &Finding) -> u8 {
    match finding.section {
        Section::Security | Section::Servers => 0,
        Section::Paths | Section::Components if finding.rule.is_about_operations() => 1,
        Section::Paths => 2,
        Section::Components => 3,
    }
}

/// Sorts by level (worst first), then by scope (largest first), then by location.
pub(crate) fn sort(findings: &mut [Finding]) {
    let key = |finding: &Finding| {
        (
            std::cmp::Reverse(finding.level),
            scope(finding),
            finding.section,
            finding.operations.first().cloned(),
            finding.id.clone(),
            finding.element(),
            finding.change().text(),
        )
    };
    findings.sort_by_cached_key(key);
}

/// Findings for tests.
#[cfg(test)]
pub(crate) mod examples {
    use super::*;
    use crate::rules::{rule, schema_rule};

    /// A finding by a rule about anything but schemas.
    pub(crate) fn by_rule(id: &str, [from, to]: [&str; 2]) -> Finding {
        let rule = rule(id).expect("a rule");
        let found = Found {
            rule: AppliedRule::Document(rule),
            id: id.to_owned(),
            level: rule.level,
            why: rule.why,
            subject: None,
            from: from.to_owned(),
            to: to.to_owned(),
            values: Vec::new(),
            place: Place::Anywhere,
        };
        found.at(Section::Paths, None, (None, None))
    }

    /// A finding by a rule about schemas, in a response.
    pub(crate) fn by_schema_rule(stem: &str, subject: Subject, [from, to]: [&str; 2]) -> Finding {
        let rule = schema_rule(stem).expect("a rule");
        let found = Found {
            rule: AppliedRule::Schema(rule),
            id: format!("response-property-{stem}"),
            level: Level::Error,
            why: "clients that rely on it will break",
            subject: Some(subject),
            from: from.to_owned(),
            to: to.to_owned(),
            values: Vec::new(),
            place: Place::Anywhere,
        };
        found.at(Section::Paths, None, (None, None))
    }
}
