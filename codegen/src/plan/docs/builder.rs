//! Builds a well-formed tree from start and end events in any order.
//!
//! Guarantees: all open elements are closed at the end, an end event without a start event is ignored, no text is
//! lost, and the nesting is limited to `MAX_CONTAINERS` blocks and `MAX_SPANS` spans.

use super::characters::visible;
use super::code;
use super::container::{Container, OpenContainer, Syntax};
use super::normalize;
use super::tree::{Align, Block, Inline, List, Style, Table, collapse, text_of};

/// The maximum nesting of blocks. Deeper blocks are added to the deepest container.
const MAX_CONTAINERS: usize = 24;
/// The maximum nesting of styles and links. Deeper ones are removed, but not their text.
const MAX_SPANS: usize = 12;

/// A span of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    Style(Style),
    /// A link, or only its text if the URL is not usable.
    Link(Option<String>),
    Code,
}

/// The kind of block that the current text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextBlock {
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

/// An incomplete tree.
#[derive(Debug)]
pub(super) struct Builder {
    /// The open containers. The first one is the description itself.
    containers: Vec<OpenContainer>,
    /// The number of open containers beyond `MAX_CONTAINERS`.
    beyond: usize,
    spans: Vec<OpenSpan>,
    line: Vec<Inline>,
    shape: TextBlock,
    code: Option<Code>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            containers: vec![OpenContainer::default()],
            beyond: 0,
            spans: Vec::new(),
            line: Vec::new(),
            shape: TextBlock::Paragraph,
            code: None,
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        while self.containers.len() > 1 {
            self.close_top();
        }
        self.containers
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
        // Space at the ends of a code span is part of the sentence.
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

    /// Adds a hard line break. A second one ends the paragraph. In a heading, it is a soft break.
    pub(super) fn hard_break(&mut self) {
        if self.code.is_some() || self.shape != TextBlock::Paragraph {
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
        if self.code.is_none() && self.spans.len() < MAX_SPANS {
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

    /// Closes the innermost span that matches, and the spans within.
    pub(super) fn close_span(&mut self, which: impl Fn(&Span) -> bool) {
        if let Some(at) = self.spans.iter().rposition(|open| which(&open.span)) {
            self.close_spans(at);
        }
    }

    // Blocks.

    /// Begins a paragraph or a heading.
    pub(super) fn begin(&mut self, shape: TextBlock) {
        if let Some(code) = &mut self.code {
            // A paragraph in `<pre>` is a blank line.
            if !code.text.is_empty() {
                code.text.push_str("\n\n");
            }
            return;
        }
        self.flush();
        self.shape = shape;
    }

    /// Ends the current paragraph, heading or code block.
    pub(super) fn flush(&mut self) {
        if let Some(Code { language, text }) = self.code.take() {
            let lines = code::lines(&text);
            if !lines.is_empty() {
                self.push(Block::Code { language, lines });
            }
        }
        self.close_spans(0);
        let line = normalize::line(std::mem::take(&mut self.line));
        let shape = std::mem::replace(&mut self.shape, TextBlock::Paragraph);
        if !line.is_empty() {
            self.push(match shape {
                TextBlock::Paragraph => Block::Paragraph(line),
                TextBlock::Heading(level) => Block::Heading(level, line),
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

    /// Sets the language of the current code block if it is still empty.
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

    /// Adds a thematic break. It is ignored within a container.
    pub(super) fn rule(&mut self) {
        self.flush();
        if self.containers.len() == 1 {
            self.push(Block::Rule);
        }
    }

    pub(super) fn open(&mut self, container: Container, syntax: Syntax) {
        self.flush();
        if self.containers.len() < MAX_CONTAINERS {
            self.containers.push(OpenContainer {
                kind: Some((container, syntax)),
                ..OpenContainer::default()
            });
        } else {
            self.beyond += 1;
        }
    }

    /// Closes the innermost container that matches, and those within.
    pub(super) fn close(&mut self, syntax: Syntax, which: impl Fn(Container) -> bool) {
        self.flush();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let found = self.containers.iter().rposition(|open| {
            open.kind.is_some_and(|(container, opened_by)| {
                which(container) && (syntax == Syntax::Html || opened_by == Syntax::Markdown)
            })
        });
        if let Some(at) = found {
            while self.containers.len() > at {
                self.close_top();
            }
        }
    }

    /// Returns the innermost container that matches.
    pub(super) fn innermost(&self, which: impl Fn(Container) -> bool) -> Option<Container> {
        self.containers
            .iter()
            .rev()
            .filter_map(OpenContainer::container)
            .find(|container| which(*container))
    }

    pub(super) fn align(&mut self, columns: Vec<Align>) {
        if let Some(top) = self.containers.last_mut() {
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
                Span::Style(style) => self.content().push(Inline::Styled(style, content)),
                Span::Link(Some(url)) => self.content().push(Inline::Link { url, text: content }),
                Span::Link(None) => self.content().extend(content),
                Span::Code => self.code(&text_of(&content)),
            }
        }
    }

    /// Adds a block to the innermost container that accepts one. A block between the rows of a table is moved before
    /// the table.
    fn push(&mut self, block: Block) {
        for open in self.containers.iter_mut().rev() {
            match open.container() {
                None | Some(Container::Quote | Container::Item | Container::Cell(_)) => {
                    open.blocks.push(block);
                    return;
                }
                Some(Container::List(_)) => {
                    open.items.push(vec![block]);
                    return;
                }
                Some(Container::Table | Container::Row) => {}
            }
        }
    }

    fn close_top(&mut self) {
        let Some(open) = self.containers.pop() else {
            return;
        };
        let kind = open.container();
        let OpenContainer {
            kind: _,
            blocks,
            items,
            columns,
            head,
            rows,
            cells,
        } = open;
        let Some(top) = self.containers.last_mut() else {
            return;
        };
        match (kind, top.container()) {
            (Some(Container::Quote), _) if !blocks.is_empty() => self.push(Block::Quote(blocks)),
            (Some(Container::Item), _) if blocks.is_empty() => {}
            (Some(Container::Item), Some(Container::List(_))) => top.items.push(blocks),
            (Some(Container::Item), _) => self.push(Block::List(List {
                start: None,
                items: vec![blocks],
            })),
            (Some(Container::List(start)), _) if !items.is_empty() => {
                self.push(Block::List(List { start, items }));
            }
            (Some(Container::Cell(cell)), Some(Container::Row)) => {
                top.cells.push((cell, normalize::cell(blocks)))
            }
            (Some(Container::Cell(_)), _) => blocks.into_iter().for_each(|block| self.push(block)),
            (Some(Container::Row), Some(Container::Table)) => top.add_row(cells),
            (Some(Container::Row), _) => {
                for (_, line) in cells.into_iter().filter(|(_, line)| !line.is_empty()) {
                    self.push(Block::Paragraph(line));
                }
            }
            (Some(Container::Table), _) if !head.is_empty() || !rows.is_empty() => {
                self.push(Block::Table(Table {
                    columns,
                    head,
                    rows,
                }));
            }
            (None | Some(Container::Quote | Container::List(_) | Container::Table), _) => {}
        }
    }
}
