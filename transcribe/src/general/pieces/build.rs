//! Builds pieces from tags and texts.
//!
//! Tags may be missing or in the wrong order: an end closes what is open inside, and an end without a beginning is
//! ignored. Nesting is bounded.

use oascribe_codegen::source::FileId;

use super::{Code, Item, Piece, PieceKind};
use crate::markdown::{Inline, Kind};
use crate::span::Span;

/// Tags that are nested deeper are ignored; their text is read.
const MAX_DEPTH: usize = 48;

#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    /// A part of the page without a meaning of its own.
    Part,
    Heading(u8),
    Para,
    Pre(String),
    Items,
    Item,
    /// The term of a definition: an item whose definition follows.
    Term,
    Definition,
    Table,
    Head,
    Row,
    Cell {
        head: bool,
    },
    Strong,
    Emphasis,
    Code,
    Link(String),
}

impl Tag {
    fn is_inline(&self) -> bool {
        matches!(self, Tag::Strong | Tag::Emphasis | Tag::Code | Tag::Link(_))
    }

    fn same(&self, other: &Tag) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether an end tag closes nothing outside of this one.
    fn is_wall(&self, ended: &Tag) -> bool {
        match self {
            Tag::Table => !matches!(ended, Tag::Table | Tag::Part),
            Tag::Items => matches!(ended, Tag::Item | Tag::Term | Tag::Definition),
            _ => false,
        }
    }
}

/// What is open.
struct Open {
    tag: Tag,
    start: usize,
    pieces: Vec<Piece>,
    inlines: Vec<Inline>,
    items: Vec<Item>,
    rows: Vec<(bool, Vec<Item>)>,
    text: String,
    /// Whether the text is that of one token.
    exact: bool,
    text_start: Option<usize>,
    text_end: usize,
}

pub struct Builder {
    file: FileId,
    open: Vec<Open>,
}

impl Builder {
    pub fn new(file: FileId) -> Self {
        let root = Open::new(Tag::Part, 0);
        Builder {
            file,
            open: vec![root],
        }
    }

    pub fn start(&mut self, tag: Tag, at: usize) {
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        if !tag.is_inline() {
            self.end_inlines(at);
            self.end_para(at);
        }
        self.open.push(Open::new(tag, at));
    }

    pub fn end(&mut self, tag: &Tag, at: usize) {
        let found = self.open.iter().rposition(|open| open.tag.same(tag));
        let Some(found) = found.filter(|index| *index > 0) else {
            return;
        };
        if self.open[found + 1..]
            .iter()
            .any(|open| open.tag.is_wall(tag))
        {
            return;
        }
        while self.open.len() > found {
            self.pop(at);
        }
    }

    /// Whether a tag is open inside the innermost table or list.
    pub fn is_open(&self, tag: &Tag) -> bool {
        for open in self.open.iter().rev() {
            if open.tag.same(tag) {
                return true;
            }
            if open.tag.is_wall(tag) {
                return false;
            }
        }
        false
    }

    pub fn in_pre(&self) -> bool {
        self.open.iter().any(|open| matches!(open.tag, Tag::Pre(_)))
    }

    /// Sets the language of the code block that is open, if it has none.
    pub fn language(&mut self, language: &str) {
        for open in &mut self.open {
            if let Tag::Pre(known) = &mut open.tag
                && known.is_empty()
            {
                *known = language.to_owned();
            }
        }
    }

    /// Adds text. `exact` means that it is the text of the page there.
    pub fn text(&mut self, text: &str, start: usize, end: usize, exact: bool) {
        let file = self.file;
        let pre = self
            .open
            .iter_mut()
            .rfind(|open| matches!(open.tag, Tag::Pre(_)));
        if let Some(pre) = pre {
            pre.exact = exact && pre.text.is_empty();
            pre.text_start.get_or_insert(start);
            pre.text_end = end;
            pre.text.push_str(text);
            return;
        }
        if let Some(last) = self.open.last_mut() {
            let kind = Kind::Text(text.to_owned());
            last.inlines.push(Inline {
                kind,
                at: Span::new(file, start..end),
            });
        }
    }

    pub fn inline(&mut self, kind: Kind, start: usize, end: usize) {
        let at = Span::new(self.file, start..end);
        if let Some(last) = self.open.last_mut() {
            last.inlines.push(Inline { kind, at });
        }
    }

    pub fn line_break(&mut self, at: usize) {
        match self.in_pre() {
            true => self.text("\n", at, at, false),
            false => self.inline(Kind::Break, at, at),
        }
    }

    pub fn add(&mut self, pieces: Vec<Piece>, at: usize) {
        self.end_inlines(at);
        self.end_para(at);
        if let Some(last) = self.open.last_mut() {
            last.pieces.extend(pieces);
        }
    }

    pub fn finish(mut self, at: usize) -> Vec<Piece> {
        while self.open.len() > 1 {
            self.pop(at);
        }
        self.end_para(at);
        self.open.pop().map(|root| root.pieces).unwrap_or_default()
    }

    fn end_inlines(&mut self, at: usize) {
        while self.open.len() > 1 && self.open.last().is_some_and(|open| open.tag.is_inline()) {
            self.pop(at);
        }
    }

    /// Makes a paragraph of the text so far.
    fn end_para(&mut self, end: usize) {
        let file = self.file;
        if let Some(open) = self.open.last_mut()
            && !matches!(open.tag, Tag::Heading(_) | Tag::Pre(_))
            && !open.tag.is_inline()
            && !open.inlines.is_empty()
        {
            let inlines = std::mem::take(&mut open.inlines);
            if inlines.iter().all(is_blank) {
                return;
            }
            let start = inlines.first().map_or(open.start, |inline| inline.at.start);
            let at = Span::new(file, start..end.max(start));
            open.pieces.push(Piece {
                kind: PieceKind::Para(inlines),
                at,
            });
        }
    }

    fn pop(&mut self, end: usize) {
        self.end_para(end);
        let Some(open) = self.open.pop() else {
            return;
        };
        let file = self.file;
        let at = Span::new(file, open.start..end.max(open.start));
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        match open.tag {
            Tag::Part | Tag::Para => parent.pieces.extend(open.pieces),
            Tag::Heading(level) => {
                let kind = PieceKind::Heading {
                    level,
                    text: open.inlines,
                };
                parent.pieces.push(Piece { kind, at });
                parent.pieces.extend(open.pieces);
            }
            Tag::Pre(language) => {
                let start = open.text_start.unwrap_or(open.start);
                let at = Span::new(file, start..open.text_end.max(start));
                let (text, exact) = (open.text, open.exact);
                let kind = PieceKind::Code(Code {
                    language,
                    text,
                    at,
                    exact,
                });
                parent.pieces.push(Piece { kind, at });
            }
            Tag::Items if open.items.is_empty() => parent.pieces.extend(open.pieces),
            Tag::Items => {
                let kind = PieceKind::Items(open.items);
                parent.pieces.push(Piece { kind, at });
                parent.pieces.extend(open.pieces);
            }
            Tag::Item | Tag::Term => parent.items.push(item(open.pieces, at)),
            Tag::Definition => match parent.items.last_mut() {
                Some(term) => term.inner.extend(open.pieces),
                None => parent.pieces.extend(open.pieces),
            },
            Tag::Table => {
                let kind = table(open.rows);
                parent.pieces.push(Piece { kind, at });
                parent.pieces.extend(open.pieces);
            }
            Tag::Head => parent
                .rows
                .extend(open.rows.into_iter().map(|(_, row)| (true, row))),
            Tag::Row => {
                let head = open.rows.iter().all(|(head, _)| *head) && !open.rows.is_empty();
                let cells = open.rows.into_iter().flat_map(|(_, cells)| cells).collect();
                parent.rows.push((head, cells));
            }
            Tag::Cell { head } => parent.rows.push((head, vec![item(open.pieces, at)])),
            tag => parent.inlines.extend(inline(tag, open.inlines, at)),
        }
    }
}

impl Open {
    fn new(tag: Tag, start: usize) -> Self {
        Open {
            tag,
            start,
            pieces: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            text: String::new(),
            exact: false,
            text_start: None,
            text_end: start,
        }
    }
}

/// An inline with what is inside of it.
fn inline(tag: Tag, inner: Vec<Inline>, at: Span) -> Option<Inline> {
    let kind = match tag {
        Tag::Strong => Kind::Strong(inner),
        Tag::Emphasis => Kind::Emphasis(inner),
        Tag::Code => Kind::Code(super::words(&inner)),
        // The link of a heading to itself.
        Tag::Link(to) if to.starts_with('#') && is_sign(&inner) => return None,
        Tag::Link(to) => Kind::Link { to, text: inner },
        _ => return None,
    };
    Some(Inline { kind, at })
}

fn is_sign(inlines: &[Inline]) -> bool {
    matches!(super::words(inlines).as_str(), "" | "#" | "¶" | "🔗" | "§")
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        Kind::Text(text) => text.trim().is_empty(),
        Kind::Break => true,
        Kind::Code(text) => text.is_empty(),
        Kind::Strong(inner) | Kind::Emphasis(inner) | Kind::Link { text: inner, .. } => {
            inner.iter().all(is_blank)
        }
    }
}

/// The first paragraph is the lead.
fn item(pieces: Vec<Piece>, at: Span) -> Item {
    let mut inner = pieces.into_iter().peekable();
    let first = inner.next_if(|piece| matches!(piece.kind, PieceKind::Para(_)));
    let lead = match first.map(|piece| piece.kind) {
        Some(PieceKind::Para(inlines)) => inlines,
        _ => Vec::new(),
    };
    Item {
        lead,
        inner: inner.collect(),
        at,
    }
}

fn table(rows: Vec<(bool, Vec<Item>)>) -> PieceKind {
    let mut rows = rows.into_iter().peekable();
    let head = rows.next_if(|(head, _)| *head).map(|(_, cells)| cells);
    let rows = rows
        .map(|(_, cells)| cells)
        .filter(|cells| !cells.is_empty());
    PieceKind::Table {
        head,
        rows: rows.collect(),
    }
}
