//! The tree of a description, for both Markdown and HTML.
//!
//! The builder limits its depth, so recursive functions over these types need no limit.

/// A part of a description with its own lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// A heading with the level of the source, from 1 to 6.
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

/// A list. It is numbered if it has a start number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) start: Option<u64>,
    pub(super) items: Vec<Vec<Block>>,
}

/// A table. A row can be shorter or longer than the head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Align>,
    pub(super) head: Row,
    pub(super) rows: Vec<Row>,
}

/// One row: the content of its cells.
pub(super) type Row = Vec<Vec<Inline>>;

/// The alignment of a column.
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
    /// Unescaped text.
    Text(String),
    /// A code span, without line breaks and without space at the ends.
    Code(String),
    Styled(Style, Vec<Inline>),
    Link {
        url: String,
        text: Vec<Inline>,
    },
    /// A link whose text is its URL or email address.
    Autolink(String),
    /// A soft line break, which is rendered as a space.
    Soft,
    /// A hard line break, which is visible.
    Hard,
}

/// The style of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    Strikethrough,
}

impl Style {
    /// Whether the delimiter consists of asterisks, which form one delimiter run with adjacent ones.
    pub(super) fn uses_asterisks(self) -> bool {
        self != Self::Strikethrough
    }

    /// Returns the delimiter on both sides of the text.
    pub(super) fn delimiter(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Strikethrough => "~~",
        }
    }
}

impl Inline {
    /// Whether the inline is only space.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.chars().all(char::is_whitespace),
            Self::Soft | Self::Hard => true,
            Self::Code(_) | Self::Styled(..) | Self::Link { .. } | Self::Autolink(_) => false,
        }
    }
}

/// Returns the text of inlines without their styles.
pub(super) fn text_of(inlines: &[Inline]) -> String {
    let mut out = String::new();
    collect(inlines, &mut out);
    out
}

/// Replaces each run of whitespace by one space, and removes it at the ends.
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
            Inline::Text(text) | Inline::Code(text) | Inline::Autolink(text) => out.push_str(text),
            Inline::Styled(_, inner) | Inline::Link { text: inner, .. } => collect(inner, out),
            Inline::Soft | Inline::Hard => out.push(' '),
        }
    }
}
