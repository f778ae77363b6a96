//! What a description is made of, whether it was written as Markdown or as HTML.
//!
//! In: calls of the builder. Out: what the layout prints. Guaranteed: the depth is bounded (see
//! the builder), so the recursive functions over these types need no limit of their own.

/// A part of a description that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// The level as the source has it, 1 to 6.
    Heading(u8, Vec<Inline>),
    Code {
        language: &'static str,
        lines: Vec<String>,
    },
    Quote(Vec<Block>),
    List(List),
    Table(Table),
    Rule,
}

/// A list; numbered when it has a first number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) start: Option<u64>,
    pub(super) items: Vec<Vec<Block>>,
}

/// A table. Rows may be shorter or longer than the head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Align>,
    pub(super) head: Row,
    pub(super) rows: Vec<Row>,
}

/// One row: the content of its cells.
pub(super) type Row = Vec<Vec<Inline>>;

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Unset,
    Left,
    Center,
    Right,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Text, not escaped.
    Text(String),
    /// A code span: no line break, no space at the ends.
    Code(String),
    Marked(Mark, Vec<Inline>),
    Link {
        url: String,
        text: Vec<Inline>,
    },
    /// An address that is its own text: a URL or an e-mail address.
    Address(String),
    /// A line break of the source, without meaning for the reader.
    Soft,
    /// A line break that the reader sees.
    Hard,
}

/// What a mark says about the text within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Strike,
}

impl Mark {
    /// Whether the delimiter is of stars, which run together with others.
    pub(super) fn is_stars(self) -> bool {
        self != Self::Strike
    }

    /// What stands on both sides of marked text.
    pub(super) fn delimiter(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Strike => "~~",
        }
    }
}

impl Inline {
    /// Whether this is nothing but space.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.chars().all(char::is_whitespace),
            Self::Soft | Self::Hard => true,
            Self::Code(_) | Self::Marked(..) | Self::Link { .. } | Self::Address(_) => false,
        }
    }
}

/// The text of some inlines without their marks.
pub(super) fn text_of(inlines: &[Inline]) -> String {
    let mut out = String::new();
    collect(inlines, &mut out);
    out
}

/// The same text with every run of space as one space, and none at the ends.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn collect(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Address(text) => out.push_str(text),
            Inline::Marked(_, inner) | Inline::Link { text: inner, .. } => collect(inner, out),
            Inline::Soft | Inline::Hard => out.push(' '),
        }
    }
}
