//! What is said about a tree.
//!
//! In: what the check found. Out: diagnostics. Guaranteed: says what was expected, what was found and what was done;
//! what nothing depends on is a note, what repeats itself is said once.

use super::check::{Check, Fate, Loss, Scope};
use super::hint;
use super::shape::{Keyword, Need, Object, Shape};
use super::trail::Trail;
use super::{Map, Node};
use crate::diag::{Code, Diagnostic, Part, Severity, codes, similar};

impl Check<'_> {
    /// Says something; where nothing is made of the node, it is a note.
    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        let severity = match self.scope {
            Scope::Used => diagnostic.severity,
            Scope::Unused => diagnostic.severity.max(Severity::Note),
        };
        self.diags.push(diagnostic.severity(severity));
    }

    /// Says that a value is wrong, and what is left out for it.
    pub(super) fn wrong(
        &mut self,
        code: &'static Code,
        message: String,
        help: Option<String>,
        trail: &Trail<'_>,
        loss: Loss,
    ) -> Fate {
        let mut found = Diagnostic::new(code, message)
            .severity(loss.severity)
            .at(&trail.pointer())
            .label(format!("the {} is left out", loss.what));
        found.help = help;
        self.say(found);
        Fate::Goes
    }

    pub(super) fn wrong_type(
        &mut self,
        node: &Node,
        shape: &Shape,
        trail: &Trail<'_>,
        loss: Loss,
    ) -> Fate {
        let expected = shape.describe();
        let found = node.describe();
        let message = format!("{} must be {expected}, not {found}", trail.subject());
        let help = hint::wrong_type(trail, node);
        self.wrong(codes::WRONG_TYPE, message, help, trail, loss)
    }

    pub(super) fn empty(&mut self, trail: &Trail<'_>, label: &str, severity: Severity) {
        let message = format!("{} has no value", trail.subject());
        let found = Diagnostic::new(codes::WRONG_TYPE, message).severity(severity);
        self.say(found.at_key(&trail.pointer()).label(label));
    }

    /// Says which keywords are missing; the fate of the object, where it can't do without one.
    pub(super) fn missing(
        &mut self,
        map: &Map,
        object: &'static Object,
        need: impl Fn(&Keyword) -> Need,
        trail: &Trail<'_>,
        loss: Loss,
    ) -> Option<Fate> {
        let missing = |wanted: Need| {
            let keywords = object.keywords.iter();
            let keywords = keywords.filter(|it| need(it) == wanted && !map.contains(it.name));
            let names: Vec<_> = keywords.map(|it| format!("`{}`", it.name)).collect();
            if names.is_empty() {
                return None;
            }
            let message = format!("the {} has no {}", object.noun, names.join(" and no "));
            Some(Diagnostic::new(codes::MISSING_KEYWORD, message).at(&trail.pointer()))
        };
        if let Some(found) = missing(Need::Required) {
            let label = format!("the {} is left out", loss.what);
            self.say(found.severity(loss.severity).label(label));
            return Some(Fate::Goes);
        }
        if let Some(found) = missing(Need::Expected) {
            self.say(found.severity(Severity::Note));
        }
        None
    }

    pub(super) fn unknown(
        &mut self,
        key: &str,
        value: &Node,
        object: &'static Object,
        trail: &Trail<'_>,
    ) {
        if self.scope == Scope::Unused {
            return;
        }
        let known = object.keywords.iter().map(|keyword| keyword.name);
        let hint = hint::unknown_keyword(object.noun, key, value);
        let help = match &hint {
            Some((_, help)) => Some(help.clone()),
            None => similar(key, known).map(|near| format!("did you mean `{near}`?")),
        };
        let severity = hint.map_or(Severity::Warning, |(severity, _)| severity);
        let diagnostic = || {
            let noun = Shape::Object(object).describe();
            let message = format!("`{key}` is no keyword of {noun}");
            let found = Diagnostic::new(codes::UNKNOWN_KEYWORD, message).severity(severity);
            let mut found = found.at_key(&trail.pointer());
            found.help = help.clone();
            found.label("the keyword is ignored")
        };
        // A keyword of somebody's own stands in many places, and there is nothing to do about each.
        if help.is_none() || severity == Severity::Note {
            self.repeat(object.noun, key, diagnostic);
        } else {
            self.say(diagnostic());
        }
    }

    /// Says that a keyword is of a later version than the document; it is read all the same.
    pub(super) fn later(&mut self, keyword: &Keyword, object: &'static Object, trail: &Trail<'_>) {
        if self.scope == Scope::Unused {
            return;
        }
        let (has, stated) = (keyword.since.as_str(), self.version.as_str());
        self.repeat(object.noun, keyword.name, || {
            let (name, noun) = (keyword.name, Shape::Object(object).describe());
            let message = format!("OpenAPI {has} has `{name}` in {noun}; {stated} has not");
            let found = Diagnostic::new(codes::OTHER_VERSION, message).at_key(&trail.pointer());
            found.label("it is read all the same")
        });
    }

    pub(super) fn repeat(
        &mut self,
        noun: &'static str,
        key: &str,
        first: impl FnOnce() -> Diagnostic,
    ) {
        let seen = self.found.repeated.entry((noun, key.to_owned()));
        seen.or_insert_with(|| (first(), 0)).1 += 1;
    }

    pub(super) fn duplicates(&mut self, map: &Map, trail: &Trail<'_>) {
        for found in duplicate_keys(map, trail) {
            self.say(found);
        }
    }
}

/// Each key that stands more than once.
pub(super) fn duplicate_keys(map: &Map, trail: &Trail<'_>) -> Vec<Diagnostic> {
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
        let pointer = trail.key(key).pointer();
        let message = format!("`{key}` stands here {times}");
        let found = Diagnostic::new(codes::DUPLICATE_KEY, message);
        let found = found.at_duplicate(&pointer);
        let found = found.label("the last one counts");
        all.push(found.related_part(&pointer, Part::First, "the first one"));
    }
    all
}
