//! Fields in tables. The heading row decides the columns.

use super::{Context, Row, is_name, items, text_of};
use crate::draft::Place;
use crate::general::annotation::{
    append, apply, from_sentences, notes, set_default, set_values, typed,
};
use crate::general::columns::{Column, columns};
use crate::general::pieces::{Item, PieceKind, words};
use crate::general::section::{plain, status};
use crate::general::types;
use crate::markdown::{self, Kind};
use crate::span::Span;

/// A type in unknown words.
pub struct Unread {
    pub name: String,
    pub word: String,
    pub at: Span,
}

/// The fields of a table. Returns `None` if the columns are unknown.
pub fn read(
    head: Option<&[Item]>,
    rows: &[Vec<Item>],
    context: &Context<'_>,
    unread: &mut Vec<Unread>,
) -> Option<Vec<Row>> {
    let titles: Vec<String> = head?.iter().map(|cell| words(&cell.lead)).collect();
    let columns = columns(&titles)?;
    if columns.len() == 1 {
        let cells: Vec<Item> = rows.iter().flatten().cloned().collect();
        return items(&cells, 0, context, unread);
    }
    let name_at = columns.iter().position(|column| *column == Column::Name)?;
    let mut out = Vec::new();
    let mut widths: Vec<usize> = Vec::new();
    for cells in rows {
        let Some(name) = cells.get(name_at) else {
            continue;
        };
        let width = indent(name);
        while widths.last().is_some_and(|last| *last >= width) {
            widths.pop();
        }
        let depth = widths.len();
        widths.push(width);
        let Some(mut row) = named(name, depth, context) else {
            // A row of one cell is the rest of the row before: a table of the properties of its field.
            if let Some(last) = out.last() {
                let inner = nested(name, last, context, unread);
                out.extend(inner);
            }
            widths.pop();
            continue;
        };
        // Values depend on the type.
        let (types, others): (Vec<_>, Vec<_>) = columns
            .iter()
            .zip(cells)
            .partition(|(column, _)| **column == Column::Type);
        for (column, cell) in types.into_iter().chain(others) {
            read_cell(&mut row, *column, cell, context, unread);
        }
        let others = columns.iter().zip(cells).zip(&titles);
        for ((_, cell), title) in others.filter(|((column, _), _)| **column == Column::Other) {
            let text = text_of(cell);
            if !is_empty(&text) {
                append(&mut row.schema.text, &format!("{title}: {text}"));
            }
        }
        let inner: Vec<Row> = cells
            .iter()
            .flat_map(|cell| nested(cell, &row, context, unread))
            .collect();
        out.push(row);
        out.extend(inner);
    }
    Some(out)
}

/// The statuses of a table or the rows of a list of errors: a status and a text.
pub fn statuses(head: Option<&[Item]>, rows: &[Vec<Item>]) -> Option<Vec<(String, String, Span)>> {
    let titles: Vec<String> = head?.iter().map(|cell| words(&cell.lead)).collect();
    let columns = columns(&titles)?;
    let at = columns
        .iter()
        .position(|column| *column == Column::Status)?;
    let rows = rows.iter().filter_map(|cells| {
        let cell = cells.get(at)?;
        let status = status(&words(&cell.lead))?;
        let others = cells.iter().enumerate().filter(|(index, _)| *index != at);
        let text: Vec<String> = others
            .map(|(_, cell)| text_of(cell))
            .filter(|it| !it.is_empty())
            .collect();
        Some((status, text.join(" "), cell.at))
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then_some(rows)
}

/// Marks before names that show the depth: blanks, arrows, lines.
fn indent(cell: &Item) -> usize {
    let text = markdown::plain(&cell.lead);
    let mark = |char: &char| *char == '\u{a0}' || "→↳»└├─>-–•·".contains(*char);
    let marks = text
        .chars()
        .take_while(|char| mark(char) || char.is_whitespace());
    marks.filter(mark).count()
}

fn named(cell: &Item, depth: usize, context: &Context<'_>) -> Option<Row> {
    let lead: Vec<_> = cell
        .lead
        .iter()
        .skip_while(|inline| matches!(&inline.kind, Kind::Text(text) if text.chars().all(|it| !it.is_alphanumeric())))
        .cloned()
        .collect();
    let first = lead.first()?;
    let text = match &first.kind {
        Kind::Code(_) | Kind::Strong(_) => words(std::slice::from_ref(first)),
        _ => words(&lead),
    };
    let text = text
        .trim_start_matches(|char: char| "→↳»└├─>-–•· \u{a0}".contains(char))
        .to_owned();
    let name = text
        .split_whitespace()
        .next()?
        .trim_end_matches([',', ':'])
        .to_owned();
    if !is_name(&name) {
        return None;
    }
    let mut row = Row::new(name.clone(), depth, cell.at);
    row.unstar();
    let all = words(&lead);
    let beside = all.trim_start_matches(|char: char| "→↳»└├─>-–•· \u{a0}".contains(char));
    let beside = beside.strip_prefix(&*name).unwrap_or_default().trim();
    let beside = match beside.strip_prefix('*') {
        Some(rest) => {
            row.star();
            rest.trim()
        }
        None => beside,
    };
    let found = notes(beside, context.names, cell.at);
    apply(&found, &mut row.schema, &mut row.required);
    if let Some(word) = &found.default {
        set_default(&mut row.schema, word, cell.at);
    }
    append(&mut row.schema.text, &found.rest);
    Some(row)
}

/// The fields of tables inside a cell.
fn nested(cell: &Item, parent: &Row, context: &Context<'_>, unread: &mut Vec<Unread>) -> Vec<Row> {
    let mut out = Vec::new();
    for piece in &cell.inner {
        if let PieceKind::Table { head, rows } = &piece.kind {
            let inner = read(head.as_deref(), rows, context, unread).unwrap_or_default();
            out.extend(inner.into_iter().map(|mut row| {
                row.depth += parent.depth + 1;
                row
            }));
        }
    }
    out
}

fn is_empty(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "–" | "—" | "n/a" | "N/A")
}

fn read_cell(
    row: &mut Row,
    column: Column,
    cell: &Item,
    context: &Context<'_>,
    unread: &mut Vec<Unread>,
) {
    let text = words(&cell.lead);
    match column {
        Column::Type => {
            let found = notes(&text, context.names, cell.at);
            apply(&found, &mut row.schema, &mut row.required);
            let values = coded(cell);
            if !found.rest.is_empty() && values.len() > 1 {
                set_values(&mut row.schema, &values, "listed instead of a type");
            } else if !found.rest.is_empty() && !is_empty(&found.rest) {
                let (name, at) = (row.name.clone(), cell.at);
                unread.push(Unread {
                    name,
                    word: found.rest,
                    at,
                });
            }
        }
        Column::Required => row.required = required(&text).or(row.required),
        Column::Optional => row.required = required(&text).map(|is| !is).or(row.required),
        Column::Description => {
            let text = text_without_tables(cell);
            from_sentences(&mut row.schema, &mut row.required, &text);
            if !is_empty(&text) {
                append(&mut row.schema.text, &text);
            }
        }
        Column::Place => place(row, &text),
        Column::Format => match types::format(&text.to_ascii_lowercase()) {
            Some(format) => row.schema.format = Some(format.to_owned()),
            None if is_empty(&text) => {}
            None => append(&mut row.schema.text, &format!("Format: {text}")),
        },
        _ => {}
    }
    if matches!(column, Column::Required | Column::Optional)
        && required(&text).is_none()
        && !is_empty(&text)
    {
        append(&mut row.schema.text, &format!("Required: {text}"));
    }
    if !is_empty(&text) {
        read_value(row, column, &text);
    }
}

/// Values that have the type of the field. Others remain in the description.
fn read_value(row: &mut Row, column: Column, text: &str) {
    let bare = text.trim_matches(['`', '"', '\'']).to_owned();
    match column {
        Column::Default => match typed(&row.schema, &bare) {
            Some(json) => row.schema.default = Some(json),
            None => append(&mut row.schema.text, &format!("Default: {text}")),
        },
        Column::Example => match typed(&row.schema, &bare) {
            Some(json) => row.schema.example = Some(json),
            None => append(&mut row.schema.text, &format!("Example: {text}")),
        },
        Column::Values => {
            let words = text
                .split([',', '|', ' '])
                .map(|it| it.trim().trim_matches(['`', '"', '\'']));
            let words: Vec<String> = words
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect();
            if !set_values(&mut row.schema, &words, "") {
                append(&mut row.schema.text, &format!("Values: {text}"));
            }
        }
        _ => {}
    }
}

/// The words in code of a cell.
fn coded(cell: &Item) -> Vec<String> {
    let coded = cell.lead.iter().filter_map(|inline| match &inline.kind {
        Kind::Code(text) => Some(text.clone()),
        _ => None,
    });
    coded.collect()
}

fn text_without_tables(cell: &Item) -> String {
    let mut cell = cell.clone();
    cell.inner
        .retain(|piece| !matches!(piece.kind, PieceKind::Table { .. }));
    text_of(&cell)
}

fn required(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "yes" | "true" | "required" | "y" | "mandatory" | "x" | "m" | "always" => Some(true),
        "no" | "false" | "optional" | "n" | "o" | "not required" => Some(false),
        "" if text.contains(['✓', '✔', '✅', '●', '*']) => Some(true),
        "" => Some(false),
        _ => None,
    }
}

fn place(row: &mut Row, text: &str) {
    row.place = match plain(text).as_str() {
        "path" | "url" | "uri" | "url path" | "route" => Some(Place::Path),
        "query" | "query string" | "querystring" | "url query" | "query parameter" => {
            Some(Place::Query)
        }
        "header" | "headers" | "http header" => Some(Place::Header),
        "cookie" | "cookies" => Some(Place::Cookie),
        "body" | "json" | "payload" | "request body" | "json body" => Some(Place::Body),
        "form" | "formdata" | "form data" => {
            row.form = true;
            Some(Place::Body)
        }
        _ => {
            append(&mut row.schema.text, &format!("In: {text}"));
            None
        }
    };
}
