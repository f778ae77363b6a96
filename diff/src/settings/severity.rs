//! Levels of rules that a project has changed.

use std::collections::BTreeMap;

use super::{invalid, lines, unknown_rule};
use crate::{Error, Finding, Level};

/// The configured levels of rules, by rule id. `None` turns a rule off.
#[derive(Clone, Debug, Default)]
pub struct Severity {
    levels: BTreeMap<String, Option<Level>>,
}

impl Severity {
    /// Parses lines that consist of a rule id and a level.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut severity = Self::default();
        for (number, line) in lines(text) {
            let mut words = line.split_whitespace();
            let (Some(id), Some(word), None) = (words.next(), words.next(), words.next()) else {
                return Err(invalid(format!(
                    "line {number} must consist of a rule id and a level"
                )));
            };
            severity
                .set(id, word)
                .map_err(|error| invalid(format!("line {number}: {error}")))?;
        }
        Ok(severity)
    }

    /// Sets the level of a rule.
    pub(super) fn set(&mut self, id: &str, word: &str) -> Result<(), String> {
        if let Some(error) = unknown_rule(id) {
            return Err(error);
        }
        let level = match word.to_lowercase().as_str() {
            "error" | "err" => Some(Level::Error),
            "warning" | "warn" => Some(Level::Warning),
            "info" => Some(Level::Info),
            "none" => None,
            _ => {
                return Err(format!(
                    "`{word}` is not a level: use error, warning, info or none"
                ));
            }
        };
        self.levels.insert(id.to_owned(), level);
        Ok(())
    }

    pub(super) fn apply(&self, findings: &mut Vec<Finding>) {
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
