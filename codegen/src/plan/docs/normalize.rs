//! Normalizes the content of a paragraph, heading or cell, so that it can be printed as Markdown.
//!
//! Guarantees: no space at the ends of the content or of styled text, no neighbors of the same kind, no style within
//! the same style. Styles that Markdown would not recognize are removed. The words stay the same.

use super::delimiters;
use super::links;
use super::tree::{Block, Inline, List, Style, Table, collapse};

/// Normalizes the content of a paragraph or heading. The result is empty if there is no visible content.
pub(super) fn line(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = join(inlines, &mut Vec::new());
    trim(&mut out);
    // Removing a style can join the parts of a URL.
    autolink_urls(delimiters::remove_invisible(autolink_urls(out)))
}

/// Converts URLs in text outside of links to autolinks.
fn autolink_urls(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => links::split_urls(&text, |inline| append(&mut out, inline)),
            Inline::Styled(style, inner) => {
                append(&mut out, Inline::Styled(style, autolink_urls(inner)))
            }
            Inline::Code(_)
            | Inline::Link { .. }
            | Inline::Autolink(_)
            | Inline::Soft
            | Inline::Hard => append(&mut out, inline),
        }
    }
    out
}

/// Normalizes the content of a table cell, which can't contain blocks. Blocks become lines.
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

/// Joins neighbors, moves space out of styled text and drops empty inlines. `around` contains the open styles.
fn join(inlines: Vec<Inline>, around: &mut Vec<Style>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Styled(style, inner) => {
                let again = around.contains(&style);
                around.push(style);
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
                    append(&mut out, marked(style, inner));
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
            | Inline::Autolink(_)
            | Inline::Soft
            | Inline::Hard => {
                append(&mut out, inline);
            }
        }
    }
    out
}

/// Creates styled text. `Strong` around `Emphasis` is swapped, because both orders are printed alike.
fn marked(style: Style, mut inner: Vec<Inline>) -> Inline {
    match (style, &mut inner[..]) {
        (Style::Strong, [Inline::Styled(Style::Emphasis, content)]) => {
            let content = std::mem::take(content);
            Inline::Styled(
                Style::Emphasis,
                vec![Inline::Styled(Style::Strong, content)],
            )
        }
        _ => Inline::Styled(style, inner),
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
            links::autolink(url)
        } else {
            Inline::Link { url, text }
        },
    );
    after.into_iter().for_each(|inline| append(out, inline));
}

/// Removes links from the text of a link.
fn unlinked(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Autolink(url) => append(&mut out, Inline::Text(url)),
            Inline::Link { text, .. } => {
                text.into_iter().for_each(|inline| append(&mut out, inline))
            }
            Inline::Styled(style, inner) => {
                append(&mut out, Inline::Styled(style, unlinked(inner)))
            }
            Inline::Soft | Inline::Hard => append(&mut out, space()),
            Inline::Text(_) | Inline::Code(_) => append(&mut out, inline),
        }
    }
    out
}

/// Appends an inline, and merges it with the last one if both are of the same kind.
pub(super) fn append(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
        (Some(Inline::Code(last)), Inline::Code(text)) => last.push_str(&text),
        (Some(Inline::Styled(style, last)), Inline::Styled(same, inner)) if *style == same => {
            inner.into_iter().for_each(|inline| append(last, inline));
        }
        // Other space next to a hard break is redundant.
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

/// Removes the space at both ends and returns it.
fn trim(inlines: &mut Vec<Inline>) -> (Option<Inline>, Option<Inline>) {
    let blank = inlines
        .iter()
        .take_while(|inline| inline.is_blank())
        .count();
    let mut before = inlines.drain(..blank).reduce(stronger);
    let after = trim_end(inlines);
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        let trimmed = text.trim_start();
        if trimmed.len() < text.len() {
            *text = trimmed.to_owned();
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
        let length = text.trim_end().len();
        if length < text.len() {
            text.truncate(length);
            after.get_or_insert_with(space);
        }
    }
    after
}

fn space() -> Inline {
    Inline::Text(" ".to_owned())
}

/// Returns the stronger of two spaces: a hard break before a soft one, a soft one before spaces.
fn stronger(one: Inline, other: Inline) -> Inline {
    match (&one, &other) {
        (Inline::Hard, _) => one,
        (_, Inline::Hard) | (Inline::Text(_), _) => other,
        _ => one,
    }
}
