//! Inlines as they were read → inlines that can be printed as they are.
//!
//! In: the content of one paragraph, heading or cell. Out: the same words. Guaranteed: no space at
//! the ends and within the ends of marks; no two neighbours of a kind that would run together; no
//! mark within the same mark; every mark stands where Markdown sees it, or is gone.

use super::links;
use super::tree::{Block, Inline, List, Mark, Table, collapse};

/// The content of a paragraph or heading; empty when it says nothing.
pub(super) fn line(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = join(inlines, &mut Vec::new());
    trim(&mut out);
    let mut settled = Vec::with_capacity(out.len());
    settle(out, Side::Space, Side::Space, &mut settled);
    settled
}

/// The content of a table cell, where blocks can't stand: they become lines.
pub(super) fn cell(blocks: Vec<Block>) -> Vec<Inline> {
    let mut lines = Vec::new();
    for block in blocks {
        flatten(block, &mut lines);
    }
    let mut out = Vec::new();
    for line in lines {
        if !out.is_empty() {
            out.push(Inline::Hard);
        }
        out.extend(line);
    }
    line(out)
}

fn flatten(block: Block, lines: &mut Vec<Vec<Inline>>) {
    match block {
        Block::Paragraph(line) | Block::Heading(_, line) => lines.push(line),
        Block::Code { language: _, lines: code } => {
            let code = code.iter().map(|line| collapse(line)).filter(|line| !line.is_empty());
            lines.extend(code.map(|line| vec![Inline::Code(line)]));
        }
        Block::Quote(blocks) => blocks.into_iter().for_each(|block| flatten(block, lines)),
        Block::List(List { start: _, items }) => {
            for item in items {
                let first = lines.len();
                item.into_iter().for_each(|block| flatten(block, lines));
                if let Some(line) = lines.get_mut(first) {
                    line.insert(0, Inline::Text("• ".to_owned()));
                }
            }
        }
        Block::Table(Table { columns: _, head, rows }) => {
            lines.extend(std::iter::once(head).chain(rows).map(|row| row.join(&Inline::Soft)));
        }
        Block::Rule => {}
    }
}

/// What is around an inline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Mark(Mark),
    Link,
}

/// Joins neighbours, finds the addresses, moves space out of marks and drops what is empty.
fn join(inlines: Vec<Inline>, around: &mut Vec<Around>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Marked(mark, inner) => {
                let again = around.contains(&Around::Mark(mark));
                around.push(Around::Mark(mark));
                let mut inner = join(inner, around);
                around.pop();
                if again {
                    inner.into_iter().for_each(|inline| append(&mut out, inline));
                    continue;
                }
                let (before, after) = trim(&mut inner);
                before.into_iter().for_each(|inline| append(&mut out, inline));
                if !inner.is_empty() {
                    append(&mut out, Inline::Marked(mark, inner));
                }
                after.into_iter().for_each(|inline| append(&mut out, inline));
            }
            Inline::Link { url, text } => {
                around.push(Around::Link);
                let text = unlinked(join(text, around));
                around.pop();
                link(url, text, &mut out);
            }
            Inline::Text(text) if !around.contains(&Around::Link) => {
                links::split(&text, |inline| append(&mut out, inline));
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Address(_) | Inline::Soft | Inline::Hard => {
                append(&mut out, inline);
            }
        }
    }
    out
}

fn link(url: String, mut text: Vec<Inline>, out: &mut Vec<Inline>) {
    let (before, after) = trim(&mut text);
    before.into_iter().for_each(|inline| append(out, inline));
    let itself = match &text[..] {
        [] => true,
        [Inline::Text(own)] => *own == url || url.strip_prefix("mailto:") == Some(own),
        _ => false,
    };
    append(out, if itself { links::own_text(url) } else { Inline::Link { url, text } });
    after.into_iter().for_each(|inline| append(out, inline));
}

/// The text of a link can't hold another.
fn unlinked(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Address(url) => append(&mut out, Inline::Text(url)),
            Inline::Link { text, .. } => text.into_iter().for_each(|inline| append(&mut out, inline)),
            Inline::Marked(mark, inner) => append(&mut out, Inline::Marked(mark, unlinked(inner))),
            Inline::Soft | Inline::Hard => append(&mut out, space()),
            Inline::Text(_) | Inline::Code(_) => append(&mut out, inline),
        }
    }
    out
}

fn append(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
        (Some(Inline::Code(last)), Inline::Code(text)) => last.push_str(&text),
        (Some(Inline::Marked(mark, last)), Inline::Marked(same, inner)) if *mark == same => {
            inner.into_iter().for_each(|inline| append(last, inline));
        }
        (_, inline) => out.push(inline),
    }
}

/// Takes the space from both ends, and says what it was.
fn trim(inlines: &mut Vec<Inline>) -> (Option<Inline>, Option<Inline>) {
    let blank = inlines.iter().take_while(|inline| inline.is_blank()).count();
    let mut before = inlines.drain(..blank).reduce(stronger);
    let mut after = None;
    while let Some(space) = inlines.pop_if(|inline| inline.is_blank()) {
        after = Some(after.map_or(space.clone(), |found| stronger(found, space)));
    }
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        let kept = text.trim_start();
        if kept.len() < text.len() {
            *text = kept.to_owned();
            before.get_or_insert_with(space);
        }
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        let kept = text.trim_end().len();
        if kept < text.len() {
            text.truncate(kept);
            after.get_or_insert_with(space);
        }
    }
    (before, after)
}

fn space() -> Inline {
    Inline::Text(" ".to_owned())
}

/// Of two spaces, the one that says more.
fn stronger(one: Inline, other: Inline) -> Inline {
    match (&one, &other) {
        (Inline::Hard, _) => one,
        (_, Inline::Hard) | (Inline::Text(_), _) => other,
        _ => one,
    }
}

/// What stands beside a mark, as far as Markdown cares. Where it is a matter of Unicode's tables,
/// it is `Other`: a mark is rather lost than printed as stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Space,
    Punctuation,
    Letter,
    Other,
}

impl Side {
    fn of(ch: Option<char>) -> Self {
        match ch {
            None => Self::Punctuation,
            Some(ch) if ch.is_whitespace() => Self::Space,
            Some(ch) if ch.is_alphanumeric() => Self::Letter,
            Some(ch) if ch.is_ascii_punctuation() => Self::Punctuation,
            Some(_) => Self::Other,
        }
    }

    fn first(inline: &Inline) -> Self {
        match inline {
            Inline::Text(text) => Self::of(text.chars().next()),
            // The mark may yet go, or its delimiter runs together with the one beside it.
            Inline::Marked(_, inner) => inner.first().map_or(Self::Punctuation, Self::first),
            Inline::Soft | Inline::Hard => Self::Space,
            Inline::Code(_) | Inline::Link { .. } | Inline::Address(_) => Self::Punctuation,
        }
    }

    fn last(inline: &Inline) -> Self {
        match inline {
            Inline::Text(text) => Self::of(text.chars().next_back()),
            Inline::Marked(_, inner) => inner.last().map_or(Self::Punctuation, Self::last),
            Inline::Soft | Inline::Hard => Self::Space,
            Inline::Code(_) | Inline::Link { .. } | Inline::Address(_) => Self::Punctuation,
        }
    }

    /// Whether a mark's delimiter between `self` outside and `inside` is seen as one.
    fn bounds(self, inside: Self) -> bool {
        inside == Self::Letter || matches!(self, Self::Space | Self::Punctuation)
    }
}

/// Takes away the marks that Markdown would not see, such as in `a<b>(c)</b>d`.
fn settle(inlines: Vec<Inline>, before: Side, after: Side, out: &mut Vec<Inline>) {
    let mut rest = inlines.into_iter().peekable();
    while let Some(inline) = rest.next() {
        match inline {
            Inline::Marked(mark, inner) => {
                let left = out.last().map_or(before, Side::last);
                let right = rest.peek().map_or(after, Side::first);
                let opens = inner.first().is_some_and(|first| left.bounds(Side::first(first)));
                let closes = inner.last().is_some_and(|last| right.bounds(Side::last(last)));
                if opens && closes {
                    let mut settled = Vec::with_capacity(inner.len());
                    settle(inner, Side::Punctuation, Side::Punctuation, &mut settled);
                    append(out, Inline::Marked(mark, settled));
                } else {
                    let mut loose = Vec::with_capacity(inner.len());
                    settle(inner, left, right, &mut loose);
                    loose.into_iter().for_each(|inline| append(out, inline));
                }
            }
            Inline::Link { url, text } => {
                let mut settled = Vec::with_capacity(text.len());
                settle(text, Side::Punctuation, Side::Punctuation, &mut settled);
                out.push(Inline::Link { url, text: settled });
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Address(_) | Inline::Soft | Inline::Hard => {
                append(out, inline);
            }
        }
    }
}
