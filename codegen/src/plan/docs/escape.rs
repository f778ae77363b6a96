//! Escapes text, so that rustdoc shows it unchanged.
//!
//! Whether a character needs a backslash depends on its neighbors.

/// Where the text is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// A paragraph or a heading.
    Line,
    /// A table cell, where `|` is special.
    Cell,
}

/// The neighbors of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Neighbor {
    /// A space, a soft line break, or nothing.
    Space,
    /// A hard line break, which is printed as a backslash or as `<br>`.
    Break,
    /// A link. An `!` before it would make it an image.
    Link,
    /// Any other markup.
    Markup,
    Char(char),
}

impl Neighbor {
    fn is_space(self) -> bool {
        self == Self::Space
    }

    fn is_letter(self) -> bool {
        matches!(self, Self::Char(ch) if ch.is_alphanumeric())
    }

    fn is(self, ch: char) -> bool {
        self == Self::Char(ch)
    }
}

/// Appends the escaped word to `out`. A word contains no space.
pub(super) fn word(
    word: &str,
    before: Neighbor,
    after: Neighbor,
    context: Context,
    out: &mut String,
) {
    let mut previous = before;
    let mut rest = word;
    while let Some(ch) = rest.chars().next() {
        // Whether underscores are special depends on the characters around the whole run.
        let run = if ch == '_' {
            rest.len() - rest.trim_start_matches('_').len()
        } else {
            ch.len_utf8()
        };
        let (here, tail) = rest.split_at(run);
        let next = tail.chars().next().map_or(after, Neighbor::Char);
        let escaped = match ch {
            '_' => !(previous.is_letter() && next.is_letter()),
            '|' => context == Context::Cell,
            '&' => is_entity(tail),
            '-' => previous.is_space() && is_flag(tail),
            _ => is_special(ch, previous, next),
        };
        for ch in here.chars() {
            if escaped {
                out.push('\\');
            }
            out.push(ch);
        }
        previous = Neighbor::Char(ch);
        rest = tail;
    }
}

fn is_special(ch: char, before: Neighbor, after: Neighbor) -> bool {
    match ch {
        '`' | '[' | ']' => true,
        '*' | '~' => !(before.is_space() && after.is_space()),
        // At the end of a line, it would be a line break.
        '\\' => !matches!(after, Neighbor::Char(next) if !next.is_ascii_punctuation()),
        '<' => !(after.is_space() || after.is('=')),
        '!' => after == Neighbor::Link,
        // At the beginning of the text of a link, it would be a footnote.
        '^' => before == Neighbor::Markup,
        _ => false,
    }
}

/// A URL in which nothing is read as a character reference.
pub(super) fn references(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for (at, ch) in url.char_indices() {
        out.push(ch);
        if ch == '&' && is_entity(&url[at + 1..]) {
            out.push_str("amp;");
        }
    }
    out
}

/// Whether `&` before this text makes a character reference.
fn is_entity(tail: &str) -> bool {
    // The longest name has 31 letters.
    let end = tail.bytes().take(40).position(|byte| byte == b';');
    end.is_some_and(|end| {
        tail[..end]
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}

/// Whether `-` before the text makes an option such as `--all`, which rustdoc would print with a dash.
fn is_flag(tail: &str) -> bool {
    tail.strip_prefix('-')
        .is_some_and(|name| name.starts_with(|ch: char| ch.is_ascii_alphanumeric()))
}

/// Returns the position where a word at the beginning of a line needs a backslash, so that it doesn't start a block.
pub(super) fn line_start(word: &str) -> Option<usize> {
    let all = |ch: char| word.chars().all(|other| other == ch);
    let first = word.chars().next()?;
    match first {
        '>' | '|' => Some(0),
        '#' | '=' if all(first) => Some(0),
        // A list item, a thematic break, or the delimiter row of a table.
        '-' | ':' if word.chars().all(|ch| matches!(ch, '-' | ':' | '|')) => Some(0),
        '*' | '+' if word.len() == 1 => Some(0),
        '0'..='9' => {
            let digits = word.len()
                - word
                    .trim_start_matches(|ch: char| ch.is_ascii_digit())
                    .len();
            matches!(&word[digits..], "." | ")").then_some(digits)
        }
        _ => None,
    }
}
