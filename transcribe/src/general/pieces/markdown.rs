//! Markdown as pieces.

use std::ops::Range;

use oascribe_codegen::source::FileId;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as Mark, TagEnd};

use super::build::{Builder, Tag};
use super::{Piece, html};
use crate::markdown::Kind;

pub fn pieces(file: FileId, text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader {
        file,
        text,
        builder: Builder::new(file),
        html: None,
        skip: false,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_html();
    reader.builder.finish(text.len())
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    builder: Builder,
    /// Lines of HTML that follow each other.
    html: Option<Range<usize>>,
    /// Whether the front matter is being read.
    skip: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Html(_) => {
                let start = self.html.take().map_or(range.start, |html| html.start);
                self.html = Some(start..range.end);
                return;
            }
            Event::Start(Mark::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {
                return self.end_html();
            }
            Event::Start(Mark::MetadataBlock(_)) => self.skip = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.skip = false,
            _ => {}
        }
        if !self.skip {
            self.markdown(event, range);
        }
    }

    /// A block of HTML has its own structure.
    fn end_html(&mut self) {
        if let Some(range) = self.html.take() {
            let inner = html::pieces_at(self.file, &self.text[range.clone()], range.start);
            self.builder.add(inner, range.end);
        }
    }

    fn markdown(&mut self, event: Event<'_>, range: Range<usize>) {
        let exact = self.text.get(range.clone());
        match event {
            // The cells of the heading row have no row of their own.
            Event::Start(Mark::TableHead) => {
                self.builder.start(Tag::Head, range.start);
                self.builder.start(Tag::Row, range.start);
            }
            Event::End(TagEnd::TableHead) => self.builder.end(&Tag::Head, range.end),
            Event::Start(mark) => {
                if let Some(tag) = tag(mark) {
                    self.builder.start(tag, range.start);
                }
            }
            Event::End(mark) => {
                if let Some(tag) = end(mark) {
                    self.builder.end(&tag, range.end);
                }
            }
            Event::Text(text) => {
                let same = exact == Some(&*text);
                self.builder.text(&text, range.start, range.end, same);
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let text = text.replace("\\|", "|");
                self.builder
                    .inline(Kind::Code(text), range.start, range.end);
            }
            Event::InlineHtml(text) if text.to_ascii_lowercase().starts_with("<br") => {
                self.builder.line_break(range.start);
            }
            Event::InlineHtml(text) => self.inline_html(&text, range),
            Event::SoftBreak => self.builder.text(" ", range.start, range.end, false),
            Event::HardBreak => self.builder.line_break(range.start),
            Event::Html(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn inline_html(&mut self, text: &str, range: Range<usize>) {
        let name = text.trim_start_matches(['<', '/']);
        let name: String = name
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let tag = match name.to_ascii_lowercase().as_str() {
            "b" | "strong" => Tag::Strong,
            "i" | "em" => Tag::Emphasis,
            "code" | "kbd" | "tt" => Tag::Code,
            _ => return,
        };
        match text.starts_with("</") {
            true => self.builder.end(&tag, range.end),
            false => self.builder.start(tag, range.start),
        }
    }
}

fn tag(mark: Mark<'_>) -> Option<Tag> {
    Some(match mark {
        Mark::Heading { level, .. } => Tag::Heading(level as u8),
        Mark::Paragraph => Tag::Para,
        Mark::CodeBlock(CodeBlockKind::Fenced(info)) => {
            let word = info.split([' ', ',', '{']).next().unwrap_or_default();
            Tag::Pre(word.trim().to_ascii_lowercase())
        }
        Mark::CodeBlock(CodeBlockKind::Indented) => Tag::Pre(String::new()),
        Mark::List(_) | Mark::DefinitionList => Tag::Items,
        Mark::Item => Tag::Item,
        Mark::DefinitionListTitle => Tag::Term,
        Mark::DefinitionListDefinition => Tag::Definition,
        Mark::Table(_) => Tag::Table,
        Mark::TableRow => Tag::Row,
        Mark::TableCell => Tag::Cell { head: false },
        Mark::Strong => Tag::Strong,
        Mark::Emphasis => Tag::Emphasis,
        Mark::Link { dest_url, .. } | Mark::Image { dest_url, .. } => {
            Tag::Link(dest_url.into_string())
        }
        _ => return None,
    })
}

fn end(mark: TagEnd) -> Option<Tag> {
    Some(match mark {
        TagEnd::Heading(level) => Tag::Heading(level as u8),
        TagEnd::Paragraph => Tag::Para,
        TagEnd::CodeBlock => Tag::Pre(String::new()),
        TagEnd::List(_) | TagEnd::DefinitionList => Tag::Items,
        TagEnd::Item => Tag::Item,
        TagEnd::DefinitionListTitle => Tag::Term,
        TagEnd::DefinitionListDefinition => Tag::Definition,
        TagEnd::Table => Tag::Table,
        TagEnd::TableRow => Tag::Row,
        TagEnd::TableCell => Tag::Cell { head: false },
        TagEnd::Strong => Tag::Strong,
        TagEnd::Emphasis => Tag::Emphasis,
        TagEnd::Link | TagEnd::Image => Tag::Link(String::new()),
        _ => return None,
    })
}
