//! Findings that a project ignores, and lines of the ignore file that have become useless.

use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::lines;
use crate::{Finding, Operation};

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
    used: bool,
}

impl Ignore {
    /// Parses lines of rule ids, `METHOD /path`, JSON pointers (`#/components/…`) and fingerprints.
    pub fn parse(text: &str) -> Self {
        let entry = |(number, line): (usize, &str)| Entry {
            number,
            text: line.to_owned(),
            words: line.split_whitespace().map(str::to_owned).collect(),
            used: false,
        };
        Self {
            entries: lines(text).map(entry).collect(),
        }
    }

    /// Removes the matching findings and returns how many there were.
    pub(super) fn apply(&mut self, findings: &mut Vec<Finding>) -> usize {
        let before = findings.len();
        findings.retain(|finding| {
            // A finding in several operations is ignored only if a line matches each of them.
            let mut remaining: Vec<&Operation> =
                finding.operations.iter().map(Rc::as_ref).collect();
            let mut is_reported = true;
            for entry in self
                .entries
                .iter_mut()
                .filter(|entry| entry.matches(finding))
            {
                entry.used = true;
                remaining.retain(|operation| !entry.names(operation));
                is_reported &= entry.names_operations() && !remaining.is_empty();
            }
            is_reported
        });
        before - findings.len()
    }

    /// The lines that matched no finding, with their numbers.
    pub(super) fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        let unused = self.entries.iter().filter(|entry| !entry.used);
        unused.map(|entry| (entry.number, entry.text.as_str()))
    }
}

impl Entry {
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
    word == finding.id || word == finding.fingerprint()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Level, finding::Section};

    fn removed(methods: &[&str]) -> Finding {
        let operation = |method: &&str| Operation {
            path: "/pets".to_owned(),
            method: (*method).to_owned(),
            id: None,
        };
        Finding {
            id: "api-path-removed-without-deprecation".to_owned(),
            level: Level::Error,
            section: Section::Paths,
            operations: methods.iter().map(operation).map(Rc::new).collect(),
            element: String::new(),
            text: String::new(),
            why: "",
            base: None,
            revision: None,
            values: Vec::new(),
            also: Vec::new(),
            change: String::new(),
        }
    }

    #[test]
    fn a_finding_is_ignored_if_all_its_operations_are() {
        let ignored = |text: &str| {
            let mut ignore = Ignore::parse(text);
            let ignored = ignore.apply(&mut vec![removed(&["GET", "DELETE"])]);
            (ignored, ignore.unused().count())
        };
        assert_eq!(ignored("/pets"), (1, 0));
        assert_eq!(ignored("GET /pets"), (0, 0));
        assert_eq!(ignored("GET /pets\nDELETE /pets\nPUT /pets"), (1, 1));
        assert_eq!(ignored("api-removed GET /pets"), (0, 1));
        assert_eq!(ignored("api-path-removed-without-deprecation"), (1, 0));
    }
}
