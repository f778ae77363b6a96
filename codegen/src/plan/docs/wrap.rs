//! Wraps the words of a paragraph into lines.
//!
//! Guarantees: a line is only longer than the width if it is a single word. Source lines that fit keep their line
//! breaks, so that changing a sentence changes few lines. No line can be parsed as the start of a block.

use super::escape;
use super::words::{Gap, Word};

/// If a source line is too long, it is also broken at the end of a sentence after this column. The lines after the
/// break don't change when the sentence does.
const SENTENCE: usize = 60;

/// Wraps a paragraph.
pub(super) fn wrap(words: &[Word], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut from = 0;
    let mut line_from = 0;
    for (at, word) in words.iter().enumerate() {
        let last = at + 1 == words.len();
        let ends = match word.gap {
            Gap::None | Gap::Space => false,
            Gap::Soft => {
                fits(&words[line_from..=at], width) || sentence_ends(word, words.get(at + 1))
            }
            Gap::Hard => true,
        };
        if word.gap > Gap::Space {
            line_from = at + 1;
        }
        if ends || last {
            fill(&words[from..=at], width, &mut lines);
            if word.gap == Gap::Hard
                && !last
                && let Some(line) = lines.last_mut()
            {
                line.push('\\');
            }
            from = at + 1;
        }
    }
    lines
}

/// Joins words into one line of any length.
pub(super) fn join(words: &[Word], hard: &str) -> String {
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        out.push_str(&word.text);
        if at + 1 < words.len() {
            out.push_str(if word.gap == Gap::Hard { hard } else { " " });
        }
    }
    out
}

/// Whether the word ends a sentence.
pub(super) fn sentence_ends(word: &Word, next: Option<&Word>) -> bool {
    let continues = next.is_some_and(|next| {
        let opening = ['"', '\'', '(', '*', '“', '‘'];
        next.text
            .trim_start_matches(opening)
            .starts_with(char::is_lowercase)
    });
    let text = word
        .text
        .trim_end_matches(['"', '\'', ')', '*', '`', '”', '’']);
    !continues
        && match text.strip_suffix('.') {
            Some(before) => !is_abbreviation(before),
            None => text.ends_with(['!', '?', '。', '！', '？']),
        }
}

/// Whether a dot after the text is part of the word: `e.g`, `vs`, an initial, the number of a list item.
fn is_abbreviation(before: &str) -> bool {
    let word = before.trim_start_matches(['(', '[', '\\', '"', '\'']);
    let known = [
        "approx", "cf", "etc", "incl", "max", "min", "no", "resp", "vs",
    ];
    let inner = word.trim_start_matches(|ch: char| ch.is_ascii_digit());
    word.split('.')
        .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
        || known.iter().any(|known| word.eq_ignore_ascii_case(known))
        || (inner.is_empty() && word.len() < 3)
}

fn fits(words: &[Word], width: usize) -> bool {
    let total: usize = words.iter().map(|word| word.width() + 1).sum();
    total <= width + 1
}

/// Wraps the words of one source line.
fn fill(words: &[Word], width: usize, lines: &mut Vec<String>) {
    let all = fits(words, width);
    let mut line = String::new();
    let mut column = 0;
    for (at, word) in words.iter().enumerate() {
        let room = column + 1 + word.width() <= width;
        let ended =
            !all && column >= SENTENCE && at > 0 && sentence_ends(&words[at - 1], Some(word));
        if column > 0 && (!room || ended) {
            lines.push(std::mem::take(&mut line));
            column = 0;
        }
        if column > 0 {
            line.push(' ');
            line.push_str(&word.text);
            column += 1 + word.width();
            continue;
        }
        let (start, end) = word
            .text
            .split_at(escape::line_start(&word.text).unwrap_or(0));
        line.push_str(start);
        if escape::line_start(&word.text).is_some() {
            line.push('\\');
        }
        line.push_str(end);
        column = line.chars().count();
    }
    if !line.is_empty() {
        lines.push(line);
    }
}
