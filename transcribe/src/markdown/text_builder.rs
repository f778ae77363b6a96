//! Builds blocks from Markdown events with HTML in between.
//!
//! In: the events of one cell, or of the text between two other elements. Out: blocks. Markup that is not closed ends
//! with its block. Nesting is bounded. Unknown tags become text.

use std::ops::Range;

use oascribe_codegen::source::FileId;
use pulldown_cmark::{Event, Tag as Start, TagEnd};

use super::html::{Tag, TagKind, tag};
use super::text::{Block, Inline, Kind, plain};
use crate::span::Span;

/// Markup nested deeper is ignored; its text is read.
const MAX_DEPTH: usize = 24;

/// Builds blocks.
pub struct TextBuilder {
    file: FileId,
    /// The byte offset of the parsed text in the page.
    base: usize,
    blocks: Vec<Frame>,
    /// The current paragraph, and the inlines that are open in it.
    inlines: Vec<Open>,
    /// How many inlines were not opened because they are nested too deep. Their ends close nothing.
    ignored: usize,
}

enum Frame {
    /// The outermost blocks, or the blocks of a list item.
    Blocks(Vec<Block>),
    List {
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
}

struct Open {
    wrap: Wrap,
    start: usize,
    inner: Vec<Inline>,
}

#[derive(Clone, PartialEq)]
enum Wrap {
    Para,
    Strong,
    Emphasis,
    Code,
    Link(String),
}

impl Wrap {
    fn same(&self, other: &Wrap) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl TextBuilder {
    pub fn new(file: FileId, base: usize) -> Self {
        TextBuilder {
            file,
            base,
            blocks: vec![Frame::Blocks(Vec::new())],
            inlines: Vec::new(),
            ignored: 0,
        }
    }

    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(start) => self.start(start, range),
            Event::End(end) => self.end(end, range),
            Event::Text(text) => self.leaf(Kind::Text(text.into_string()), range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.leaf(Kind::Code(text.into_string()), range);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.html(&text, range),
            Event::SoftBreak => self.leaf(Kind::Text(" ".to_owned()), range),
            Event::HardBreak => self.leaf(Kind::Break, range),
            Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Closes everything that is open and returns the blocks.
    pub fn finish(mut self) -> Vec<Block> {
        loop {
            self.end_para();
            match self.blocks.pop() {
                Some(Frame::Blocks(blocks)) if self.blocks.is_empty() => return blocks,
                Some(frame) => self.attach(frame),
                None => return Vec::new(),
            }
        }
    }

    fn start(&mut self, start: Start<'_>, range: Range<usize>) {
        match start {
            Start::List(first) => self.open_list(first),
            Start::Item => self.open_item(),
            Start::Emphasis => self.open(Wrap::Emphasis, range.start),
            Start::Strong => self.open(Wrap::Strong, range.start),
            Start::Link { dest_url, .. } | Start::Image { dest_url, .. } => {
                self.open(Wrap::Link(dest_url.into_string()), range.start);
            }
            Start::CodeBlock(_) => {
                self.end_para();
                self.open(Wrap::Code, range.start);
            }
            _ => self.end_para(),
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::List(_) => self.close_list(),
            TagEnd::Item => self.close_item(),
            TagEnd::Emphasis => self.close(&Wrap::Emphasis, range.end),
            TagEnd::Strong => self.close(&Wrap::Strong, range.end),
            TagEnd::Link | TagEnd::Image => self.close(&Wrap::Link(String::new()), range.end),
            TagEnd::CodeBlock => {
                self.close(&Wrap::Code, range.end);
                self.listing();
            }
            _ => self.end_para(),
        }
    }

    /// Reads tags and the text between them.
    fn html(&mut self, text: &str, range: Range<usize>) {
        let mut from = 0;
        while from < text.len() {
            let rest = &text[from..];
            let at = range.start + from;
            let length = match rest.starts_with('<') {
                true => rest.find('>').map_or(rest.len(), |end| end + 1),
                false => rest.find('<').unwrap_or(rest.len()),
            };
            let part = &rest[..length];
            match tag(part) {
                Some(tag) => self.tag(&tag, part, at..at + length),
                None if part.starts_with("<!--") => {}
                None if part.trim().is_empty() => {}
                None => self.leaf(
                    Kind::Text(unescaped(part.trim_end_matches('\n'))),
                    at..at + length,
                ),
            }
            from += length;
        }
    }

    fn tag(&mut self, tag: &Tag, text: &str, range: Range<usize>) {
        match (tag.name.as_str(), tag.kind) {
            ("br", _) => self.leaf(Kind::Break, range),
            ("p" | "div" | "pre" | "table" | "tr" | "td" | "th", _) => self.end_para(),
            ("ul", TagKind::Open) => self.open_list(None),
            ("ol", TagKind::Open) => self.open_list(Some(1)),
            ("ul" | "ol", TagKind::Close) => self.close_list(),
            ("li", TagKind::Open) => self.open_item(),
            ("li", TagKind::Close) => self.close_item(),
            ("span" | "font" | "sup" | "sub" | "small" | "u" | "img" | "tbody", _) => {}
            (name, kind) => {
                let wrap = match name {
                    "a" => Wrap::Link(tag.href.clone().unwrap_or_default()),
                    "b" | "strong" => Wrap::Strong,
                    "i" | "em" => Wrap::Emphasis,
                    "code" => Wrap::Code,
                    _ => return self.leaf(Kind::Text(text.to_owned()), range),
                };
                match kind {
                    TagKind::Open => self.open(wrap, range.start),
                    TagKind::Close => self.close(&wrap, range.end),
                }
            }
        }
    }

    fn leaf(&mut self, kind: Kind, range: Range<usize>) {
        let inline = self.inline(kind, range);
        let open = self.paragraph(inline.at.start);
        // Adjacent text is joined, so that sentences are found across lines.
        if let Kind::Text(more) = &inline.kind
            && let Some(Inline {
                kind: Kind::Text(text),
                at,
            }) = open.inner.last_mut()
        {
            text.push_str(more);
            at.end = inline.at.end;
            return;
        }
        open.inner.push(inline);
    }

    /// The innermost open inline. Opens a paragraph if there is none.
    fn paragraph(&mut self, start: usize) -> &mut Open {
        if self.inlines.is_empty() {
            self.inlines.push(Open {
                wrap: Wrap::Para,
                start: start.saturating_sub(self.base),
                inner: Vec::new(),
            });
        }
        let last = self.inlines.len() - 1;
        &mut self.inlines[last]
    }

    fn open(&mut self, wrap: Wrap, start: usize) {
        if self.inlines.len() >= MAX_DEPTH {
            self.ignored += 1;
            return;
        }
        self.paragraph(self.base + start);
        self.inlines.push(Open {
            wrap,
            start,
            inner: Vec::new(),
        });
    }

    fn close(&mut self, wrap: &Wrap, end: usize) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        if !self.inlines.iter().any(|open| open.wrap.same(wrap)) {
            return;
        }
        while self.inlines.len() > 1 {
            let done = self.inlines.last().is_none_or(|open| open.wrap.same(wrap));
            self.fold(end);
            if done {
                return;
            }
        }
    }

    /// Closes the innermost inline.
    fn fold(&mut self, end: usize) {
        let Some(open) = self.inlines.pop() else {
            return;
        };
        let kind = match open.wrap {
            Wrap::Para => return self.inlines.push(open),
            Wrap::Strong => Kind::Strong(open.inner),
            Wrap::Emphasis => Kind::Emphasis(open.inner),
            Wrap::Code => Kind::Code(plain(&open.inner)),
            Wrap::Link(to) => Kind::Link {
                to,
                text: open.inner,
            },
        };
        let inline = self.inline(kind, open.start..end.max(open.start));
        if let Some(outer) = self.inlines.last_mut() {
            outer.inner.push(inline);
        }
    }

    fn inline(&self, kind: Kind, range: Range<usize>) -> Inline {
        let at = Span::new(self.file, range.start + self.base..range.end + self.base);
        Inline { kind, at }
    }

    fn end_para(&mut self) {
        self.ignored = 0;
        while self.inlines.len() > 1 {
            let end = self.inlines.last().and_then(|open| open.inner.last());
            let end = end.map_or(0, |inline| inline.at.end.saturating_sub(self.base));
            self.fold(end);
        }
        let Some(open) = self.inlines.pop() else {
            return;
        };
        let is_blank = |inline: &Inline| match &inline.kind {
            Kind::Text(text) => text.trim().is_empty(),
            Kind::Break => true,
            _ => false,
        };
        if !open.inner.iter().all(is_blank) {
            self.block(Block::Para(open.inner));
        }
    }

    /// Turns a paragraph that came from a code block into a listing.
    fn listing(&mut self) {
        let Some(open) = self.inlines.pop() else {
            return;
        };
        let text = plain(&open.inner);
        self.inlines.clear();
        self.block(Block::Listing(text));
    }

    fn block(&mut self, block: Block) {
        match self.blocks.last_mut() {
            Some(Frame::Blocks(blocks)) => blocks.push(block),
            // Text between the items of a list belongs to the item before it.
            Some(Frame::List { items, .. }) => match items.last_mut() {
                Some(item) => item.push(block),
                None => items.push(vec![block]),
            },
            None => {}
        }
    }

    fn open_list(&mut self, first: Option<u64>) {
        self.end_para();
        if self.blocks.len() < MAX_DEPTH {
            let items = Vec::new();
            self.blocks.push(Frame::List { first, items });
        }
    }

    fn open_item(&mut self) {
        self.end_para();
        // `</li>` is optional.
        if self.blocks.len() > 1 && matches!(self.blocks.last(), Some(Frame::Blocks(_))) {
            self.pop();
        }
        if matches!(self.blocks.last(), Some(Frame::List { .. })) {
            self.blocks.push(Frame::Blocks(Vec::new()));
        }
    }

    fn close_item(&mut self) {
        self.end_para();
        if self.blocks.len() > 1 && matches!(self.blocks.last(), Some(Frame::Blocks(_))) {
            self.pop();
        }
    }

    fn close_list(&mut self) {
        self.close_item();
        if matches!(self.blocks.last(), Some(Frame::List { .. })) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(frame) = self.blocks.pop() {
            self.attach(frame);
        }
    }

    fn attach(&mut self, frame: Frame) {
        match (frame, self.blocks.last_mut()) {
            (Frame::Blocks(item), Some(Frame::List { items, .. })) => items.push(item),
            (Frame::Blocks(item), Some(Frame::Blocks(blocks))) => blocks.extend(item),
            (Frame::List { first, items }, _) => self.block(Block::List { first, items }),
            (Frame::Blocks(_), None) => {}
        }
    }
}

/// Replaces the entities that pages use.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}
