//! Which marks Markdown sees when they are printed.
//!
//! In: inlines that are tidy but for this. Out: the same, without the marks that would be read as
//! stars, as in `a<b>(c)</b>d`, or as other marks. Guaranteed: what is left is read as it is meant;
//! the rules are stricter than Markdown's where those depend on the tables of Unicode.

use super::tidy::append;
use super::tree::{Inline, Mark};

/// Takes away the marks that would not be seen.
pub(super) fn settle(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    settle_within(inlines, (Side::Space, Side::Space), Stars::No, &mut out);
    out
}

fn settle_within(inlines: Vec<Inline>, sides: (Side, Side), stars: Stars, out: &mut Vec<Inline>) {
    let mut rest = inlines.into_iter().peekable();
    while let Some(inline) = rest.next() {
        match inline {
            Inline::Marked(mark, inner) => {
                let left = out.last().map_or(sides.0, Side::before_mark);
                let right = rest
                    .peek()
                    .map_or(sides.1, |next| Side::of(next, End::First));
                let first = Side::within(mark, &inner, End::First);
                let last = Side::within(mark, &inner, End::Last);
                let mut settled = Vec::with_capacity(inner.len());
                if left.bounds(first) && right.bounds(last) && stars.opens(mark, left, first) {
                    let sides = (Side::Delimiter, Side::Punctuation);
                    settle_within(inner, sides, stars.within(mark), &mut settled);
                    append(out, Inline::Marked(mark, settled));
                } else {
                    settle_within(inner, (left, right), stars, &mut settled);
                    settled.into_iter().for_each(|inline| append(out, inline));
                }
            }
            Inline::Link { url, text } => {
                let sides = (Side::Punctuation, Side::Punctuation);
                let mut settled = Vec::with_capacity(text.len());
                settle_within(text, sides, Stars::No, &mut settled);
                out.push(Inline::Link { url, text: settled });
            }
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Address(_)
            | Inline::Soft
            | Inline::Hard => append(out, inline),
        }
    }
}

/// Which end of some inlines.
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

/// What stands beside the delimiter of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Space,
    /// The beginning of the mark around: both run together.
    Delimiter,
    /// The end of another mark made of stars: both would run together.
    Stars,
    Punctuation,
    Letter,
    /// Punctuation or not: a matter of tables.
    Other,
}

impl Side {
    /// What the end of an inline is to a mark outside of it. Its own mark may yet go.
    fn of(inline: &Inline, end: End) -> Self {
        let ch = match (inline, end) {
            (Inline::Text(text), End::First) => text.chars().next(),
            (Inline::Text(text), End::Last) => text.chars().next_back(),
            (Inline::Marked(_, inner), end) => {
                return end
                    .of(inner)
                    .map_or(Self::Punctuation, |inline| Self::of(inline, end));
            }
            (Inline::Soft | Inline::Hard, _) => return Self::Space,
            (Inline::Code(_) | Inline::Link { .. } | Inline::Address(_), _) => None,
        };
        match ch {
            None => Self::Punctuation,
            Some(ch) if ch.is_whitespace() => Self::Space,
            Some(ch) if ch.is_alphanumeric() => Self::Letter,
            Some(ch) if ch.is_ascii_punctuation() => Self::Punctuation,
            Some(_) => Self::Other,
        }
    }

    /// What the end of a mark's content is to that mark. The stars of a mark within run together
    /// with stars.
    fn within(mark: Mark, inner: &[Inline], end: End) -> Self {
        match end.of(inner) {
            None => Self::Space,
            Some(Inline::Marked(other, inner)) if mark.is_stars() == other.is_stars() => {
                Self::within(mark, inner, end)
            }
            Some(Inline::Marked(..)) => Self::Punctuation,
            Some(inline) => Self::of(inline, end),
        }
    }

    /// What an inline is to a mark that follows.
    fn before_mark(inline: &Inline) -> Self {
        match inline {
            Inline::Marked(mark, _) if mark.is_stars() => Self::Stars,
            Inline::Marked(..) => Self::Punctuation,
            other => Self::of(other, End::Last),
        }
    }

    /// Whether a delimiter between `self` outside and `inside` is seen as one.
    fn bounds(self, inside: Self) -> bool {
        inside == Self::Letter || !matches!(self, Self::Letter | Self::Other)
    }
}

/// Whether a mark made of stars is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stars {
    No,
    Open,
}

impl Stars {
    fn within(self, mark: Mark) -> Self {
        if mark.is_stars() { Self::Open } else { self }
    }

    /// Whether the delimiter of a mark, with these at its sides, does nothing but open it. Stars
    /// could also close those around, or be read as one with those before.
    fn opens(self, mark: Mark, left: Side, first: Side) -> bool {
        !mark.is_stars()
            || match left {
                Side::Space | Side::Delimiter => true,
                Side::Stars => false,
                Side::Punctuation => first == Side::Letter || self == Self::No,
                Side::Letter | Side::Other => self == Self::No,
            }
    }
}
