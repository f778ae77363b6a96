//! Text that Markdown reads as nothing but text.
//!
//! In: text and what stands beside it. Out: the same text with backslashes where a character would
//! mean something. Guaranteed: rustdoc shows the text as it was given.

/// Where the text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph or a heading.
    Line,
    /// A cell of a table, where `|` has a meaning.
    Cell,
}

/// What stands beside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// A space, a line break of the source, or nothing.
    Space,
    /// A line break that is seen, which is printed as a backslash or as `<br>`.
    Break,
    /// A link: the only thing that `!` before it changes.
    Link,
    /// Any other markup.
    Markup,
    Char(char),
}

impl Beside {
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

/// Appends the word to `out`. A word holds no space.
pub(super) fn word(word: &str, before: Beside, after: Beside, place: Place, out: &mut String) {
    let mut previous = before;
    let mut rest = word;
    while let Some(ch) = rest.chars().next() {
        // Underscores are judged by what stands around all of them.
        let run = if ch == '_' {
            rest.len() - rest.trim_start_matches('_').len()
        } else {
            ch.len_utf8()
        };
        let (here, tail) = rest.split_at(run);
        let next = tail.chars().next().map_or(after, Beside::Char);
        let escaped = match ch {
            '_' => !(previous.is_letter() && next.is_letter()),
            '|' => place == Place::Cell,
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
        previous = Beside::Char(ch);
        rest = tail;
    }
}

fn is_special(ch: char, before: Beside, after: Beside) -> bool {
    match ch {
        '`' | '[' | ']' => true,
        '*' | '~' => !(before.is_space() && after.is_space()),
        // At the end of a line it would be a break.
        '\\' => !matches!(after, Beside::Char(next) if !next.is_ascii_punctuation()),
        '<' => !(after.is_space() || after.is('=')),
        '!' => after == Beside::Link,
        // At the beginning of a link's text it would be a footnote.
        '^' => before == Beside::Markup,
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

/// Whether `-` before this text makes an option such as `--all`, which rustdoc would print with a
/// dash.
fn is_flag(tail: &str) -> bool {
    tail.strip_prefix('-')
        .is_some_and(|name| name.starts_with(|ch: char| ch.is_ascii_alphanumeric()))
}

/// Where a word at the beginning of a line needs a backslash to not begin a block.
pub(super) fn line_start(word: &str) -> Option<usize> {
    let all = |ch: char| word.chars().all(|other| other == ch);
    let first = word.chars().next()?;
    match first {
        '>' | '|' => Some(0),
        '#' | '=' if all(first) => Some(0),
        // An item, a line between parts, or what stands below the head of a table.
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
