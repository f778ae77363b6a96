//! Parses a description into a tree.
//!
//! Guarantees: every visible word is in the tree. Equivalent Markdown and HTML give the same tree. A tag that is not
//! HTML, or that is never closed, becomes text in angle brackets.

use std::collections::HashSet;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Span, TextBlock};
use super::characters;
use super::code;
use super::container::{CellKind, Container, Syntax};
use super::html::{self, Element, Token};
use super::links;
use super::tree::{Align, Block, Style};

/// Parses a description.
pub(super) fn read(text: &str) -> Vec<Block> {
    let text = characters::prepare(text);
    let mut reader = Reader {
        builder: Builder::new(),
        html: None,
        cell: CellKind::Data,
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
    /// The current HTML block.
    html: Option<String>,
    /// The kind of the cells in the current row.
    cell: CellKind,
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
            Tag::Paragraph => builder.begin(TextBlock::Paragraph),
            Tag::Heading { level, .. } => {
                builder.flush();
                builder.begin(TextBlock::Heading(level as u8));
            }
            Tag::BlockQuote(_) => builder.open(Container::Quote, Syntax::Markdown),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                builder.begin_code(code::language(&info))
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => builder.begin_code(code::TEXT),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(start) => builder.open(Container::List(start), Syntax::Markdown),
            Tag::Item => builder.open(Container::Item, Syntax::Markdown),
            Tag::Table(columns) => {
                builder.open(Container::Table, Syntax::Markdown);
                builder.align(columns.into_iter().map(align).collect());
            }
            Tag::TableHead | Tag::TableRow => {
                self.cell = if tag == Tag::TableHead {
                    CellKind::Head
                } else {
                    CellKind::Data
                };
                builder.open(Container::Row, Syntax::Markdown);
            }
            Tag::TableCell => builder.open(Container::Cell(self.cell), Syntax::Markdown),
            Tag::Emphasis => builder.open_span(Span::Style(Style::Emphasis)),
            Tag::Strong => builder.open_span(Span::Style(Style::Strong)),
            Tag::Strikethrough => builder.open_span(Span::Style(Style::Strikethrough)),
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
        let syntax = Syntax::Markdown;
        match tag {
            // `<pre>` in a paragraph can continue in the next paragraph.
            TagEnd::Paragraph if builder.in_code() => {}
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.tokens(&html);
                }
            }
            TagEnd::BlockQuote(_) => {
                builder.close(syntax, |container| container == Container::Quote)
            }
            TagEnd::List(_) => {
                builder.close(syntax, |container| matches!(container, Container::List(_)))
            }
            TagEnd::Item => builder.close(syntax, |container| container == Container::Item),
            TagEnd::Table => builder.close(syntax, |container| container == Container::Table),
            TagEnd::TableHead | TagEnd::TableRow => {
                builder.close(syntax, |container| container == Container::Row)
            }
            TagEnd::TableCell => {
                builder.close(syntax, |container| matches!(container, Container::Cell(_)))
            }
            TagEnd::Emphasis => builder.close_span(|span| *span == Span::Style(Style::Emphasis)),
            TagEnd::Strong => builder.close_span(|span| *span == Span::Style(Style::Strong)),
            TagEnd::Strikethrough => {
                builder.close_span(|span| *span == Span::Style(Style::Strikethrough))
            }
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

    /// Returns the element of an opening tag. Returns `None` if the tag is text.
    fn markup(&self, name: &str) -> Option<Element> {
        html::element(name).filter(|element| {
            html::has_optional_end(*element) || self.closed.contains(&name.to_ascii_lowercase())
        })
    }

    /// Adds text between tags.
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
            Element::Paragraph | Element::Block => builder.begin(TextBlock::Paragraph),
            Element::Heading(level) => builder.begin(TextBlock::Heading(level)),
            Element::Term => {
                builder.begin(TextBlock::Paragraph);
                builder.open_span(Span::Style(Style::Strong));
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
            Element::Strong => builder.open_span(Span::Style(Style::Strong)),
            Element::Emphasis => builder.open_span(Span::Style(Style::Emphasis)),
            Element::Strikethrough => builder.open_span(Span::Style(Style::Strikethrough)),
            Element::Pre => {
                builder.begin_code(code::language(&tag.attribute("class").unwrap_or_default()))
            }
            Element::Quote => builder.open(Container::Quote, Syntax::Html),
            Element::Bullets => builder.open(Container::List(None), Syntax::Html),
            Element::Numbers => {
                let start = tag
                    .attribute("start")
                    .and_then(|start| start.trim().parse().ok());
                builder.open(Container::List(Some(start.unwrap_or(1))), Syntax::Html);
            }
            Element::Table => builder.open(Container::Table, Syntax::Html),
            Element::Item => self.open_item(),
            Element::Row => self.open_row(),
            Element::HeadCell => self.open_cell(CellKind::Head),
            Element::DataCell => self.open_cell(CellKind::Data),
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

    /// Opens a list item and closes the one before it.
    fn open_item(&mut self) {
        let item = |container| {
            matches!(
                container,
                Container::Item | Container::List(_) | Container::Table
            )
        };
        if self.builder.innermost(item) == Some(Container::Item) {
            self.builder
                .close(Syntax::Html, |container| container == Container::Item);
        }
        self.builder.open(Container::Item, Syntax::Html);
    }

    fn in_table(&self) -> bool {
        let part = |container| {
            matches!(
                container,
                Container::Table | Container::List(_) | Container::Quote
            )
        };
        self.builder.innermost(part) == Some(Container::Table)
    }

    fn open_row(&mut self) {
        if !self.in_table() {
            self.builder.begin(TextBlock::Paragraph);
            return;
        }
        let row = |container| matches!(container, Container::Row | Container::Table);
        if self.builder.innermost(row) == Some(Container::Row) {
            self.builder
                .close(Syntax::Html, |container| container == Container::Row);
        }
        self.builder.open(Container::Row, Syntax::Html);
    }

    fn open_cell(&mut self, cell: CellKind) {
        if !self.in_table() {
            self.builder.begin(TextBlock::Paragraph);
            return;
        }
        let part = |container| {
            matches!(
                container,
                Container::Cell(_) | Container::Row | Container::Table
            )
        };
        match self.builder.innermost(part) {
            Some(Container::Cell(_)) => self.builder.close(Syntax::Html, |container| {
                matches!(container, Container::Cell(_))
            }),
            Some(Container::Row) => {}
            _ => self.builder.open(Container::Row, Syntax::Html),
        }
        self.builder.open(Container::Cell(cell), Syntax::Html);
    }

    fn close(&mut self, element: Element) {
        let builder = &mut self.builder;
        if builder.in_code() {
            if element == Element::Pre {
                builder.flush();
            }
            return;
        }
        let syntax = Syntax::Html;
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
            Element::Strong => builder.close_span(|span| *span == Span::Style(Style::Strong)),
            Element::Emphasis => builder.close_span(|span| *span == Span::Style(Style::Emphasis)),
            Element::Strikethrough => {
                builder.close_span(|span| *span == Span::Style(Style::Strikethrough))
            }
            Element::Quote => builder.close(syntax, |container| container == Container::Quote),
            Element::Bullets | Element::Numbers => {
                builder.close(syntax, |container| matches!(container, Container::List(_)));
            }
            Element::Item => builder.close(syntax, |container| container == Container::Item),
            Element::Table => builder.close(syntax, |container| container == Container::Table),
            Element::Row => builder.close(syntax, |container| container == Container::Row),
            Element::HeadCell | Element::DataCell => {
                builder.close(syntax, |container| matches!(container, Container::Cell(_)));
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
