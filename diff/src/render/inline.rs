//! Text of documents in Markdown.
//!
//! In: any text. Out: Markdown that shows the same text. Guaranteed: it contains code spans and plain words, and nothing that
//! Markdown or GitHub turns into something else: no image, link, HTML, mention, reference to an issue or a commit. A
//! backslash is no protection from mentions, because GitHub looks for them in the rendered text, except in code.

use oascribe_codegen::diag::escape::plain;

/// Where the text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a row of a table, where `|` ends the cell.
    Cell,
    Line,
}

#[derive(PartialEq, Eq)]
enum Kind {
    Code,
    Words,
}

/// A value: one code span.
pub fn code(text: &str, place: Place) -> String {
    let text = plain(text);
    if place == Place::Line || !text.contains('|') {
        return span(&text);
    }
    match text.contains("\\|") {
        false => span(&text.replace('|', "\\|")),
        // Markdown processors disagree about `\\|` in a cell.
        true => {
            let entities = text.chars().map(|c| match c.is_alphanumeric() {
                true => c.to_string(),
                false => format!("&#{};", u32::from(c)),
            });
            format!("<code>{}</code>", entities.collect::<String>())
        }
    }
}

/// A sentence. Its values, which are in backticks, and all words that are not plain become code spans.
pub fn prose(text: &str, place: Place) -> String {
    let text = plain(text);
    let mut pieces: Vec<(Kind, String)> = Vec::new();
    // Adjacent code spans would be one span with other backticks.
    let mut add = |kind: Kind, text: &str| match pieces.last_mut() {
        Some((last, before)) if *last == kind => before.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push((kind, text.to_owned())),
    };
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            add(Kind::Code, part);
            continue;
        }
        for (number, word) in part.split(' ').enumerate() {
            if number > 0 {
                add(Kind::Words, " ");
            }
            let is_first = index == 0 && number == 0;
            match is_plain(word) && !(is_first && begins_a_block(word)) {
                true => add(Kind::Words, word),
                false => add(Kind::Code, word),
            }
        }
    }
    let shown = pieces.iter().map(|(kind, text)| match kind {
        Kind::Code => code(text, place),
        Kind::Words => text.clone(),
    });
    shown.collect()
}

/// A code span with more backticks than the text has.
fn span(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    let ends = |c| text.starts_with(c) && text.ends_with(c);
    let is_blank = text.chars().all(|c| c == ' ');
    // One space on each side is not part of a code span.
    match text.starts_with('`') || text.ends_with('`') || ends(' ') && !is_blank {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// Whether a word shows the same in Markdown, and GitHub does not make a link or an emoji of it.
fn is_plain(word: &str) -> bool {
    let is_safe = |c: char| c.is_alphanumeric() || ".,;:()'\"/-+%=?…→".contains(c);
    let lower = word.to_lowercase();
    let is_link = lower.contains("://") || lower.contains("www.") || lower.contains("gh-");
    let is_emoji = word.matches(':').count() > 1;
    // The name of a commit.
    let is_hash = |part: &str| {
        (7..=40).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let mut parts = word.split(|c: char| !c.is_ascii_alphanumeric());
    word.chars().all(is_safe) && !is_link && !is_emoji && !parts.any(is_hash)
}

/// Whether Markdown could read the word as the begin of a list or of another block.
fn begins_a_block(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = rest.len() < word.len() && (rest == "." || rest == ")");
    is_number || !word.starts_with(|c: char| c.is_alphanumeric() || c == '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_code() {
        for (text, line, cell) in [
            ("a", "`a`", "`a`"),
            ("", "", ""),
            (" ", "` `", "` `"),
            (" a ", "`  a  `", "`  a  `"),
            ("`", "`` ` ``", "`` ` ``"),
            ("a``b", "```a``b```", "```a``b```"),
            ("a|b", "`a|b`", r"`a\|b`"),
            (r"a\|b", r"`a\|b`", "<code>a&#92;&#124;b</code>"),
            ("a\nb", r"`a\nb`", r"`a\nb`"),
        ] {
            assert_eq!(code(text, Place::Line), line);
            assert_eq!(code(text, Place::Cell), cell);
        }
    }

    #[test]
    fn words_that_are_not_plain_are_code() {
        for (text, shown) in [
            (
                "the body (application/json) is 5.",
                "the body (application/json) is 5.",
            ),
            ("ask @team about it", "ask `@team` about it"),
            ("fixes #12 and GH-12", "fixes `#12` and `GH-12`"),
            ("![a](b) <img>", "`![a](b)` `<img>`"),
            ("see https://a.b, WWW.a.b", "see `https://a.b,` `WWW.a.b`"),
            ("1. a", "`1.` a"),
            ("- a", "`-` a"),
            (":tada: c0ffee1", "`:tada:` `c0ffee1`"),
            ("(@a)`b`", "`(@a)b`"),
            ("an `a`b` c", "an `a`b` c`"),
            ("an `a` and `@b", "an `a` and `@b`"),
        ] {
            assert_eq!(prose(text, Place::Line), shown);
        }
    }
}
