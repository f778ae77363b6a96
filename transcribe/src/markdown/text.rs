//! Prose: what a description is made of.
//!
//! In: blocks of inlines. Out: sentences, plain text, and CommonMark with one sentence a line, so that a sentence
//! that changes is a line that changes.

use super::super::span::Span;

/// A paragraph, a list or a listing.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Para(Vec<Inline>),
    List {
        /// The number of the first item; none for bullets.
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Listing(String),
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    pub kind: Kind,
    pub at: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Text(String),
    Code(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Link {
        to: String,
        text: Vec<Inline>,
    },
    /// A line break.
    Break,
}

/// The text without any markup; a line break is a blank.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) | Kind::Code(text) => out.push_str(text),
            Kind::Strong(inner) | Kind::Emphasis(inner) | Kind::Link { text: inner, .. } => {
                out.push_str(&plain(inner));
            }
            Kind::Break => out.push(' '),
        }
    }
    out
}

/// One sentence, without the blanks around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub inlines: Vec<Inline>,
    pub at: Span,
}

/// A paragraph by its sentences. Breaks end a sentence, too.
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

fn push(current: &mut Vec<Inline>, whole: &Inline, text: &str, from: usize, to: usize) {
    let part = &text[from..to];
    let part = if current.is_empty() {
        part.trim_start()
    } else {
        part
    };
    if part.is_empty() {
        return;
    }
    // Approximate where the text is not literally the page's (entities, escapes): never behind the inline.
    let skipped = text[..to].len() - part.len();
    let Span { file, start, end } = whole.at;
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

/// Where sentences end in a text: behind `.`, `!` or `?` before a blank and anything but a small letter.
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
        let short = matches!(word, Some("e.g" | "i.e" | "vs" | "cf" | "approx" | "No"));
        if begins && !short {
            out.push(end);
        }
    }
    out
}

/// Blocks as CommonMark, one sentence a line.
pub fn blocks_text(blocks: &[Block]) -> String {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Para(inlines) => {
                let lines: Vec<String> = sentences(inlines)
                    .iter()
                    .map(|sentence| markdown(&sentence.inlines))
                    .filter(|line| !line.is_empty())
                    .collect();
                if !lines.is_empty() {
                    out.push(lines.join("\n"));
                }
            }
            Block::List { first, items } => out.push(list_text(*first, items)),
            Block::Listing(text) => {
                let fence = fence(text, 3);
                out.push(format!("{fence}text\n{}\n{fence}", text.trim_end()));
            }
        }
    }
    out.join("\n\n")
}

fn list_text(first: Option<u64>, items: &[Vec<Block>]) -> String {
    let mut lines = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mark = match first {
            Some(first) => format!("{}. ", first + index as u64),
            None => "- ".to_owned(),
        };
        let text = blocks_text(item);
        for (number, line) in text.lines().enumerate() {
            let lead = if number == 0 {
                mark.clone()
            } else {
                " ".repeat(mark.len())
            };
            lines.push(format!("{lead}{line}").trim_end().to_owned());
        }
    }
    lines.join("\n")
}

/// Inlines as CommonMark on one line.
pub fn markdown(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            Kind::Text(text) => out.push_str(&escaped(text)),
            Kind::Code(text) => out.push_str(&code(text)),
            Kind::Strong(inner) => out.push_str(&format!("**{}**", markdown(inner))),
            Kind::Emphasis(inner) => out.push_str(&format!("*{}*", markdown(inner))),
            Kind::Link { to, text } if to.is_empty() => out.push_str(&markdown(text)),
            Kind::Link { to, text } => {
                let to = if to.contains([' ', '(', ')', '<', '>']) {
                    format!("<{}>", to.replace(['<', '>'], ""))
                } else {
                    to.clone()
                };
                out.push_str(&format!("[{}]({to})", markdown(text)));
            }
            Kind::Break => out.push(' '),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ")
}

fn code(text: &str) -> String {
    let fence = fence(text, 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// More backticks than stand together in the text.
fn fence(text: &str, least: usize) -> String {
    let (mut most, mut run) = (0, 0);
    for char in text.chars() {
        run = if char == '`' { run + 1 } else { 0 };
        most = most.max(run);
    }
    "`".repeat(least.max(if most == 0 { 0 } else { most + 1 }))
}

/// Text that CommonMark would take for markup gets a backslash; what only looks alike (`snake_case`) stays.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    for (index, char) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(index + 1).copied();
        let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let markup = match char {
            '*' => {
                !(before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace))
            }
            '_' => !(word(before) && word(after)),
            '`' | '<' => true,
            '[' => text[..].contains("]("),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(*char);
    }
    out
}
