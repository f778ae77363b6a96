//! The first sentence of a description, on one line.
//!
//! Guarantees: the line consists of text and code spans, can be put into a table cell, and has a limited length.

use super::escape::Context;
use super::tree::{Block, Inline};
use super::words::{Gap, words};
use super::wrap::{join, sentence_ends};

/// The maximum number of characters that are taken from the source.
const LENGTH: usize = 160;

/// Returns the first sentence. The result is empty if there is no text.
pub(super) fn line(blocks: &[Block]) -> String {
    let Some(source) = first(blocks, Headings::Skip).or_else(|| first(blocks, Headings::Take))
    else {
        return String::new();
    };
    let mut plain = Vec::new();
    let mut room = LENGTH;
    let cut = !copy_text(source, &mut room, &mut plain);
    let mut words = words(&super::normalize::line(plain), Context::Cell);
    let ends = |at: usize| {
        words[at].gap == Gap::Hard
            || sentence_ends(&words[at], words.get(at + 1)) && at + 1 < words.len()
    };
    let end = (0..words.len()).find(|at| ends(*at));
    words.truncate(end.map_or(words.len(), |at| at + 1));
    let mut out = join(&words, " ");
    if cut && end.is_none() {
        // The last word may be incomplete.
        if words.len() > 1 {
            words.pop();
            out = join(&words, " ");
        }
        out.push('…');
    }
    out
}

/// Whether the sentence can be taken from a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Headings {
    Skip,
    Take,
}

fn first(blocks: &[Block], headings: Headings) -> Option<&[Inline]> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(line) => Some(&line[..]),
        Block::Heading(_, line) => (headings == Headings::Take).then_some(&line[..]),
        Block::Quote(inner) => first(inner, headings),
        Block::List(list) => list.items.iter().find_map(|item| first(item, headings)),
        Block::Code { .. } | Block::Table(_) | Block::Rule => None,
    })
}

/// Copies text and code until there is no more room. Returns whether there was room for all of it.
fn copy_text(inlines: &[Inline], room: &mut usize, out: &mut Vec<Inline>) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(text) => {
            let part: String = text.chars().take(*room).collect();
            let all = part.len() == text.len();
            *room -= part.chars().count();
            out.push(Inline::Text(part));
            all
        }
        Inline::Code(text) | Inline::Autolink(text) => {
            let length = text.chars().take(*room + 1).count();
            let all = length <= *room;
            if all {
                *room -= length;
                out.push(match inline {
                    Inline::Code(_) => Inline::Code(text.clone()),
                    _ => Inline::Autolink(text.clone()),
                });
            }
            all
        }
        Inline::Styled(_, inner) | Inline::Link { text: inner, .. } => copy_text(inner, room, out),
        Inline::Soft => {
            out.push(Inline::Soft);
            true
        }
        Inline::Hard => {
            out.push(Inline::Hard);
            true
        }
    })
}
