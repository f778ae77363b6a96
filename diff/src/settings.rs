//! What a project wants to hear.
//!
//! In: a file of levels and a file of findings to leave out. Out: the findings that remain. Guaranteed: an entry that
//! matches nothing is told, so that no list outlives its reason.

use std::collections::BTreeMap;
use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::{Finding, Level, Operation};

/// Levels by id; `None` silences a rule.
#[derive(Clone, Debug, Default)]
pub struct Severity {
    levels: BTreeMap<String, Option<Level>>,
}

impl Severity {
    /// Reads lines of an id and a level.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut severity = Self::default();
        for (number, line) in lines(text) {
            let mut words = line.split_whitespace();
            let (Some(id), Some(word), None) = (words.next(), words.next(), words.next()) else {
                return Err(format!("line {number} must be an id and a level"));
            };
            severity
                .set(id, word)
                .map_err(|error| format!("line {number}: {error}"))?;
        }
        Ok(severity)
    }

    /// Gives an id another level.
    pub fn set(&mut self, id: &str, word: &str) -> Result<(), String> {
        let level = match word.to_lowercase().as_str() {
            "error" | "err" => Some(Level::Error),
            "warning" | "warn" => Some(Level::Warning),
            "info" => Some(Level::Info),
            "none" => None,
            _ => return Err(format!("`{word}` is no level: error, warning, info, none")),
        };
        self.levels.insert(id.to_owned(), level);
        Ok(())
    }

    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| match self.levels.get(&finding.id) {
            None => true,
            Some(None) => false,
            Some(Some(level)) => {
                finding.level = *level;
                true
            }
        });
    }
}

/// Findings that are not to be told.
#[derive(Clone, Debug, Default)]
pub struct Ignore {
    entries: Vec<Entry>,
}

/// A line: every word of it must fit.
#[derive(Clone, Debug)]
struct Entry {
    number: usize,
    text: String,
    words: Vec<String>,
    used: bool,
}

impl Ignore {
    /// Reads lines of ids, `METHOD /path`, pointers (`#/components/…`) and fingerprints.
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

    /// Takes out what an entry fits; gives how many those were.
    pub fn apply(&mut self, findings: &mut Vec<Finding>) -> usize {
        let before = findings.len();
        findings.retain(|finding| {
            // What reaches several operations is told until each of them has a line that fits.
            let mut left: Vec<&Operation> = finding.operations.iter().map(Rc::as_ref).collect();
            let mut stays = true;
            for entry in self.entries.iter_mut().filter(|entry| entry.fits(finding)) {
                entry.used = true;
                left.retain(|operation| !entry.names(operation));
                stays &= entry.is_of_operations() && !left.is_empty();
            }
            stays
        });
        before - findings.len()
    }

    /// Lines that fit nothing.
    pub fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        let unused = self.entries.iter().filter(|entry| !entry.used);
        unused.map(|entry| (entry.number, entry.text.as_str()))
    }
}

impl Entry {
    fn fits(&self, finding: &Finding) -> bool {
        let mut operations = finding.operations.iter();
        let is_named = !self.is_of_operations() || operations.any(|one| self.names(one));
        let mut others = self.words.iter().filter(|word| !is_of_operations(word));
        is_named && others.all(|word| fits(word, finding))
    }

    /// Whether it is about single operations.
    fn is_of_operations(&self) -> bool {
        self.words.iter().any(|word| is_of_operations(word))
    }

    fn names(&self, operation: &Operation) -> bool {
        let mut words = self.words.iter().filter(|word| is_of_operations(word));
        words.all(|word| *word == operation.path || *word == operation.method)
    }
}

/// A path or a method.
fn is_of_operations(word: &str) -> bool {
    word.starts_with('/') || word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn fits(word: &str, finding: &Finding) -> bool {
    let below = |place: &Option<Pointer>| {
        let Some(place) = place else {
            return false;
        };
        let rest = word
            .strip_prefix('#')
            .and_then(|word| place.as_str().strip_prefix(word));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if word.starts_with("#/") {
        let first = (&finding.base, &finding.revision);
        let also = finding.also.iter().map(|(base, revision)| (base, revision));
        let mut places = std::iter::once(first).chain(also);
        return places.all(|(base, revision)| below(base) || below(revision));
    }
    word == finding.id || word == finding.fingerprint()
}

/// The lines that say something, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && *line != "#" && !line.starts_with("# "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Section;

    fn gone(methods: &[&str]) -> Finding {
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
            place: String::new(),
            text: String::new(),
            why: "",
            base: None,
            revision: None,
            values: Vec::new(),
            also: Vec::new(),
            fact: String::new(),
        }
    }

    #[test]
    fn what_reaches_several_operations_is_ignored_when_each_has_a_line() {
        let ignored = |text: &str| {
            let mut ignore = Ignore::parse(text);
            let ignored = ignore.apply(&mut vec![gone(&["GET", "DELETE"])]);
            (ignored, ignore.unused().count())
        };
        assert_eq!(ignored("/pets"), (1, 0));
        assert_eq!(ignored("GET /pets"), (0, 0));
        assert_eq!(ignored("GET /pets\nDELETE /pets\nPUT /pets"), (1, 1));
        assert_eq!(ignored("api-removed GET /pets"), (0, 1));
        assert_eq!(ignored("api-path-removed-without-deprecation"), (1, 0));
    }
}
