//! The elements of a page: headings, code, tables and text, in order.
//!
//! Pipe tables and wiki tables give the same [`Table`]. A broken table is reported, and the rest of it is read.

use std::ops::Range;

use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::text::{Block, plain};
use super::text_builder::TextBuilder;
use super::wiki_table::{self, Closing};
use crate::reporter::Reporter;
use crate::span::Span;

#[derive(Clone, Debug)]
pub struct Element {
    pub kind: ElementKind,
    pub at: Span,
}

#[derive(Clone, Debug)]
pub enum ElementKind {
    Heading {
        level: u8,
        text: String,
        anchor: Option<String>,
    },
    Code(Span),
    Table(Table),
    Text(Vec<Block>),
}

#[derive(Clone, Debug)]
pub struct Table {
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub at: Span,
}

#[derive(Clone, Debug)]
pub struct Cell {
    /// The cell in the page, without surrounding whitespace.
    pub at: Span,
    pub blocks: Vec<Block>,
}

/// Reads a page from a byte offset.
pub fn elements(file: FileId, from: usize, reporter: &mut Reporter<'_>) -> Vec<Element> {
    let text = &reporter.text(file)[from..];
    let mut out = Vec::new();
    let mut at = 0;
    for table in wiki_table::tables(text) {
        common_mark(file, text, at..table.bytes.start, from, &mut out);
        at = table.bytes.end;
        let begin = Span::new(file, from + table.bytes.start..from + table.bytes.start + 2);
        if table.end == Closing::Missing {
            let message = "the table begins with `#|` and has no `|#` at its end".to_owned();
            let label = "assumed to end before the next heading";
            reporter.report(codes::BROKEN_TABLE, message, begin, label);
        }
        let mut rows = Vec::new();
        for row in table.rows {
            let at = Span::new(file, from + row.bytes.start..from + row.bytes.end);
            if row.end == Closing::Missing {
                let message = "the row begins with `||` and has no `||` at its end".to_owned();
                let label = "assumed to end before the next row";
                reporter.report(codes::BROKEN_TABLE, message, at, label);
            }
            let cells = row.cells.into_iter();
            let cells = cells
                .map(|cell| wiki_cell(file, text, cell, from))
                .collect();
            rows.push(Row { cells, at });
        }
        let at = Span::new(file, from + table.bytes.start..from + table.bytes.end);
        // The first row is the header.
        rows.drain(..rows.len().min(1));
        let kind = ElementKind::Table(Table { rows });
        out.push(Element { kind, at });
    }
    common_mark(file, text, at..text.len(), from, &mut out);
    out
}

fn wiki_cell(file: FileId, text: &str, range: Range<usize>, from: usize) -> Cell {
    let range = trimmed(text, range);
    let base = from + range.start;
    let mut builder = TextBuilder::new(file, base);
    for (event, at) in Parser::new(&text[range.clone()]).into_offset_iter() {
        // In a table, a pipe is escaped even in code.
        let event = match event {
            Event::Code(code) => Event::Code(code.replace("\\|", "|").into()),
            other => other,
        };
        builder.event(event, at);
    }
    Cell {
        at: Span::new(file, base..from + range.end),
        blocks: builder.finish(),
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// Reads CommonMark with pipe tables.
fn common_mark(file: FileId, text: &str, range: Range<usize>, from: usize, out: &mut Vec<Element>) {
    let base = from + range.start;
    let part = &text[range];
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader {
        file,
        base,
        text: part,
        out,
        open: Open::Text(TextBuilder::new(file, base), None),
    };
    for (event, range) in Parser::new_ext(part, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_text();
}

struct Reader<'w> {
    file: FileId,
    base: usize,
    text: &'w str,
    out: &'w mut Vec<Element>,
    open: Open,
}

enum Open {
    /// Text, and its byte range so far.
    Text(TextBuilder, Option<Range<usize>>),
    Heading(TextBuilder),
    Code(Option<Range<usize>>),
    Table {
        rows: Vec<Row>,
        cells: Vec<Cell>,
        cell: Option<TextBuilder>,
    },
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match (event, &mut self.open) {
            (Event::Start(Tag::Heading { .. }), Open::Text(..)) => {
                self.begin(Open::Heading(TextBuilder::new(self.file, self.base)));
            }
            (Event::Start(Tag::CodeBlock(_)), Open::Text(..)) => self.begin(Open::Code(None)),
            (Event::Start(Tag::Table(_)), Open::Text(..)) => self.begin(Open::Table {
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
                let kind = ElementKind::Code(self.span(inner));
                self.finish(kind, range);
            }
            (Event::End(TagEnd::Table), Open::Table { rows, .. }) => {
                let rows = std::mem::take(rows);
                self.finish(ElementKind::Table(Table { rows }), range);
            }
            (event, Open::Table { .. }) => self.in_table(event, range),
            (event, Open::Heading(builder)) => builder.event(event, range),
            (event, Open::Text(builder, bytes)) => {
                let start = bytes.as_ref().map_or(range.start, |it| it.start);
                *bytes = Some(start..range.end);
                builder.event(event, range);
            }
            (_, Open::Code(_)) => {}
        }
    }

    fn in_table(&mut self, event: Event<'_>, range: Range<usize>) {
        let (file, base) = (self.file, self.base);
        let full = self.span(range.clone());
        let raw = self.span(trimmed(self.text, range.clone()));
        let Open::Table { rows, cells, cell } = &mut self.open else {
            return;
        };
        match event {
            Event::Start(Tag::TableRow) | Event::End(TagEnd::TableHead) => cells.clear(),
            Event::End(TagEnd::TableRow) => rows.push(Row {
                cells: std::mem::take(cells),
                at: full,
            }),
            Event::Start(Tag::TableCell) => *cell = Some(TextBuilder::new(file, base)),
            Event::End(TagEnd::TableCell) => {
                let blocks = cell.take().map(TextBuilder::finish).unwrap_or_default();
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
        let Open::Heading(builder) = std::mem::replace(&mut self.open, Open::Code(None)) else {
            return;
        };
        let blocks = builder.finish();
        let text = match blocks.first() {
            Some(Block::Para(inlines)) => plain(inlines),
            _ => String::new(),
        };
        // Read from the source, because anchors contain dots.
        let raw = self.text[range.clone()].trim_end();
        let anchor = raw.strip_suffix('}').and_then(|raw| raw.rsplit_once("{#"));
        let anchor = anchor.map(|(_, anchor)| anchor.trim().to_owned());
        let text = text.trim().to_owned();
        let kind = ElementKind::Heading {
            level,
            text,
            anchor,
        };
        self.finish(kind, range);
    }

    fn begin(&mut self, open: Open) {
        self.end_text();
        self.open = open;
    }

    fn finish(&mut self, kind: ElementKind, range: Range<usize>) {
        let at = self.span(trimmed(self.text, range));
        self.out.push(Element { kind, at });
        self.open = Open::Text(TextBuilder::new(self.file, self.base), None);
    }

    fn end_text(&mut self) {
        let next = Open::Text(TextBuilder::new(self.file, self.base), None);
        if let Open::Text(builder, bytes) = std::mem::replace(&mut self.open, next) {
            let blocks = builder.finish();
            if let (Some(bytes), false) = (bytes, blocks.is_empty()) {
                let at = self.span(trimmed(self.text, bytes));
                let kind = ElementKind::Text(blocks);
                self.out.push(Element { kind, at });
            }
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }
}
