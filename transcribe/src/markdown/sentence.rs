//! Sentences.

use super::text::{Inline, Kind};
use crate::span::Span;

/// A sentence, without surrounding whitespace.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub inlines: Vec<Inline>,
    pub at: Span,
}

/// Splits a paragraph into sentences. A line break ends a sentence too.
pub fn sentences(inlines: &[Inline]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut current: Vec<Inline> = Vec::new();
    for (index, inline) in inlines.iter().enumerate() {
        let Kind::Text(text) = &inline.kind else {
            match inline.kind {
                Kind::Break => finish(&mut current, &mut out),
                _ => current.push(inline.clone()),
            }
            continue;
        };
        let mut from = 0;
        let more = index + 1 < inlines.len();
        for end in ends(text, more) {
            push(&mut current, inline, text, from, end);
            finish(&mut current, &mut out);
            from = end;
        }
        push(&mut current, inline, text, from, text.len());
    }
    finish(&mut current, &mut out);
    out
}

fn push(current: &mut Vec<Inline>, inline: &Inline, text: &str, from: usize, to: usize) {
    let part = &text[from..to];
    let part = if current.is_empty() {
        part.trim_start()
    } else {
        part
    };
    if part.is_empty() {
        return;
    }
    // Approximate if the text differs from the page (entities, escapes), but never behind the inline.
    let skipped = text[..to].len() - part.len();
    let Span { file, start, end } = inline.at;
    let start = (start + skipped).min(end);
    let at = Span {
        file,
        start,
        end: (start + part.len()).min(end),
    };
    current.push(Inline {
        kind: Kind::Text(part.to_owned()),
        at,
    });
}

fn finish(current: &mut Vec<Inline>, out: &mut Vec<Sentence>) {
    while let Some(last) = current.last_mut() {
        let Kind::Text(text) = &mut last.kind else {
            break;
        };
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        current.pop();
    }
    let (Some(first), Some(last)) = (current.first(), current.last()) else {
        return;
    };
    let at = Span {
        end: last.at.end,
        ..first.at
    };
    out.push(Sentence {
        inlines: std::mem::take(current),
        at,
    });
}

/// The offsets at which sentences end: after `.`, `!` or `?`, if whitespace follows and then no lower-case letter.
fn ends(text: &str, more: bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if !matches!(char, '.' | '!' | '?') {
            continue;
        }
        let mut end = at + 1;
        while let Some((_, ')' | '"' | '\'' | '”')) = chars.peek() {
            if let Some((at, closing)) = chars.next() {
                end = at + closing.len_utf8();
            }
        }
        let rest = &text[end..];
        if !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let next = rest.trim_start().chars().next();
        let begins = next.map_or(more, |next| !next.is_lowercase());
        let word = text[..at].rsplit(char::is_whitespace).next();
        let abbreviation = matches!(word, Some("e.g" | "i.e" | "vs" | "cf" | "approx" | "No"));
        if begins && !abbreviation {
            out.push(end);
        }
    }
    out
}
