//! Pieces as text for descriptions.

use crate::general::pieces::{Item, Piece, PieceKind};
use crate::markdown::{Block, Inline, to_common_mark};

/// Pieces as CommonMark.
pub fn to_text(pieces: &[Piece]) -> String {
    to_common_mark(&blocks(pieces))
}

/// An item or a cell as CommonMark.
pub fn text_of(item: &Item) -> String {
    to_common_mark(&item_blocks(item))
}

/// Inlines as CommonMark.
pub fn heading_words(inlines: &[Inline]) -> String {
    to_common_mark(&[Block::Para(inlines.to_vec())])
}

fn item_blocks(item: &Item) -> Vec<Block> {
    let mut out = Vec::new();
    if !item.lead.is_empty() {
        out.push(Block::Para(item.lead.clone()));
    }
    out.extend(blocks(&item.inner));
    out
}

fn blocks(pieces: &[Piece]) -> Vec<Block> {
    let mut out = Vec::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Heading { text, .. } | PieceKind::Para(text) => {
                out.push(Block::Para(text.clone()))
            }
            PieceKind::Code(code) => out.push(Block::Listing(code.text.clone())),
            PieceKind::Items(items) => {
                let items = items.iter().map(item_blocks).collect();
                out.push(Block::List { first: None, items });
            }
            PieceKind::Table { rows, .. } => {
                let rows = rows.iter().map(|row| {
                    let cells = row.iter().flat_map(item_blocks);
                    cells.collect()
                });
                out.push(Block::List {
                    first: None,
                    items: rows.collect(),
                });
            }
        }
    }
    out
}
