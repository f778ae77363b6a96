//! Reports the problems that the check finds.
//!
//! Each diagnostic contains the expected value, the actual value and the result. A problem that does not affect the
//! output is a note. A problem that occurs many times is reported once, with the number of locations.

use super::check::{Check, Dropped, Outcome};
use super::help;
use super::node_path::NodePath;
use super::shape::{Keyword, ObjectType, Presence, Shape, Usage};
use super::{Map, Node};
use crate::diag::{Code, Diagnostic, Part, Severity, codes, similar};

impl Check<'_> {
    /// Reports a diagnostic, as a note if the output does not depend on the node.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        let severity = match self.usage {
            Usage::Used => diagnostic.severity,
            Usage::Unused => diagnostic.severity.max(Severity::Note),
        };
        self.diags.push(diagnostic.severity(severity));
    }

    /// Reports that a value is wrong and drops it.
    pub(super) fn reject(
        &mut self,
        code: &'static Code,
        message: String,
        help: Option<String>,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        let mut found = Diagnostic::new(code, message)
            .severity(dropped.severity)
            .at(&path.pointer())
            .label(format!("the {} is left out", dropped.noun));
        found.help = help;
        self.report(found);
        Outcome::Drop
    }

    pub(super) fn reject_type(
        &mut self,
        node: &Node,
        shape: &Shape,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Outcome {
        let expected = shape.describe();
        let found = node.describe();
        let message = format!("{} must be {expected}, not {found}", path.subject());
        let help = help::wrong_type(path, node);
        self.reject(codes::WRONG_TYPE, message, help, path, dropped)
    }

    pub(super) fn report_empty(&mut self, path: &NodePath<'_>, label: &str, severity: Severity) {
        let message = format!("{} has no value", path.subject());
        let found = Diagnostic::new(codes::WRONG_TYPE, message).severity(severity);
        self.report(found.at_key(&path.pointer()).label(label));
    }

    /// Reports missing keywords. Returns the outcome of the object if one of them is required.
    pub(super) fn report_missing(
        &mut self,
        map: &Map,
        object: &'static ObjectType,
        presence: impl Fn(&Keyword) -> Presence,
        path: &NodePath<'_>,
        dropped: Dropped,
    ) -> Option<Outcome> {
        let (mut required, mut expected) = (Vec::new(), Vec::new());
        for keyword in object.keywords {
            let names = match presence(keyword) {
                Presence::Required => &mut required,
                Presence::Expected => &mut expected,
                _ => continue,
            };
            if !map.contains(keyword.name) {
                names.push(format!("`{}`", keyword.name));
            }
        }
        let missing = |names: &[String]| {
            let message = format!("the {} has no {}", object.noun, names.join(" and no "));
            Diagnostic::new(codes::MISSING_KEYWORD, message).at(&path.pointer())
        };
        if !required.is_empty() {
            let label = format!("the {} is left out", dropped.noun);
            self.report(missing(&required).severity(dropped.severity).label(label));
            return Some(Outcome::Drop);
        }
        if !expected.is_empty() {
            self.report(missing(&expected).severity(Severity::Note));
        }
        None
    }

    pub(super) fn report_unknown(
        &mut self,
        key: &str,
        value: &Node,
        object: &'static ObjectType,
        path: &NodePath<'_>,
    ) {
        if self.usage == Usage::Unused {
            return;
        }
        let known = object.keywords.iter().map(|keyword| keyword.name);
        let hint = help::unknown_keyword(object.noun, key, value);
        let help = match &hint {
            Some((_, help)) => Some(help.clone()),
            None => similar(key, known).map(|near| format!("did you mean `{near}`?")),
        };
        let severity = hint.map_or(Severity::Warning, |(severity, _)| severity);
        let diagnostic = || {
            let noun = Shape::Object(object).describe();
            let message = format!("`{key}` is not a keyword of {noun}");
            let found = Diagnostic::new(codes::UNKNOWN_KEYWORD, message).severity(severity);
            let mut found = found.at_key(&path.pointer());
            found.help = help.clone();
            found.label("the keyword is ignored")
        };
        // A custom keyword often occurs many times: report it once.
        if help.is_none() || severity == Severity::Note {
            self.report_once(codes::UNKNOWN_KEYWORD, object.noun, key, diagnostic);
        } else {
            self.report(diagnostic());
        }
    }

    /// Reports a keyword that a later version of OpenAPI introduced. It is accepted anyway.
    pub(super) fn report_later_version(
        &mut self,
        keyword: &Keyword,
        object: &'static ObjectType,
        path: &NodePath<'_>,
    ) {
        if self.usage == Usage::Unused {
            return;
        }
        let (has, stated) = (keyword.since.as_str(), self.version.as_str());
        self.report_once(codes::OTHER_VERSION, object.noun, keyword.name, || {
            let (name, noun) = (keyword.name, Shape::Object(object).describe());
            let message = format!("`{name}` in {noun} requires OpenAPI {has}, not {stated}");
            let found = Diagnostic::new(codes::OTHER_VERSION, message).at_key(&path.pointer());
            found.label("it is accepted anyway")
        });
    }

    /// Reports a problem once per object type and key, with the number of locations.
    pub(super) fn report_once(
        &mut self,
        code: &'static Code,
        noun: &'static str,
        key: &str,
        first: impl FnOnce() -> Diagnostic,
    ) {
        let repeated = self
            .checked
            .repeated
            .entry((code.name, noun, key.to_owned()));
        repeated.or_insert_with(|| (first(), 0)).1 += 1;
    }

    pub(super) fn report_duplicates(&mut self, map: &Map, path: &NodePath<'_>) {
        for found in duplicate_keys(map, path) {
            self.report(found);
        }
    }
}

/// A diagnostic for each duplicate key.
pub(super) fn duplicate_keys(map: &Map, path: &NodePath<'_>) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for (index, key) in map.duplicates().iter().enumerate() {
        if map.duplicates()[..index].contains(key) {
            continue;
        }
        let more = map.duplicates()[index..].iter();
        let times = match more.filter(|it| *it == key).count() {
            1 => "twice".to_owned(),
            more => format!("{} times", more + 1),
        };
        let pointer = path.key(key).pointer();
        let message = format!("the key `{key}` appears {times}");
        let found = Diagnostic::new(codes::DUPLICATE_KEY, message);
        let found = found.at_duplicate(&pointer);
        let found = found.label("the last one is used");
        all.push(found.related_part(&pointer, Part::First, "the first one"));
    }
    all
}
