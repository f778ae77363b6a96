//! Findings that a project ignores, and lines of the ignore file that have become useless.

use std::rc::Rc;

use oascribe_codegen::config::wildcard;
use oascribe_codegen::source::Pointer;

use super::{invalid, lines, unknown_rule};
use crate::rules::rules;
use crate::{Date, Error, Finding, Operation};

/// Findings that a project ignores.
#[derive(Clone, Debug, Default)]
pub struct Ignore {
    entries: Vec<Entry>,
}

/// A line. A finding is ignored if it matches every word.
#[derive(Clone, Debug)]
struct Entry {
    number: usize,
    text: String,
    words: Vec<String>,
    /// The last day on which it applies.
    until: Option<Date>,
    used: bool,
}

/// Precedes the last day of a line.
const UNTIL: &str = "until=";

impl Ignore {
    /// Parses lines of rule ids (`response-*` for several), `METHOD /path`, JSON pointers (`#/components/…`) and
    /// fingerprints. A line may have a last day (`until=2030-01-31`) and a reason, after ` # `.
    ///
    /// # Errors
    ///
    /// If a word is none of these, or no rule has the id.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let entries = lines(text).map(|(number, line)| Entry::parse(number, line));
        Ok(Self {
            entries: entries.collect::<Result<_, _>>()?,
        })
    }

    /// Removes the matching findings and returns how many there were.
    pub(super) fn apply(&mut self, findings: &mut Vec<Finding>, today: Date) -> usize {
        let before = findings.len();
        findings.retain(|finding| {
            // A finding in several operations is ignored only if a line matches each of them.
            let mut remaining: Vec<&Operation> =
                finding.operations.iter().map(Rc::as_ref).collect();
            let mut is_reported = true;
            for entry in self
                .entries
                .iter_mut()
                .filter(|entry| !entry.has_expired(today) && entry.matches(finding))
            {
                entry.used = true;
                remaining.retain(|operation| !entry.names(operation));
                is_reported &= entry.names_operations() && !remaining.is_empty();
            }
            is_reported
        });
        before - findings.len()
    }

    /// The lines that have expired or matched no finding, each in a sentence.
    pub(super) fn useless_lines(&self, today: Date) -> impl Iterator<Item = String> {
        self.entries.iter().filter_map(move |entry| {
            let Entry { number, text, .. } = entry;
            let line = format!("line {number} of the ignore file");
            match entry.until {
                Some(until) if entry.has_expired(today) => {
                    Some(format!("{line} expired on {until}: {text}"))
                }
                _ if !entry.used => Some(format!("{line} matches no finding: {text}")),
                _ => None,
            }
        })
    }
}

impl Entry {
    fn parse(number: usize, line: &str) -> Result<Self, Error> {
        let text = line.split_once(" # ").map_or(line, |(text, _)| text).trim();
        let invalid = |error: String| invalid(format!("line {number} of the ignore file: {error}"));
        let mut words = Vec::new();
        let mut until = None;
        for word in text.split_whitespace() {
            match word.strip_prefix(UNTIL) {
                Some(date) => {
                    let error = || invalid(format!("`{date}` is not a date like 2030-01-31"));
                    until = Some(Date::parse(date).ok_or_else(error)?);
                }
                None => {
                    if let Some(error) = unknown_word(word) {
                        return Err(invalid(error));
                    }
                    words.push(word.to_owned());
                }
            }
        }
        Ok(Self {
            number,
            text: text.to_owned(),
            words,
            until,
            used: false,
        })
    }

    fn has_expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    fn matches(&self, finding: &Finding) -> bool {
        let mut operations = finding.operations.iter();
        let is_named = !self.names_operations() || operations.any(|one| self.names(one));
        let mut others = self.words.iter().filter(|word| !is_operation_word(word));
        is_named && others.all(|word| matches(word, finding))
    }

    /// Whether the line names a path or a method.
    fn names_operations(&self) -> bool {
        self.words.iter().any(|word| is_operation_word(word))
    }

    fn names(&self, operation: &Operation) -> bool {
        let mut words = self.words.iter().filter(|word| is_operation_word(word));
        words.all(|word| *word == operation.path || *word == operation.method)
    }
}

/// Whether a word is a path or a method.
fn is_operation_word(word: &str) -> bool {
    word.starts_with('/') || word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn matches(word: &str, finding: &Finding) -> bool {
    let below = |location: &Option<Pointer>| {
        let Some(location) = location else {
            return false;
        };
        let rest = word
            .strip_prefix('#')
            .and_then(|word| location.as_str().strip_prefix(word));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if word.starts_with("#/") {
        let first = (&finding.base, &finding.revision);
        let also = finding.also.iter().map(|(base, revision)| (base, revision));
        let mut locations = std::iter::once(first).chain(also);
        return locations.all(|(base, revision)| below(base) || below(revision));
    }
    wildcard::matches(word, &finding.id) || word == finding.fingerprint()
}

/// Says what is wrong with a word that can match no finding.
fn unknown_word(word: &str) -> Option<String> {
    let is_fingerprint = word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_fingerprint || word.starts_with("#/") || is_operation_word(word) {
        return None;
    }
    match word.contains('*') {
        false => unknown_rule(word),
        true if rules().iter().any(|rule| wildcard::matches(word, &rule.id)) => None,
        true => Some(format!("no rule matches `{word}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::examples::by_rule;

    fn removed(methods: &[&str]) -> Finding {
        let operation = |method: &&str| Operation {
            path: "/pets".to_owned(),
            method: (*method).to_owned(),
            id: None,
        };
        let mut finding = by_rule("api-path-removed-without-deprecation", ["", ""]);
        finding.operations = methods.iter().map(operation).map(Rc::new).collect();
        finding
    }

    #[test]
    fn a_finding_is_ignored_if_all_its_operations_are() {
        let ignored = |text: &str| {
            let mut ignore = Ignore::parse(text).expect("valid lines");
            let today = Date::parse("2026-05-01").expect("a date");
            let ignored = ignore.apply(&mut vec![removed(&["GET", "DELETE"])], today);
            (ignored, ignore.useless_lines(today).count())
        };
        assert_eq!(ignored("/pets"), (1, 0));
        assert_eq!(ignored("GET /pets"), (0, 0));
        assert_eq!(ignored("GET /pets\nDELETE /pets\nPUT /pets"), (1, 1));
        assert_eq!(ignored("api-tag-added GET /pets"), (0, 1));
        assert_eq!(
            ignored("api-*-without-* /pets # agreed with all users"),
            (1, 0)
        );
        assert_eq!(ignored("response-* /pets"), (0, 1));
        assert_eq!(ignored("/pets until=2026-05-01"), (1, 0));
        assert_eq!(ignored("/pets until=2026-04-30"), (0, 1));
        assert_eq!(ignored("api-path-removed-without-deprecation"), (1, 0));
    }

    #[test]
    fn a_word_that_can_match_nothing_is_an_error() {
        let error = |text: &str| Ignore::parse(text).expect_err("an error").to_string();
        assert_eq!(
            error("# Known\napi-tag-aded /pets"),
            "line 2 of the ignore file: `api-tag-aded` is not a rule; did you mean `api-tag-added`?"
        );
        assert_eq!(
            error("nothing-*"),
            "line 1 of the ignore file: no rule matches `nothing-*`"
        );
        assert_eq!(
            error("/pets until=soon"),
            "line 1 of the ignore file: `soon` is not a date like 2030-01-31"
        );
    }
}
