//! Writes text as CommonMark, with one sentence a line: a changed sentence is one changed line.

use super::sentence::sentences;
use super::text::{Block, Inline, Kind};

/// Blocks as CommonMark, one sentence a line.
pub fn to_common_mark(blocks: &[Block]) -> String {
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
        let text = to_common_mark(item);
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

/// More backticks than any run of backticks in the text.
fn fence(text: &str, least: usize) -> String {
    let (mut most, mut run) = (0, 0);
    for char in text.chars() {
        run = if char == '`' { run + 1 } else { 0 };
        most = most.max(run);
    }
    "`".repeat(least.max(if most == 0 { 0 } else { most + 1 }))
}

/// Escapes characters that CommonMark would read as markup. `snake_case` needs no escape.
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
