//! The blocks that are open while the tree grows.
//!
//! In: what the builder gives them. Out: what they hold when they are closed. Guaranteed: a frame
//! keeps all that it is given, whatever its kind.

use super::tree::{Align, Block, Inline, Row};

/// A block that holds others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Quote,
    List(Option<u64>),
    Item,
    Table,
    Row,
    Cell(Cell),
}

/// Who opened a frame. Markdown's own are properly nested; closing one of them closes whatever HTML
/// left open within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Markdown,
    Html,
}

/// Which kind of cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Head,
    Data,
}

/// A frame that is open, and what it holds so far.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// `None` is the document itself.
    pub(super) kind: Option<(Frame, By)>,
    pub(super) blocks: Vec<Block>,
    pub(super) items: Vec<Vec<Block>>,
    pub(super) columns: Vec<Align>,
    pub(super) head: Row,
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<(Cell, Vec<Inline>)>,
}

impl Open {
    pub(super) fn frame(&self) -> Option<Frame> {
        self.kind.map(|(frame, _)| frame)
    }

    /// The first row is the head if all of its cells are.
    pub(super) fn take_row(&mut self, cells: Vec<(Cell, Vec<Inline>)>) {
        let first = self.head.is_empty() && self.rows.is_empty();
        let head = first && cells.iter().all(|(cell, _)| *cell == Cell::Head);
        let row: Row = cells.into_iter().map(|(_, line)| line).collect();
        if row.iter().all(Vec::is_empty) {
            return;
        }
        if head {
            self.head = row;
        } else {
            self.rows.push(row);
        }
    }
}
