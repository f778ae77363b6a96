//! The pieces of a page.
//!
//! In: the text of a page behind its front matter. Out: headings, code, tables and prose, in order. Guaranteed:
//! pipe tables and wiki tables come out alike; what is broken in them is said, and the rest of it is kept.

use std::ops::Range;

use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::prose::{Block, plain};
use super::rich::Rich;
use super::wiki::{self, End};
use crate::spot::{Report, Spot};

#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: PieceKind,
    pub at: Spot,
}

#[derive(Clone, Debug)]
pub enum PieceKind {
    Heading {
        level: u8,
        text: String,
        anchor: Option<String>,
    },
    Code(Spot),
    Table(Table),
    Prose(Vec<Block>),
}

#[derive(Clone, Debug)]
pub struct Table {
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub at: Spot,
}

#[derive(Clone, Debug)]
pub struct Cell {
    /// As it stands in the page, without the blanks around it.
    pub at: Spot,
    pub blocks: Vec<Block>,
}

/// Reads a page from a byte on.
pub fn pieces(file: FileId, from: usize, report: &mut Report<'_>) -> Vec<Piece> {
    let text = &report.text(file)[from..];
    let mut out = Vec::new();
    let mut at = 0;
    for span in wiki::tables(text) {
        common(file, text, at..span.bytes.start, from, &mut out);
        at = span.bytes.end;
        let begin = Spot::new(file, from + span.bytes.start..from + span.bytes.start + 2);
        if span.end == End::Missing {
            let message = "the table begins with `#|` and no `|#` ends it".to_owned();
            let label = "it is taken to end before the next heading";
            report.say(codes::BROKEN_TABLE, message, begin, label);
        }
        let mut rows = Vec::new();
        for row in span.rows {
            let at = Spot::new(file, from + row.bytes.start..from + row.bytes.end);
            if row.end == End::Missing {
                let message = "the row begins with `||` and none ends it".to_owned();
                let label = "it is taken to end before the next row";
                report.say(codes::BROKEN_TABLE, message, at, label);
            }
            let cells = row.cells.into_iter();
            let cells = cells
                .map(|cell| wiki_cell(file, text, cell, from))
                .collect();
            rows.push(Row { cells, at });
        }
        let at = Spot::new(file, from + span.bytes.start..from + span.bytes.end);
        // The first row is the head.
        rows.drain(..rows.len().min(1));
        let kind = PieceKind::Table(Table { rows });
        out.push(Piece { kind, at });
    }
    common(file, text, at..text.len(), from, &mut out);
    out
}

fn wiki_cell(file: FileId, text: &str, range: Range<usize>, from: usize) -> Cell {
    let range = trimmed(text, range);
    let base = from + range.start;
    let mut rich = Rich::new(file, base);
    for (event, at) in Parser::new(&text[range.clone()]).into_offset_iter() {
        // In a table a pipe has a backslash even in code.
        let event = match event {
            Event::Code(code) => Event::Code(code.replace("\\|", "|").into()),
            other => other,
        };
        rich.event(event, at);
    }
    Cell {
        at: Spot::new(file, base..from + range.end),
        blocks: rich.finish(),
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// CommonMark with pipe tables.
fn common(file: FileId, text: &str, range: Range<usize>, from: usize, out: &mut Vec<Piece>) {
    let base = from + range.start;
    let part = &text[range];
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut walk = Walk {
        file,
        base,
        text: part,
        out,
        open: Open::Prose(Rich::new(file, base), None),
    };
    for (event, range) in Parser::new_ext(part, options).into_offset_iter() {
        walk.event(event, range);
    }
    walk.end_prose();
}

struct Walk<'w> {
    file: FileId,
    base: usize,
    text: &'w str,
    out: &'w mut Vec<Piece>,
    open: Open,
}

enum Open {
    /// Prose, and the bytes it has so far.
    Prose(Rich, Option<Range<usize>>),
    Heading(Rich),
    Code(Option<Range<usize>>),
    Table {
        rows: Vec<Row>,
        cells: Vec<Cell>,
        cell: Option<Rich>,
    },
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match (event, &mut self.open) {
            (Event::Start(Tag::Heading { .. }), Open::Prose(..)) => {
                self.begin(Open::Heading(Rich::new(self.file, self.base)));
            }
            (Event::Start(Tag::CodeBlock(_)), Open::Prose(..)) => self.begin(Open::Code(None)),
            (Event::Start(Tag::Table(_)), Open::Prose(..)) => self.begin(Open::Table {
                rows: Vec::new(),
                cells: Vec::new(),
                cell: None,
            }),
            (Event::End(TagEnd::Heading(level)), Open::Heading(_)) => {
                self.heading(level as u8, range);
            }
            (Event::Text(_), Open::Code(inner)) => {
                let start = inner.as_ref().map_or(range.start, |inner| inner.start);
                *inner = Some(start..range.end);
            }
            (Event::End(TagEnd::CodeBlock), Open::Code(inner)) => {
                let inner = inner.take().unwrap_or(range.start..range.start);
                let kind = PieceKind::Code(self.spot(inner));
                self.finish(kind, range);
            }
            (Event::End(TagEnd::Table), Open::Table { rows, .. }) => {
                let rows = std::mem::take(rows);
                self.finish(PieceKind::Table(Table { rows }), range);
            }
            (event, Open::Table { .. }) => self.in_table(event, range),
            (event, Open::Heading(rich)) => rich.event(event, range),
            (event, Open::Prose(rich, bytes)) => {
                let start = bytes.as_ref().map_or(range.start, |it| it.start);
                *bytes = Some(start..range.end);
                rich.event(event, range);
            }
            (_, Open::Code(_)) => {}
        }
    }

    fn in_table(&mut self, event: Event<'_>, range: Range<usize>) {
        let (file, base) = (self.file, self.base);
        let whole = self.spot(range.clone());
        let raw = self.spot(trimmed(self.text, range.clone()));
        let Open::Table { rows, cells, cell } = &mut self.open else {
            return;
        };
        match event {
            Event::Start(Tag::TableRow) | Event::End(TagEnd::TableHead) => cells.clear(),
            Event::End(TagEnd::TableRow) => rows.push(Row {
                cells: std::mem::take(cells),
                at: whole,
            }),
            Event::Start(Tag::TableCell) => *cell = Some(Rich::new(file, base)),
            Event::End(TagEnd::TableCell) => {
                let blocks = cell.take().map(Rich::finish).unwrap_or_default();
                cells.push(Cell { at: raw, blocks });
            }
            event => {
                if let Some(cell) = cell {
                    cell.event(event, range);
                }
            }
        }
    }

    fn heading(&mut self, level: u8, range: Range<usize>) {
        let Open::Heading(rich) = std::mem::replace(&mut self.open, Open::Code(None)) else {
            return;
        };
        let blocks = rich.finish();
        let text = match blocks.first() {
            Some(Block::Para(inlines)) => plain(inlines),
            _ => String::new(),
        };
        // The attribute as it stands: anchors have dots.
        let raw = self.text[range.clone()].trim_end();
        let anchor = raw.strip_suffix('}').and_then(|raw| raw.rsplit_once("{#"));
        let anchor = anchor.map(|(_, anchor)| anchor.trim().to_owned());
        let text = text.trim().to_owned();
        let kind = PieceKind::Heading {
            level,
            text,
            anchor,
        };
        self.finish(kind, range);
    }

    fn begin(&mut self, open: Open) {
        self.end_prose();
        self.open = open;
    }

    fn finish(&mut self, kind: PieceKind, range: Range<usize>) {
        let at = self.spot(trimmed(self.text, range));
        self.out.push(Piece { kind, at });
        self.open = Open::Prose(Rich::new(self.file, self.base), None);
    }

    fn end_prose(&mut self) {
        let next = Open::Prose(Rich::new(self.file, self.base), None);
        if let Open::Prose(rich, bytes) = std::mem::replace(&mut self.open, next) {
            let blocks = rich.finish();
            if let (Some(bytes), false) = (bytes, blocks.is_empty()) {
                let at = self.spot(trimmed(self.text, bytes));
                let kind = PieceKind::Prose(blocks);
                self.out.push(Piece { kind, at });
            }
        }
    }

    fn spot(&self, range: Range<usize>) -> Spot {
        Spot::new(self.file, self.base + range.start..self.base + range.end)
    }
}
