//! The text of a description → its tree.
//!
//! In: the text. Out: the blocks. Guaranteed: every word that a reader of the source would see is
//! in the tree; Markdown and HTML mean the same where they say the same; a tag that is not HTML,
//! or is never closed, is a word in angle brackets.

use std::collections::HashSet;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Shape, Span};
use super::characters;
use super::code;
use super::frame::{By, Cell, Frame};
use super::html::{self, Element, Token};
use super::links;
use super::tree::{Align, Block, Mark};

/// The blocks of a description.
pub(super) fn read(text: &str) -> Vec<Block> {
    let text = characters::prepare(text);
    let mut reader = Reader {
        builder: Builder::new(),
        html: None,
        cell: Cell::Data,
        closed: html::closed(&text),
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(&text, options) {
        reader.event(event);
    }
    reader.builder.finish()
}

struct Reader {
    builder: Builder,
    /// The block of HTML at hand.
    html: Option<String>,
    /// What the cells of the row at hand are.
    cell: Cell,
    closed: HashSet<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.builder.text(&text),
            },
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.tokens(&html),
            },
            Event::InlineHtml(html) => self.tokens(&html),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.builder.code(&text);
            }
            Event::SoftBreak => self.builder.soft_break(),
            Event::HardBreak => self.builder.hard_break(),
            Event::Rule => self.builder.rule(),
            Event::FootnoteReference(name) => self.builder.text(&format!("[^{name}]")),
            Event::TaskListMarker(done) => self.builder.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let builder = &mut self.builder;
        match tag {
            Tag::Paragraph => builder.begin(Shape::Paragraph),
            Tag::Heading { level, .. } => {
                builder.flush();
                builder.begin(Shape::Heading(level as u8));
            }
            Tag::BlockQuote(_) => builder.open(Frame::Quote, By::Markdown),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                builder.begin_code(code::language(&info))
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => builder.begin_code(code::TEXT),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(start) => builder.open(Frame::List(start), By::Markdown),
            Tag::Item => builder.open(Frame::Item, By::Markdown),
            Tag::Table(columns) => {
                builder.open(Frame::Table, By::Markdown);
                builder.align(columns.into_iter().map(align).collect());
            }
            Tag::TableHead | Tag::TableRow => {
                self.cell = if tag == Tag::TableHead {
                    Cell::Head
                } else {
                    Cell::Data
                };
                builder.open(Frame::Row, By::Markdown);
            }
            Tag::TableCell => builder.open(Frame::Cell(self.cell), By::Markdown),
            Tag::Emphasis => builder.open_span(Span::Mark(Mark::Emphasis)),
            Tag::Strong => builder.open_span(Span::Mark(Mark::Strong)),
            Tag::Strikethrough => builder.open_span(Span::Mark(Mark::Strike)),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => {
                builder.open_span(Span::Link(links::target(&format!("mailto:{dest_url}"))));
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                builder.open_span(Span::Link(links::target(&dest_url)));
            }
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => builder.flush(),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        let by = By::Markdown;
        match tag {
            // `<pre>` within a paragraph may go on in the next.
            TagEnd::Paragraph if builder.in_code() => {}
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.tokens(&html);
                }
            }
            TagEnd::BlockQuote(_) => builder.close(by, |frame| frame == Frame::Quote),
            TagEnd::List(_) => builder.close(by, |frame| matches!(frame, Frame::List(_))),
            TagEnd::Item => builder.close(by, |frame| frame == Frame::Item),
            TagEnd::Table => builder.close(by, |frame| frame == Frame::Table),
            TagEnd::TableHead | TagEnd::TableRow => builder.close(by, |frame| frame == Frame::Row),
            TagEnd::TableCell => builder.close(by, |frame| matches!(frame, Frame::Cell(_))),
            TagEnd::Emphasis => builder.close_span(|span| *span == Span::Mark(Mark::Emphasis)),
            TagEnd::Strong => builder.close_span(|span| *span == Span::Mark(Mark::Strong)),
            TagEnd::Strikethrough => builder.close_span(|span| *span == Span::Mark(Mark::Strike)),
            TagEnd::Link | TagEnd::Image => {
                builder.close_span(|span| matches!(span, Span::Link(_)))
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => {
                builder.flush();
            }
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn tokens(&mut self, html: &str) {
        for token in html::tokens(html) {
            match token {
                Token::Text(text) => self.text(&html::decode(text)),
                Token::Open(tag) => match self.markup(tag.name) {
                    Some(element) => self.open(element, tag),
                    None => self.builder.text(tag.source),
                },
                Token::Close(name, source) => match html::element(name) {
                    Some(element) => self.close(element),
                    None => self.builder.text(source),
                },
            }
        }
    }

    /// The element that an opening tag begins, if it is markup at all.
    fn markup(&self, name: &str) -> Option<Element> {
        html::element(name).filter(|element| {
            html::stands_alone(*element) || self.closed.contains(&name.to_ascii_lowercase())
        })
    }

    /// Text between tags.
    fn text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.builder.soft_break();
            }
            self.builder.text(line);
        }
    }

    fn open(&mut self, element: Element, tag: html::Tag<'_>) {
        if self.builder.in_code() {
            self.open_in_code(element, tag);
            return;
        }
        let builder = &mut self.builder;
        match element {
            Element::Paragraph | Element::Block => builder.begin(Shape::Paragraph),
            Element::Heading(level) => builder.begin(Shape::Heading(level)),
            Element::Term => {
                builder.begin(Shape::Paragraph);
                builder.open_span(Span::Mark(Mark::Strong));
            }
            Element::Break => builder.hard_break(),
            Element::Rule => builder.rule(),
            Element::Image => {
                builder.open_span(Span::Link(
                    tag.attribute("src").and_then(|url| links::target(&url)),
                ));
                builder.text(&tag.attribute("alt").unwrap_or_default());
                builder.close_span(|span| matches!(span, Span::Link(_)));
            }
            Element::Anchor => {
                let url = tag.attribute("href").and_then(|url| links::target(&url));
                builder.open_span(Span::Link(url));
            }
            Element::Code => builder.open_span(Span::Code),
            Element::Strong => builder.open_span(Span::Mark(Mark::Strong)),
            Element::Emphasis => builder.open_span(Span::Mark(Mark::Emphasis)),
            Element::Strike => builder.open_span(Span::Mark(Mark::Strike)),
            Element::Pre => {
                builder.begin_code(code::language(&tag.attribute("class").unwrap_or_default()))
            }
            Element::Quote => builder.open(Frame::Quote, By::Html),
            Element::Bullets => builder.open(Frame::List(None), By::Html),
            Element::Numbers => {
                let start = tag
                    .attribute("start")
                    .and_then(|start| start.trim().parse().ok());
                builder.open(Frame::List(Some(start.unwrap_or(1))), By::Html);
            }
            Element::Table => builder.open(Frame::Table, By::Html),
            Element::Item => self.open_item(),
            Element::Row => self.open_row(),
            Element::HeadCell => self.open_cell(Cell::Head),
            Element::DataCell => self.open_cell(Cell::Data),
            Element::Inline => {}
        }
    }

    fn open_in_code(&mut self, element: Element, tag: html::Tag<'_>) {
        match element {
            Element::Break => self.builder.soft_break(),
            Element::Code => {
                if let Some(class) = tag.attribute("class") {
                    self.builder.name_code(code::language(&class));
                }
            }
            _ => {}
        }
    }

    /// An item ends the one before it.
    fn open_item(&mut self) {
        let item = |frame| matches!(frame, Frame::Item | Frame::List(_) | Frame::Table);
        if self.builder.innermost(item) == Some(Frame::Item) {
            self.builder.close(By::Html, |frame| frame == Frame::Item);
        }
        self.builder.open(Frame::Item, By::Html);
    }

    fn in_table(&self) -> bool {
        let part = |frame| matches!(frame, Frame::Table | Frame::List(_) | Frame::Quote);
        self.builder.innermost(part) == Some(Frame::Table)
    }

    fn open_row(&mut self) {
        if !self.in_table() {
            self.builder.begin(Shape::Paragraph);
            return;
        }
        let row = |frame| matches!(frame, Frame::Row | Frame::Table);
        if self.builder.innermost(row) == Some(Frame::Row) {
            self.builder.close(By::Html, |frame| frame == Frame::Row);
        }
        self.builder.open(Frame::Row, By::Html);
    }

    fn open_cell(&mut self, cell: Cell) {
        if !self.in_table() {
            self.builder.begin(Shape::Paragraph);
            return;
        }
        let part = |frame| matches!(frame, Frame::Cell(_) | Frame::Row | Frame::Table);
        match self.builder.innermost(part) {
            Some(Frame::Cell(_)) => self
                .builder
                .close(By::Html, |frame| matches!(frame, Frame::Cell(_))),
            Some(Frame::Row) => {}
            _ => self.builder.open(Frame::Row, By::Html),
        }
        self.builder.open(Frame::Cell(cell), By::Html);
    }

    fn close(&mut self, element: Element) {
        let builder = &mut self.builder;
        if builder.in_code() {
            if element == Element::Pre {
                builder.flush();
            }
            return;
        }
        let by = By::Html;
        match element {
            Element::Paragraph
            | Element::Block
            | Element::Heading(_)
            | Element::Term
            | Element::Pre => {
                builder.flush();
            }
            Element::Break => builder.hard_break(),
            Element::Anchor => builder.close_span(|span| matches!(span, Span::Link(_))),
            Element::Code => builder.close_span(|span| *span == Span::Code),
            Element::Strong => builder.close_span(|span| *span == Span::Mark(Mark::Strong)),
            Element::Emphasis => builder.close_span(|span| *span == Span::Mark(Mark::Emphasis)),
            Element::Strike => builder.close_span(|span| *span == Span::Mark(Mark::Strike)),
            Element::Quote => builder.close(by, |frame| frame == Frame::Quote),
            Element::Bullets | Element::Numbers => {
                builder.close(by, |frame| matches!(frame, Frame::List(_)));
            }
            Element::Item => builder.close(by, |frame| frame == Frame::Item),
            Element::Table => builder.close(by, |frame| frame == Frame::Table),
            Element::Row => builder.close(by, |frame| frame == Frame::Row),
            Element::HeadCell | Element::DataCell => {
                builder.close(by, |frame| matches!(frame, Frame::Cell(_)));
            }
            Element::Rule | Element::Image | Element::Inline => {}
        }
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Unset,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
