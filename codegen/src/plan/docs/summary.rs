//! The first sentence of a description.
//!
//! In: the tree. Out: one line. Guaranteed: only text and code spans, fit for a cell of a table,
//! of bounded length.

use super::escape::Place;
use super::tree::{Block, Inline};
use super::words::{Gap, words};
use super::wrap::{join, sentence_ends};

/// How many characters of the source are read at most.
const LENGTH: usize = 160;

/// The sentence; empty when there is no text.
pub(super) fn line(blocks: &[Block]) -> String {
    let Some(source) = first(blocks, Headings::Skip).or_else(|| first(blocks, Headings::Take))
    else {
        return String::new();
    };
    let mut plain = Vec::new();
    let mut room = LENGTH;
    let cut = !take(source, &mut room, &mut plain);
    let mut words = words(&super::tidy::line(plain), Place::Cell);
    let ends = |at: usize| {
        words[at].gap == Gap::Hard
            || sentence_ends(&words[at], words.get(at + 1)) && at + 1 < words.len()
    };
    let end = (0..words.len()).find(|at| ends(*at));
    words.truncate(end.map_or(words.len(), |at| at + 1));
    let mut out = join(&words, " ");
    if cut && end.is_none() {
        // The last word may be a part of one.
        if words.len() > 1 {
            words.pop();
            out = join(&words, " ");
        }
        out.push('…');
    }
    out
}

/// Whether a heading may be the text.
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

/// Takes text and code until there is no more room; says whether all found room.
fn take(inlines: &[Inline], room: &mut usize, out: &mut Vec<Inline>) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(text) => {
            let kept: String = text.chars().take(*room).collect();
            let all = kept.len() == text.len();
            *room -= kept.chars().count();
            out.push(Inline::Text(kept));
            all
        }
        Inline::Code(text) | Inline::Address(text) => {
            let length = text.chars().take(*room + 1).count();
            let all = length <= *room;
            if all {
                *room -= length;
                out.push(match inline {
                    Inline::Code(_) => Inline::Code(text.clone()),
                    _ => Inline::Address(text.clone()),
                });
            }
            all
        }
        Inline::Marked(_, inner) | Inline::Link { text: inner, .. } => take(inner, room, out),
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
