//! Prints blocks as lines of Markdown.
//!
//! Guarantees: blank lines between blocks, the exact indentation of list content, no heading above level 3. Only
//! paragraphs are wrapped.

use super::code;
use super::escape::Context;
use super::tree::{Align, Block, Inline, List, Row, Style, Table};
use super::words::words;
use super::wrap::{join, wrap};

/// The width of a line, indentation included.
const WIDTH: usize = 100;
/// The minimum width of text in deeply nested lists.
const LEAST: usize = 40;
/// The highest number of a list item that Markdown accepts.
const LAST_NUMBER: u64 = 999_999_999;
/// The maximum number of columns of a table. Further columns are appended to the last one.
const COLUMNS: usize = 64;

/// Prints a description.
pub(super) fn document(mut blocks: Vec<Block>) -> Vec<String> {
    let parts = |block: &Block| *block != Block::Rule;
    let end = blocks.iter().rposition(parts).map_or(0, |at| at + 1);
    blocks.truncate(end);
    let start = blocks.iter().position(parts).unwrap_or(0);
    blocks.drain(..start);
    blocks.dedup_by(|next, block| *next == Block::Rule && *block == Block::Rule);
    // The first paragraph is the summary, which can't be a heading.
    if let Some(first) = blocks.first_mut()
        && let Block::Heading(_, line) = first
    {
        *first = Block::Paragraph(bold(std::mem::take(line)));
    }
    let top = top_level(&blocks).unwrap_or(1);
    Layout { top }.blocks(&blocks, WIDTH, Spacing::Loose)
}

/// Returns the highest level of all headings.
fn top_level(blocks: &[Block]) -> Option<u8> {
    let levels = blocks.iter().filter_map(|block| match block {
        Block::Heading(level, _) => Some(*level),
        Block::Quote(inner) => top_level(inner),
        Block::List(list) => list.items.iter().filter_map(|item| top_level(item)).min(),
        Block::Paragraph(_) | Block::Code { .. } | Block::Table(_) | Block::Rule => None,
    });
    levels.min()
}

/// Whether there are blank lines between blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spacing {
    Loose,
    Tight,
}

fn bold(line: Vec<Inline>) -> Vec<Inline> {
    super::normalize::line(vec![Inline::Styled(Style::Strong, line)])
}

/// The context of a block.
struct Layout {
    /// The level of the headings that become level 3.
    top: u8,
}

impl Layout {
    fn blocks(&self, blocks: &[Block], width: usize, spacing: Spacing) -> Vec<String> {
        let mut out = Vec::new();
        let mut before: Option<&List> = None;
        let mut markers = Markers::Usual;
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 && spacing == Spacing::Loose {
                out.push(String::new());
            }
            if let Block::List(list) = block {
                // Two adjacent lists of the same kind need different markers to stay separate.
                let alike = before.is_some_and(|it| it.start.is_some() == list.start.is_some());
                markers = match markers {
                    Markers::Usual if alike => Markers::Other,
                    _ => Markers::Usual,
                };
                out.extend(self.list(list, width, markers));
                before = Some(list);
            } else {
                out.extend(self.block(block, width));
                before = None;
            }
        }
        out
    }

    fn block(&self, block: &Block, width: usize) -> Vec<String> {
        match block {
            Block::Paragraph(line) => wrap(&words(line, Context::Line), width),
            Block::Heading(level, line) => vec![self.heading(*level, line)],
            Block::Code { language, lines } => fenced(language, lines),
            Block::Quote(inner) => {
                let lines = self.blocks(inner, width.saturating_sub(2).max(LEAST), Spacing::Loose);
                lines
                    .iter()
                    .map(|line| format!("> {line}").trim_end().to_owned())
                    .collect()
            }
            Block::List(list) => self.list(list, width, Markers::Usual),
            Block::Table(table) => self::table(table),
            Block::Rule => vec!["---".to_owned()],
        }
    }

    fn heading(&self, level: u8, line: &[Inline]) -> String {
        let mut words = words(line, Context::Line);
        // A last word of `#` would be parsed as the closing sequence of the heading.
        if let Some(last) = words.last_mut()
            && last.text.chars().all(|ch| ch == '#')
        {
            last.text.insert(0, '\\');
        }
        let level = level.saturating_sub(self.top).saturating_add(3).min(6);
        format!("{} {}", "#".repeat(usize::from(level)), join(&words, " "))
    }

    fn list(&self, list: &List, width: usize, markers: Markers) -> Vec<String> {
        let spacing = if is_tight(list) {
            Spacing::Tight
        } else {
            Spacing::Loose
        };
        let count = u64::try_from(list.items.len()).unwrap_or(LAST_NUMBER);
        let counts = |start: &u64| start.saturating_add(count) <= LAST_NUMBER;
        let start = list.start.filter(counts).unwrap_or(1);
        let mut out = Vec::new();
        for (number, item) in (start..).zip(&list.items) {
            if !out.is_empty() && spacing == Spacing::Loose {
                out.push(String::new());
            }
            let marker = match list.start {
                Some(_) => markers.numbered(number),
                None => markers.bullet().to_owned(),
            };
            let width = width.saturating_sub(marker.len()).max(LEAST);
            let mut lead = marker.clone();
            for line in self.blocks(item, width, spacing) {
                out.push(if line.is_empty() {
                    line
                } else {
                    format!("{lead}{line}")
                });
                lead = " ".repeat(marker.len());
            }
        }
        out
    }
}

fn fenced(language: &str, lines: &[String]) -> Vec<String> {
    let longest = lines
        .iter()
        .map(|line| code::longest_run(line))
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let mut out = vec![format!("{fence}{language}")];
    out.extend_from_slice(lines);
    out.push(fence);
    out
}

/// The style of list markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markers {
    Usual,
    Other,
}

impl Markers {
    fn bullet(self) -> &'static str {
        match self {
            Self::Usual => "- ",
            Self::Other => "* ",
        }
    }

    fn numbered(self, number: u64) -> String {
        match self {
            Self::Usual => format!("{number}. "),
            Self::Other => format!("{number}) "),
        }
    }
}

/// Whether the list needs no blank lines: each item is a paragraph, optionally followed by such a list.
fn is_tight(list: &List) -> bool {
    list.items.iter().all(|item| match &item[..] {
        [Block::Paragraph(_)] => true,
        // A list directly after a paragraph must start with 1.
        [Block::Paragraph(_), Block::List(inner)] => {
            inner.start.is_none_or(|start| start == 1) && is_tight(inner)
        }
        _ => false,
    })
}

fn table(table: &Table) -> Vec<String> {
    let Table {
        columns,
        head,
        rows,
    } = table;
    let count = rows
        .iter()
        .chain([head])
        .map(Vec::len)
        .max()
        .unwrap_or(0)
        .clamp(1, COLUMNS);
    let mut delimiters = String::from("|");
    for at in 0..count {
        delimiters.push_str(match columns.get(at).unwrap_or(&Align::Unset) {
            Align::Unset => " --- |",
            Align::Left => " :-- |",
            Align::Center => " :-: |",
            Align::Right => " --: |",
        });
    }
    let mut lines = vec![row(head, count), delimiters];
    lines.extend(rows.iter().map(|cells| row(cells, count)));
    lines
}

fn row(cells: &Row, count: usize) -> String {
    let mut line = String::from("|");
    for (at, cell) in cells.iter().enumerate() {
        // Further columns are appended to the last one.
        if at > 0 && at < count {
            line.push_str(" |");
        }
        let text = join(&words(cell, Context::Cell), "<br>");
        if !text.is_empty() {
            line.push(' ');
            line.push_str(&text);
        }
    }
    line.push_str(&" |".repeat(count + 1 - cells.len().clamp(1, count)));
    line
}
