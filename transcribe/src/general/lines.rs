//! A page as a list: labels and terms that announce something become headings.

use super::endpoint::{request, target};
use super::pieces::{Item, Piece, PieceKind, words};
use super::section::{Section, status};
use crate::markdown::{Inline, Kind};

/// The level of labels, below all headings.
pub const LABEL: u8 = 10;

/// Makes a list of nested pieces.
pub fn lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::new();
    expand(pieces, LABEL, &mut out);
    out
}

fn expand(pieces: Vec<Piece>, level: u8, out: &mut Vec<Piece>) {
    for piece in pieces {
        let at = piece.at;
        match piece.kind {
            PieceKind::Items(items) if announces(&items) => {
                for item in items {
                    let kind = PieceKind::Heading {
                        level,
                        text: item.lead,
                    };
                    out.push(Piece { kind, at: item.at });
                    expand(item.inner, level.saturating_add(1), out);
                }
            }
            PieceKind::Para(inlines) => match label(&inlines) {
                Some((text, rest)) => {
                    let kind = PieceKind::Heading { level, text };
                    out.push(Piece { kind, at });
                    if !rest.is_empty() {
                        out.push(Piece {
                            kind: PieceKind::Para(rest),
                            at,
                        });
                    }
                }
                None => out.push(Piece {
                    kind: PieceKind::Para(inlines),
                    at,
                }),
            },
            kind => out.push(Piece { kind, at }),
        }
    }
}

/// Whether most items of a list are requests or announce what is inside them.
fn announces(items: &[Item]) -> bool {
    let is = |item: &&Item| {
        let text = words(&item.lead);
        let coded = item
            .lead
            .iter()
            .any(|inline| matches!(inline.kind, Kind::Code(_)));
        let named = Section::of(&text).is_known() && !coded && !item.inner.is_empty();
        named || request(&text).is_some()
    };
    items.iter().filter(is).count() * 2 > items.len()
}

/// A paragraph such as `**Query parameters**`, `Response:` or `Method URL: https://…`, and the text behind the label.
fn label(inlines: &[Inline]) -> Option<(Vec<Inline>, Vec<Inline>)> {
    let text = words(inlines);
    let first = inlines
        .iter()
        .position(|it| !matches!(&it.kind, Kind::Text(text) if text.trim().is_empty()))?;
    let (bold, rest) = inlines.get(first..)?.split_first()?;
    let is_bold = matches!(bold.kind, Kind::Strong(_) | Kind::Emphasis(_));
    let alone = words(rest).is_empty();
    let short = text.split_whitespace().count() <= 6;
    let known = |text: &str| Section::of(text).is_known();
    if short && alone && is_bold && (known(&text) || status(&text).is_some()) {
        return Some((inlines.to_vec(), Vec::new()));
    }
    if short && text.ends_with(':') && known(&text) {
        return Some((inlines.to_vec(), Vec::new()));
    }
    // `Method URL: https://…` and `HTTP method: POST`.
    let (before, behind) = text.split_once(':')?;
    let endpoint = Section::of(before) == Section::Endpoint;
    let stated = target(behind.trim()).is_some()
        || super::endpoint::only_method(behind).is_some()
        || request(behind).is_some();
    let at = bold.at;
    let part = |text: &str| {
        vec![Inline {
            kind: Kind::Text(text.trim().to_owned()),
            at,
        }]
    };
    (endpoint && stated).then(|| (part(before), part(behind)))
}
