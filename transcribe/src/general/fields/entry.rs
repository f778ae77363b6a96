//! Fields in lists and paragraphs: ``- `name` (string, required) – The name.``
//!
//! In: the inlines of an entry. Out: the field, if they begin with a name.

use super::{Context, Row, Unread, heading_words, is_name, to_text};
use crate::general::annotation::{Notes, append, apply, from_sentences, notes, set_default};
use crate::general::pieces::{Item, Piece, PieceKind, words};
use crate::markdown::{Inline, Kind};
use crate::span::Span;

/// The fields of a list, with those of the lists inside it. Returns `None` if an item is no field.
pub fn items(
    items: &[Item],
    depth: usize,
    context: &Context<'_>,
    unread: &mut Vec<Unread>,
) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    for item in items {
        let (mut row, notes) = entry(&item.lead, item.at, context)?;
        if notes.schema.is_none() {
            unread.extend(in_brackets(&row, item));
        }
        row.depth = depth;
        let mut text: Vec<Piece> = Vec::new();
        let mut inner = Vec::new();
        for piece in &item.inner {
            match &piece.kind {
                PieceKind::Items(children) => match nested(children, depth + 1, context, unread) {
                    Some(children) => inner.extend(children),
                    None => text.push(piece.clone()),
                },
                PieceKind::Table { head, rows } => {
                    match super::table(head.as_deref(), rows, context, unread) {
                        Some(children) => inner.extend(children.into_iter().map(|mut row| {
                            row.depth += depth + 1;
                            row
                        })),
                        None => text.push(piece.clone()),
                    }
                }
                // A button that shows the fields inside.
                PieceKind::Para(inlines) if is_button(&words(inlines)) => {}
                _ => text.push(piece.clone()),
            }
        }
        describe(&mut row, &text, context);
        rows.push(row);
        rows.extend(inner);
    }
    Some(rows)
}

fn is_button(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut words = lower.split_whitespace();
    let shows = matches!(words.next(), Some("show" | "hide" | "expand" | "collapse"));
    shows && lower.contains("child") && words.count() < 4
}

/// Words in brackets behind a name, where types are.
fn in_brackets(row: &Row, item: &Item) -> Option<Unread> {
    let text = words(&item.lead);
    let behind = text.trim_start().strip_prefix(&*row.name)?.trim_start();
    let word = behind
        .strip_prefix('(')?
        .split(')')
        .next()?
        .trim()
        .to_owned();
    let name = row.name.clone();
    (!word.is_empty()).then_some(Unread {
        name,
        word,
        at: item.at,
    })
}

/// The fields of a list inside an item: at least one has a type, so that lists of values are none.
fn nested(
    children: &[Item],
    depth: usize,
    context: &Context<'_>,
    unread: &mut Vec<Unread>,
) -> Option<Vec<Row>> {
    let typed = children.iter().any(|child| {
        entry(&child.lead, child.at, context).is_some_and(|(_, notes)| notes.schema.is_some())
    });
    typed.then(|| items(children, depth, context, unread))?
}

/// The paragraphs of an item. The first may consist of notes only.
fn describe(row: &mut Row, pieces: &[Piece], context: &Context<'_>) {
    let mut pieces = pieces;
    if let Some((
        Piece {
            kind: PieceKind::Para(inlines),
            at,
        },
        rest,
    )) = pieces.split_first()
    {
        let found = notes(&words(inlines), context.names, *at);
        if found.rest.is_empty() {
            note(row, &found);
            pieces = rest;
        }
    }
    let text = to_text(pieces);
    from_sentences(&mut row.schema, &mut row.required, &text);
    append(&mut row.schema.text, &text);
}

fn note(row: &mut Row, found: &Notes) {
    apply(found, &mut row.schema, &mut row.required);
    if let Some(word) = &found.default {
        set_default(&mut row.schema, word, row.at);
    }
}

/// A field in a paragraph of its own: it has notes that are understood, or only few words beside its name.
pub fn para(
    inlines: &[Inline],
    at: Span,
    context: &Context<'_>,
    unread: &mut Vec<Unread>,
) -> Option<Row> {
    const FEW: usize = 5;
    let first = inlines.iter().find(|inline| !is_blank(inline))?;
    if !matches!(first.kind, Kind::Code(_) | Kind::Strong(_)) {
        return None;
    }
    let (mut row, notes) = entry(inlines, at, context)?;
    if notes.schema.is_some() || notes.required.is_some() {
        return Some(row);
    }
    // A name looks like one in a program; `**Note**` does not.
    let is_name = row.name.starts_with(|char: char| char.is_lowercase()) || row.name.contains('_');
    let text = words(inlines);
    let beside = text
        .trim_start()
        .strip_prefix(&*row.name)?
        .trim()
        .to_owned();
    if !is_name || beside.ends_with('.') || beside.split_whitespace().count() > FEW {
        return None;
    }
    if !beside.is_empty() {
        row.schema.text = None;
        unread.push(Unread {
            name: row.name.clone(),
            word: beside,
            at,
        });
    }
    Some(row)
}

fn is_blank(inline: &Inline) -> bool {
    matches!(&inline.kind, Kind::Text(text) if text.trim().is_empty())
}

/// The field at the beginning of inlines, with its notes and its description.
fn entry(inlines: &[Inline], at: Span, context: &Context<'_>) -> Option<(Row, Notes)> {
    let start = inlines.iter().position(|inline| !is_blank(inline))?;
    let (first, behind) = inlines.get(start..)?.split_first()?;
    let (name, rest) = match &first.kind {
        Kind::Text(text) => {
            let text = text.trim_start();
            let end =
                text.find(|char: char| char.is_whitespace() || matches!(char, ':' | ',' | '('));
            let (name, after) = text.split_at(end.unwrap_or(text.len()));
            let mut rest = vec![Inline {
                kind: Kind::Text(after.to_owned()),
                at: first.at,
            }];
            rest.extend(behind.iter().cloned());
            (name.to_owned(), rest)
        }
        Kind::Code(_) | Kind::Strong(_) | Kind::Emphasis(_) | Kind::Link { .. } => {
            (words(std::slice::from_ref(first)), behind.to_vec())
        }
        Kind::Break => return None,
    };
    let name = name.trim().trim_end_matches(':').to_owned();
    if !is_name(&name) {
        return None;
    }
    let mut row = Row::new(name, 0, at);
    row.unstar();
    let rest = spaced(&rest);
    let text = heading_words(&rest);
    let (found, description) = split(text.trim(), context, at);
    note(&mut row, &found);
    from_sentences(&mut row.schema, &mut row.required, &description);
    append(&mut row.schema.text, &description);
    Some((row, found))
}

/// Parts of a line that differ in style only have a blank between them.
fn spaced(inlines: &[Inline]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in inlines {
        let touches = matches!((out.last().map(|it| &it.kind), &inline.kind), (Some(_), Kind::Text(text))
            if text.starts_with(char::is_alphanumeric));
        if touches {
            out.push(Inline {
                kind: Kind::Text(" ".to_owned()),
                at: inline.at,
            });
        }
        out.push(inline.clone());
    }
    out
}

/// Separates notes from the description behind them.
fn split(text: &str, context: &Context<'_>, at: Span) -> (Notes, String) {
    let bare = |text: &str| text.replace(['\\', '*', '`', '_'], "");
    let text = text.trim_start_matches([':', '-', '–', '—', ' ', '\n']);
    let (star, text) = match text.strip_prefix("\\*").or_else(|| text.strip_prefix('*')) {
        Some(rest) if rest.starts_with([' ', '\n']) || rest.is_empty() => (true, rest.trim_start()),
        _ => (false, text),
    };
    let mut best: (Notes, &str) = (Notes::default(), text);
    for end in ends(text) {
        let Some(before) = text.get(..end) else {
            continue;
        };
        let found = notes(&bare(before), context.names, at);
        let noted = found.schema.is_some() || found.required.is_some() || found.default.is_some();
        if found.rest.is_empty() && noted {
            best = (found, text.get(end..).unwrap_or_default());
        }
    }
    let (mut found, description) = best;
    if star && found.required.is_none() {
        found.required = Some(true);
    }
    let description =
        description.trim_start_matches([':', '-', '–', '—', ',', '.', ')', ' ', '\n', '·']);
    (found, description.to_owned())
}

/// The offsets where notes may end: behind each of the first words.
fn ends(text: &str) -> Vec<usize> {
    const MAX_WORDS: usize = 12;
    let mut out = Vec::new();
    let mut inside = false;
    for (at, char) in text.char_indices() {
        if char.is_whitespace() && inside {
            out.push(at);
            inside = false;
            if out.len() == MAX_WORDS {
                return out;
            }
        }
        inside |= !char.is_whitespace();
    }
    out.push(text.len());
    out
}
