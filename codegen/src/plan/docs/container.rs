//! Container blocks that are open while the tree is built.

use super::tree::{Align, Block, Inline, Row};

/// A block that contains others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Quote,
    List(Option<u64>),
    Item,
    Table,
    Row,
    Cell(CellKind),
}

/// The syntax that opened a container. Those of Markdown are properly nested: closing one also closes the HTML
/// containers within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Markdown,
    Html,
}

/// The kind of a table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    Head,
    Data,
}

/// An open container and its content.
#[derive(Debug, Default)]
pub(super) struct OpenContainer {
    /// `None` for the description itself.
    pub(super) kind: Option<(Container, Syntax)>,
    pub(super) blocks: Vec<Block>,
    pub(super) items: Vec<Vec<Block>>,
    pub(super) columns: Vec<Align>,
    pub(super) head: Row,
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<(CellKind, Vec<Inline>)>,
}

impl OpenContainer {
    pub(super) fn container(&self) -> Option<Container> {
        self.kind.map(|(container, _)| container)
    }

    /// Adds a row. The first row is the head if all of its cells are head cells.
    pub(super) fn add_row(&mut self, cells: Vec<(CellKind, Vec<Inline>)>) {
        let first = self.head.is_empty() && self.rows.is_empty();
        let head = first && cells.iter().all(|(cell, _)| *cell == CellKind::Head);
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
