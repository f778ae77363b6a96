//! Which differences of a schema are reported, given what is known about its values.

use super::super::Level;
use super::super::rules::{Effect, SchemaRule, Shows, Usage};

/// What is known about the values of a pair of schemas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Filter {
    /// Whether no client breaks: all values that may be sent are admitted.
    pub is_safe: bool,
    /// Whether the reverse change breaks no client either.
    pub is_reverse_safe: bool,
    /// Whether it can't be decided if clients break.
    pub is_undecided: bool,
}

impl Filter {
    /// The level of a rule. Returns `None` if its statement does not hold.
    pub fn level(self, rule: &SchemaRule, usage: Usage, level: Level) -> Option<Level> {
        let is_sent = usage.is_sent();
        // The values of this keyword are no constraint.
        let is_note = rule.shows == Shows::Nothing("x-extensible-enum");
        let is_unsent = matches!(usage, Usage::RequestReadOnly | Usage::ResponseWriteOnly);
        match rule.effect {
            Effect::Same | Effect::Unsent => Some(level),
            _ if is_note => Some(level),
            _ if is_unsent => Some(level.min(Level::Info)),
            Effect::Other if self.is_safe && self.is_reverse_safe => None,
            Effect::Other if self.is_safe => Some(level.min(Level::Info)),
            Effect::Other if self.is_undecided => Some(level.min(Level::Warning)),
            Effect::Other => Some(level),
            effect => {
                let is_false = match effect.is_harmful(is_sent) {
                    true => self.is_safe,
                    false => self.is_reverse_safe,
                };
                (!is_false).then_some(level)
            }
        }
    }
}
