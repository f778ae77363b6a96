//! Regular expressions: whether a text matches one, and texts that do.

use std::collections::HashMap;

use regex_syntax::hir::{Class, Hir, HirKind};
use regress::Regex;

/// The longest pattern that is compiled: the parser is recursive.
const MAX_LENGTH: usize = 2_000;

/// The longest text that is made.
const MAX_TEXT: usize = 400;

/// Compiled regular expressions. `None`: not one of ECMAScript.
#[derive(Default)]
pub struct Patterns(HashMap<String, Option<Regex>>);

impl Patterns {
    /// Whether a text matches. Returns `None` if the pattern is no regular expression.
    pub fn matches(&mut self, pattern: &str, text: &str) -> Option<bool> {
        if pattern.len() > MAX_LENGTH {
            return None;
        }
        if !self.0.contains_key(pattern) {
            // JSON Schema recommends the flag `u`, but many patterns are valid only without it.
            let compiled = Regex::with_flags(pattern, "u").or_else(|_| Regex::new(pattern));
            self.0.insert(pattern.to_owned(), compiled.ok());
        }
        let compiled = self.0.get(pattern)?.as_ref()?;
        Some(compiled.find(text).is_some())
    }
}

/// Which letter of a class is chosen.
#[derive(Clone, Copy)]
enum Letter {
    First,
    Last,
}

/// Short texts that probably match a pattern. Empty if it uses syntax that only ECMAScript has.
pub fn samples(pattern: &str) -> Vec<String> {
    if pattern.len() > MAX_LENGTH {
        return Vec::new();
    }
    let Ok(parsed) = regex_syntax::parse(pattern) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for more in [0, 1, 7] {
        for letter in [Letter::First, Letter::Last] {
            let mut text = String::new();
            if write(&parsed, letter, more, &mut text).is_some() && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}

fn write(part: &Hir, letter: Letter, more: u32, text: &mut String) -> Option<()> {
    if text.len() > MAX_TEXT {
        return None;
    }
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(chosen(class, letter)?),
        HirKind::Capture(capture) => write(&capture.sub, letter, more, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, letter, more, text)?;
            }
        }
        HirKind::Alternation(parts) => {
            let part = match letter {
                Letter::First => parts.first()?,
                Letter::Last => parts.last()?,
            };
            write(part, letter, more, text)?;
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.saturating_add(more).min(most) {
                write(&repetition.sub, letter, more, text)?;
            }
        }
    }
    Some(())
}

/// A letter of a class: a readable one if there is one.
fn chosen(class: &Class, letter: Letter) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|it| (it.start(), it.end())).collect(),
        Class::Bytes(class) => {
            let ranges = class.iter();
            ranges
                .map(|it| (it.start().into(), it.end().into()))
                .collect()
        }
    };
    let readable = ranges.iter().filter_map(|(first, last)| {
        let range = ((*first).max('!'), (*last).min('~'));
        (range.0 <= range.1).then_some(range)
    });
    let readable: Vec<_> = readable.collect();
    let ranges = if readable.is_empty() {
        ranges
    } else {
        readable
    };
    match letter {
        Letter::First => ranges.iter().rev().map(|(first, _)| *first).next(),
        Letter::Last => ranges.first().map(|(_, last)| *last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_match() {
        let mut patterns = Patterns::default();
        for pattern in [
            "^/v1/charges$",
            "^[a-z0-9_-]{3,16}$",
            "^(GET|POST)$",
            "^\\d{4}-\\d{2}$",
            "x",
            "[^\\s]+",
        ] {
            let found = samples(pattern);
            let is_match = |text: &String| patterns.matches(pattern, text) == Some(true);
            assert!(
                !found.is_empty() && found.iter().all(is_match),
                "{pattern}: {found:?}"
            );
        }
        assert_eq!(samples("^(?=a)"), Vec::<String>::new());
        assert_eq!(patterns.matches("(", "a"), None);
    }
}
