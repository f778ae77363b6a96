//! Builds the tree from openings and closings in any order.
//!
//! In: calls of the reader, as sloppy as the source. Out: a well-formed tree. Guaranteed: what is
//! not closed is closed at the end, a closing without an opening changes nothing, text is never
//! lost, and nothing nests deeper than `FRAMES` blocks and `SPANS` spans.

use super::characters::visible;
use super::code;
use super::frame::{By, Frame, Open};
use super::tidy;
use super::tree::{Align, Block, Inline, List, Mark, Table, collapse, text_of};

/// How deep blocks may nest; what is deeper joins the deepest.
const FRAMES: usize = 24;
/// How deep marks and links may nest; what is deeper goes without its mark.
const SPANS: usize = 12;

/// A span within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    Mark(Mark),
    /// A link, or only its text where the address leads nowhere.
    Link(Option<String>),
    Code,
}

/// What the text at hand will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Paragraph,
    Heading(u8),
}

#[derive(Debug)]
struct OpenSpan {
    span: Span,
    content: Vec<Inline>,
}

#[derive(Debug)]
struct Code {
    language: &'static str,
    text: String,
}

/// The tree while it grows.
#[derive(Debug)]
pub(super) struct Builder {
    /// The first is the document itself.
    frames: Vec<Open>,
    /// Openings beyond `FRAMES`.
    beyond: usize,
    spans: Vec<OpenSpan>,
    line: Vec<Inline>,
    shape: Shape,
    code: Option<Code>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            frames: vec![Open::default()],
            beyond: 0,
            spans: Vec::new(),
            line: Vec::new(),
            shape: Shape::Paragraph,
            code: None,
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        while self.frames.len() > 1 {
            self.close_top();
        }
        self.frames
            .pop()
            .map(|root| root.blocks)
            .unwrap_or_default()
    }

    // Text.

    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        let clean: String = text
            .chars()
            .filter_map(|ch| {
                if ch.is_whitespace() {
                    Some(' ')
                } else {
                    visible(ch)
                }
            })
            .collect();
        match self.content().last_mut() {
            Some(Inline::Text(last)) => last.push_str(&clean),
            _ if clean.is_empty() => {}
            _ => self.content().push(Inline::Text(clean)),
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        let clean: String = collapse(text).chars().filter_map(visible).collect();
        // Space at the ends belongs to the sentence.
        if text.starts_with(char::is_whitespace) {
            self.text(" ");
        }
        if !clean.is_empty() {
            self.content().push(Inline::Code(clean));
        }
        if text.ends_with(char::is_whitespace) {
            self.text(" ");
        }
    }

    pub(super) fn soft_break(&mut self) {
        match &mut self.code {
            Some(code) => code.text.push('\n'),
            None => self.content().push(Inline::Soft),
        }
    }

    /// A line break that is seen. The second of two ends the paragraph; a heading has none.
    pub(super) fn hard_break(&mut self) {
        if self.code.is_some() || self.shape != Shape::Paragraph {
            self.soft_break();
            return;
        }
        let before = self.content().iter().rev().find(|inline| {
            !matches!(inline, Inline::Soft)
                && !matches!(inline, Inline::Text(_) if inline.is_blank())
        });
        if before == Some(&Inline::Hard) {
            self.flush();
        } else {
            self.content().push(Inline::Hard);
        }
    }

    pub(super) fn open_span(&mut self, span: Span) {
        if self.code.is_none() && self.spans.len() < SPANS {
            let span = match span {
                Span::Link(Some(_)) if self.in_link() => Span::Link(None),
                span => span,
            };
            self.spans.push(OpenSpan {
                span,
                content: Vec::new(),
            });
        }
    }

    /// Closes the innermost span for which `which` holds, and those within.
    pub(super) fn close_span(&mut self, which: impl Fn(&Span) -> bool) {
        if let Some(at) = self.spans.iter().rposition(|open| which(&open.span)) {
            self.close_spans(at);
        }
    }

    // Blocks.

    /// Begins a paragraph or a heading.
    pub(super) fn begin(&mut self, shape: Shape) {
        if let Some(code) = &mut self.code {
            // A paragraph within `<pre>` is a blank line of it.
            if !code.text.is_empty() {
                code.text.push_str("\n\n");
            }
            return;
        }
        self.flush();
        self.shape = shape;
    }

    /// Ends the paragraph, heading or code at hand.
    pub(super) fn flush(&mut self) {
        if let Some(Code { language, text }) = self.code.take() {
            let lines = code::lines(&text);
            if !lines.is_empty() {
                self.push(Block::Code { language, lines });
            }
        }
        self.close_spans(0);
        let line = tidy::line(std::mem::take(&mut self.line));
        let shape = std::mem::replace(&mut self.shape, Shape::Paragraph);
        if !line.is_empty() {
            self.push(match shape {
                Shape::Paragraph => Block::Paragraph(line),
                Shape::Heading(level) => Block::Heading(level, line),
            });
        }
    }

    pub(super) fn begin_code(&mut self, language: &'static str) {
        self.flush();
        self.code = Some(Code {
            language,
            text: String::new(),
        });
    }

    /// Names the language of the code at hand, if nothing of it was read.
    pub(super) fn name_code(&mut self, language: &'static str) {
        if let Some(code) = &mut self.code
            && code.text.trim().is_empty()
        {
            code.language = language;
        }
    }

    pub(super) fn in_code(&self) -> bool {
        self.code.is_some()
    }

    /// A line between parts; within another block it has no meaning.
    pub(super) fn rule(&mut self) {
        self.flush();
        if self.frames.len() == 1 {
            self.push(Block::Rule);
        }
    }

    pub(super) fn open(&mut self, frame: Frame, by: By) {
        self.flush();
        if self.frames.len() < FRAMES {
            self.frames.push(Open {
                kind: Some((frame, by)),
                ..Open::default()
            });
        } else {
            self.beyond += 1;
        }
    }

    /// Closes the innermost frame for which `which` holds, and those within.
    pub(super) fn close(&mut self, by: By, which: impl Fn(Frame) -> bool) {
        self.flush();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let found = self.frames.iter().rposition(|open| {
            open.kind.is_some_and(|(frame, opened_by)| {
                which(frame) && (by == By::Html || opened_by == By::Markdown)
            })
        });
        if let Some(at) = found {
            while self.frames.len() > at {
                self.close_top();
            }
        }
    }

    /// The innermost frame for which `which` holds.
    pub(super) fn innermost(&self, which: impl Fn(Frame) -> bool) -> Option<Frame> {
        self.frames
            .iter()
            .rev()
            .filter_map(Open::frame)
            .find(|frame| which(*frame))
    }

    pub(super) fn align(&mut self, columns: Vec<Align>) {
        if let Some(top) = self.frames.last_mut() {
            top.columns = columns;
        }
    }

    fn content(&mut self) -> &mut Vec<Inline> {
        match self.spans.last_mut() {
            Some(open) => &mut open.content,
            None => &mut self.line,
        }
    }

    fn in_link(&self) -> bool {
        self.spans
            .iter()
            .any(|open| matches!(open.span, Span::Link(Some(_))))
    }

    fn close_spans(&mut self, down_to: usize) {
        while self.spans.len() > down_to
            && let Some(OpenSpan { span, content }) = self.spans.pop()
        {
            match span {
                Span::Mark(mark) => self.content().push(Inline::Marked(mark, content)),
                Span::Link(Some(url)) => self.content().push(Inline::Link { url, text: content }),
                Span::Link(None) => self.content().extend(content),
                Span::Code => self.code(&text_of(&content)),
            }
        }
    }

    /// Gives a block to the innermost frame that can hold one; what stands between the rows of a
    /// table goes before the table.
    fn push(&mut self, block: Block) {
        for open in self.frames.iter_mut().rev() {
            match open.frame() {
                None | Some(Frame::Quote | Frame::Item | Frame::Cell(_)) => {
                    open.blocks.push(block);
                    return;
                }
                Some(Frame::List(_)) => {
                    open.items.push(vec![block]);
                    return;
                }
                Some(Frame::Table | Frame::Row) => {}
            }
        }
    }

    fn close_top(&mut self) {
        let Some(open) = self.frames.pop() else {
            return;
        };
        let kind = open.frame();
        let Open {
            kind: _,
            blocks,
            items,
            columns,
            head,
            rows,
            cells,
        } = open;
        let Some(top) = self.frames.last_mut() else {
            return;
        };
        match (kind, top.frame()) {
            (Some(Frame::Quote), _) if !blocks.is_empty() => self.push(Block::Quote(blocks)),
            (Some(Frame::Item), _) if blocks.is_empty() => {}
            (Some(Frame::Item), Some(Frame::List(_))) => top.items.push(blocks),
            (Some(Frame::Item), _) => self.push(Block::List(List {
                start: None,
                items: vec![blocks],
            })),
            (Some(Frame::List(start)), _) if !items.is_empty() => {
                self.push(Block::List(List { start, items }));
            }
            (Some(Frame::Cell(cell)), Some(Frame::Row)) => {
                top.cells.push((cell, tidy::cell(blocks)))
            }
            (Some(Frame::Cell(_)), _) => blocks.into_iter().for_each(|block| self.push(block)),
            (Some(Frame::Row), Some(Frame::Table)) => top.take_row(cells),
            (Some(Frame::Row), _) => {
                for (_, line) in cells.into_iter().filter(|(_, line)| !line.is_empty()) {
                    self.push(Block::Paragraph(line));
                }
            }
            (Some(Frame::Table), _) if !head.is_empty() || !rows.is_empty() => {
                self.push(Block::Table(Table {
                    columns,
                    head,
                    rows,
                }));
            }
            (None | Some(Frame::Quote | Frame::List(_) | Frame::Table), _) => {}
        }
    }
}
