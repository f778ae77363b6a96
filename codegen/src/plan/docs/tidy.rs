//! Inlines as they were read → inlines that can be printed as they are.
//!
//! In: the content of one paragraph, heading or cell. Out: the same words. Guaranteed: no space at
//! the ends and within the ends of marks; no two neighbours of a kind that would run together; no
//! mark within the same mark; every mark stands where Markdown sees it, or is gone.

use super::links;
use super::marks;
use super::tree::{Block, Inline, List, Mark, Table, collapse};

/// The content of a paragraph or heading; empty when it says nothing.
pub(super) fn line(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = join(inlines, &mut Vec::new());
    trim(&mut out);
    // A mark that goes may leave the parts of an address together.
    addresses(marks::settle(addresses(out)))
}

/// Finds the addresses that stand in text outside of links.
fn addresses(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => links::split(&text, |inline| append(&mut out, inline)),
            Inline::Marked(mark, inner) => append(&mut out, Inline::Marked(mark, addresses(inner))),
            Inline::Code(_)
            | Inline::Link { .. }
            | Inline::Address(_)
            | Inline::Soft
            | Inline::Hard => append(&mut out, inline),
        }
    }
    out
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
        Block::Code {
            language: _,
            lines: code,
        } => {
            let code = code
                .iter()
                .map(|line| collapse(line))
                .filter(|line| !line.is_empty());
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
        Block::Table(Table {
            columns: _,
            head,
            rows,
        }) => {
            lines.extend(
                std::iter::once(head)
                    .chain(rows)
                    .map(|row| row.join(&Inline::Soft)),
            );
        }
        Block::Rule => {}
    }
}

/// Joins neighbours, moves space out of marks and drops what is empty. `around` are the marks that
/// are open.
fn join(inlines: Vec<Inline>, around: &mut Vec<Mark>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Marked(mark, inner) => {
                let again = around.contains(&mark);
                around.push(mark);
                let mut inner = join(inner, around);
                around.pop();
                if again {
                    inner
                        .into_iter()
                        .for_each(|inline| append(&mut out, inline));
                    continue;
                }
                let (before, after) = trim(&mut inner);
                before
                    .into_iter()
                    .for_each(|inline| append(&mut out, inline));
                if !inner.is_empty() {
                    append(&mut out, marked(mark, inner));
                }
                after
                    .into_iter()
                    .for_each(|inline| append(&mut out, inline));
            }
            Inline::Link { url, text } => {
                link(url, unlinked(join(text, around)), &mut out);
            }
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Address(_)
            | Inline::Soft
            | Inline::Hard => {
                append(&mut out, inline);
            }
        }
    }
    out
}

/// Strong emphasis and emphasized strength are printed alike, so only one of them is made.
fn marked(mark: Mark, mut inner: Vec<Inline>) -> Inline {
    match (mark, &mut inner[..]) {
        (Mark::Strong, [Inline::Marked(Mark::Emphasis, content)]) => {
            let content = std::mem::take(content);
            Inline::Marked(Mark::Emphasis, vec![Inline::Marked(Mark::Strong, content)])
        }
        _ => Inline::Marked(mark, inner),
    }
}

fn link(url: String, mut text: Vec<Inline>, out: &mut Vec<Inline>) {
    let (before, after) = trim(&mut text);
    before.into_iter().for_each(|inline| append(out, inline));
    let itself = match &text[..] {
        [] => true,
        [Inline::Text(own)] => *own == url || url.strip_prefix("mailto:") == Some(own),
        _ => false,
    };
    append(
        out,
        if itself {
            links::own_text(url)
        } else {
            Inline::Link { url, text }
        },
    );
    after.into_iter().for_each(|inline| append(out, inline));
}

/// The text of a link can't hold another.
fn unlinked(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Address(url) => append(&mut out, Inline::Text(url)),
            Inline::Link { text, .. } => {
                text.into_iter().for_each(|inline| append(&mut out, inline))
            }
            Inline::Marked(mark, inner) => append(&mut out, Inline::Marked(mark, unlinked(inner))),
            Inline::Soft | Inline::Hard => append(&mut out, space()),
            Inline::Text(_) | Inline::Code(_) => append(&mut out, inline),
        }
    }
    out
}

/// Adds an inline to others, as one with the last where they are of a kind.
pub(super) fn append(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
        (Some(Inline::Code(last)), Inline::Code(text)) => last.push_str(&text),
        (Some(Inline::Marked(mark, last)), Inline::Marked(same, inner)) if *mark == same => {
            inner.into_iter().for_each(|inline| append(last, inline));
        }
        // Around a visible break, other space says nothing.
        (Some(Inline::Hard), Inline::Hard | Inline::Soft) => {}
        (Some(Inline::Hard), Inline::Text(text)) => {
            let text = text.trim_start();
            if !text.is_empty() {
                out.push(Inline::Text(text.to_owned()));
            }
        }
        (Some(Inline::Text(_) | Inline::Soft), Inline::Hard) => {
            trim_end(out);
            out.push(Inline::Hard);
        }
        (_, inline) => out.push(inline),
    }
}

/// Takes the space from both ends, and says what it was.
fn trim(inlines: &mut Vec<Inline>) -> (Option<Inline>, Option<Inline>) {
    let blank = inlines
        .iter()
        .take_while(|inline| inline.is_blank())
        .count();
    let mut before = inlines.drain(..blank).reduce(stronger);
    let after = trim_end(inlines);
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        let kept = text.trim_start();
        if kept.len() < text.len() {
            *text = kept.to_owned();
            before.get_or_insert_with(space);
        }
    }
    (before, after)
}

fn trim_end(inlines: &mut Vec<Inline>) -> Option<Inline> {
    let mut after = None;
    while let Some(space) = inlines.pop_if(|inline| inline.is_blank()) {
        after = Some(after.map_or(space.clone(), |found| stronger(found, space)));
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        let kept = text.trim_end().len();
        if kept < text.len() {
            text.truncate(kept);
            after.get_or_insert_with(space);
        }
    }
    after
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
