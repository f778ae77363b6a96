//! What a project wants to hear.
//!
//! In: a file of levels and a file of findings to leave out. Out: the findings that remain. Guaranteed: an entry that
//! matches nothing is told, so that no list outlives its reason.

use std::collections::BTreeMap;

use oascribe_codegen::source::Pointer;

use super::{Finding, Level};

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
            let mut stays = true;
            for entry in &mut self.entries {
                if entry.fits(finding) {
                    entry.used = true;
                    stays = false;
                }
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
        self.words.iter().all(|word| fits(word, finding))
    }
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
    // One that reaches more operations than the line names is told.
    let all = |test: &dyn Fn(&super::Operation) -> bool| {
        !finding.operations.is_empty() && finding.operations.iter().all(|operation| test(operation))
    };
    if word.starts_with("#/") {
        let first = (&finding.base, &finding.revision);
        let also = finding.also.iter().map(|(base, revision)| (base, revision));
        let mut places = std::iter::once(first).chain(also);
        return places.all(|(base, revision)| below(base) || below(revision));
    }
    if word.starts_with('/') {
        return all(&|operation| operation.path == word);
    }
    if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return all(&|operation| operation.method == word);
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
