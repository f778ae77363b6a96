//! Texts that match a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::choices::Choices;

/// The longest text.
const MAX_LENGTH: usize = 4096;

/// Returns a text that matches the expression, with up to `more` repetitions above the least. Assertions such as `\b` are
/// ignored, so the text may not match. Returns `None` if the expression uses syntax that only ECMAScript has.
pub fn sample(expression: &str, choices: &mut Choices, more: usize) -> Option<String> {
    let parsed = regex_syntax::parse(expression).ok()?;
    let mut text = String::new();
    write(&parsed, choices, more, &mut text)?;
    Some(text)
}

/// Whether a text matches the expression.
pub fn matches(expression: &str, text: &str) -> bool {
    jsonschema::draft202012::is_valid(&serde_json::json!({"pattern": expression}), &text.into())
}

fn write(part: &Hir, choices: &mut Choices, more: usize, text: &mut String) -> Option<()> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(letter(class, choices)?),
        HirKind::Capture(capture) => write(&capture.sub, choices, more, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, choices, more, text)?;
            }
        }
        HirKind::Alternation(parts) => {
            let part = parts.get(choices.below(parts.len()))?;
            write(part, choices, more, text)?;
        }
        HirKind::Repetition(repetition) => {
            let least = repetition.min as usize;
            let most = repetition.max.map_or(usize::MAX, |most| most as usize);
            for _ in 0..least.saturating_add(more).min(most) {
                write(&repetition.sub, choices, more, text)?;
            }
        }
    }
    Some(())
}

/// A letter of a class, readable if possible.
fn letter(class: &Class, choices: &mut Choices) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Class::Bytes(class) => {
            let ranges = class.iter();
            ranges
                .map(|range| (range.start().into(), range.end().into()))
                .collect()
        }
    };
    let readable = ranges.iter().flat_map(|(first, last)| {
        let (first, last) = ((*first).max('!'), (*last).min('~'));
        first..=last
    });
    let readable: Vec<char> = readable.collect();
    match readable.get(choices.below(readable.len())) {
        Some(letter) => Some(*letter),
        None => ranges.first().map(|(first, _)| *first),
    }
}
