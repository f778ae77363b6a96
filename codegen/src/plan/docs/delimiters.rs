//! Removes styles whose delimiters Markdown would not recognize.
//!
//! For example, the delimiters of `a<b>(c)</b>d` would be parsed as text, and adjacent ones as another style. See
//! "Emphasis and strong emphasis" in the CommonMark specification. The rules here are stricter where those of
//! CommonMark depend on Unicode tables.

use super::normalize::append;
use super::tree::{Inline, Style};

/// Removes the styles that would not be recognized.
pub(super) fn remove_invisible(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    remove_invisible_within(inlines, (Side::Space, Side::Space), Asterisks::No, &mut out);
    out
}

fn remove_invisible_within(
    inlines: Vec<Inline>,
    sides: (Side, Side),
    asterisks: Asterisks,
    out: &mut Vec<Inline>,
) {
    let mut rest = inlines.into_iter().peekable();
    while let Some(inline) = rest.next() {
        match inline {
            Inline::Styled(style, inner) => {
                let left = out.last().map_or(sides.0, Side::before_style);
                let right = rest
                    .peek()
                    .map_or(sides.1, |next| Side::of(next, End::First));
                let first = Side::within(style, &inner, End::First);
                let last = Side::within(style, &inner, End::Last);
                let mut settled = Vec::with_capacity(inner.len());
                if left.bounds(first) && right.bounds(last) && asterisks.opens(style, left, first) {
                    let sides = (Side::Delimiter, Side::Punctuation);
                    remove_invisible_within(inner, sides, asterisks.within(style), &mut settled);
                    append(out, Inline::Styled(style, settled));
                } else {
                    remove_invisible_within(inner, (left, right), asterisks, &mut settled);
                    settled.into_iter().for_each(|inline| append(out, inline));
                }
            }
            Inline::Link { url, text } => {
                let sides = (Side::Punctuation, Side::Punctuation);
                let mut settled = Vec::with_capacity(text.len());
                remove_invisible_within(text, sides, Asterisks::No, &mut settled);
                out.push(Inline::Link { url, text: settled });
            }
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Autolink(_)
            | Inline::Soft
            | Inline::Hard => append(out, inline),
        }
    }
}

/// The first or the last of some inlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

impl End {
    fn of(self, inlines: &[Inline]) -> Option<&Inline> {
        match self {
            Self::First => inlines.first(),
            Self::Last => inlines.last(),
        }
    }
}

/// The neighbor of the delimiter of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Space,
    /// The opening delimiter of the enclosing style, which forms one delimiter run with it.
    Delimiter,
    /// The closing delimiter of another style that uses asterisks, which would form one delimiter run with it.
    Asterisks,
    Punctuation,
    Letter,
    /// A character that is punctuation or not, depending on Unicode tables.
    Other,
}

impl Side {
    /// Classifies the end of an inline for a delimiter outside of it. The inline's own style may still be removed.
    fn of(inline: &Inline, end: End) -> Self {
        let ch = match (inline, end) {
            (Inline::Text(text), End::First) => text.chars().next(),
            (Inline::Text(text), End::Last) => text.chars().next_back(),
            (Inline::Styled(_, inner), end) => {
                return end
                    .of(inner)
                    .map_or(Self::Punctuation, |inline| Self::of(inline, end));
            }
            (Inline::Soft | Inline::Hard, _) => return Self::Space,
            (Inline::Code(_) | Inline::Link { .. } | Inline::Autolink(_), _) => None,
        };
        match ch {
            None => Self::Punctuation,
            Some(ch) if ch.is_whitespace() => Self::Space,
            Some(ch) if ch.is_alphanumeric() => Self::Letter,
            Some(ch) if ch.is_ascii_punctuation() => Self::Punctuation,
            Some(_) => Self::Other,
        }
    }

    /// Classifies the end of the content of a style for its delimiter. Adjacent asterisks form one delimiter run.
    fn within(style: Style, inner: &[Inline], end: End) -> Self {
        match end.of(inner) {
            None => Self::Space,
            Some(Inline::Styled(other, inner))
                if style.uses_asterisks() == other.uses_asterisks() =>
            {
                Self::within(style, inner, end)
            }
            Some(Inline::Styled(..)) => Self::Punctuation,
            Some(inline) => Self::of(inline, end),
        }
    }

    /// Classifies an inline for the delimiter of a style that follows.
    fn before_style(inline: &Inline) -> Self {
        match inline {
            Inline::Styled(style, _) if style.uses_asterisks() => Self::Asterisks,
            Inline::Styled(..) => Self::Punctuation,
            other => Self::of(other, End::Last),
        }
    }

    /// Whether a delimiter between `self` (outside) and `inside` is recognized.
    fn bounds(self, inside: Self) -> bool {
        inside == Self::Letter || !matches!(self, Self::Letter | Self::Other)
    }
}

/// Whether a style that uses asterisks is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asterisks {
    No,
    Open,
}

impl Asterisks {
    fn within(self, style: Style) -> Self {
        if style.uses_asterisks() {
            Self::Open
        } else {
            self
        }
    }

    /// Whether the delimiter of a style can only open that style. Asterisks could also close an enclosing style, or form
    /// one delimiter run with those before.
    fn opens(self, style: Style, left: Side, first: Side) -> bool {
        !style.uses_asterisks()
            || match left {
                Side::Space | Side::Delimiter => true,
                Side::Asterisks => false,
                Side::Punctuation => first == Side::Letter || self == Self::No,
                Side::Letter | Side::Other => self == Self::No,
            }
    }
}
