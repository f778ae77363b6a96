//! Objects that pages describe by themselves: `The boat object`.

use oascribe_codegen::diag::codes;

use super::assemble::object;
use super::fields::{self, Context, Row};
use super::pieces::{Piece, PieceKind, words};
use super::sample::{Sample, Value, sample};
use super::section::plain;
use crate::draft::{Draft, Json, JsonValue, Kind, Schema, pascal_case, refine};
use crate::reporter::Reporter;
use crate::span::Span;

/// The name in `The boat object`, `Boat object` and `Object: Boat`.
fn name(text: &str) -> Option<String> {
    let plain = plain(text);
    if plain.split(' ').count() > 4 || plain.starts_with("json ") {
        return None;
    }
    let name = plain
        .strip_suffix(" object")
        .map(|name| name.strip_prefix("the ").unwrap_or(name));
    let name = name.or_else(|| plain.strip_prefix("object: "))?;
    let name = pascal_case(name);
    name.starts_with(|char: char| char.is_ascii_uppercase())
        .then_some(name)
}

/// The names of the objects of a page.
pub fn names(lines: &[Piece]) -> Vec<String> {
    let headings = lines.iter().filter_map(|piece| match &piece.kind {
        PieceKind::Heading { text, level } if *level < super::lines::LABEL => name(&words(text)),
        _ => None,
    });
    headings.collect()
}

/// Reads the objects of a page into the schemas of the draft. Returns their number.
pub fn read(
    lines: &[Piece],
    names: &[String],
    draft: &mut Draft,
    reporter: &mut Reporter<'_>,
) -> usize {
    let mut count = 0;
    for (index, piece) in lines.iter().enumerate() {
        let PieceKind::Heading { level, text } = &piece.kind else {
            continue;
        };
        let Some(name) = name(&words(text)).filter(|name| names.contains(name)) else {
            continue;
        };
        let behind = lines.iter().skip(index + 1);
        let own: Vec<&Piece> = behind
            .take_while(|piece| match &piece.kind {
                PieceKind::Heading { level: other, .. } => other > level,
                _ => true,
            })
            .collect();
        let (schema, found) = schema(&own, piece, names, reporter);
        if found && !draft.schemas.contains_key(&name) {
            draft.schemas.insert(name, schema);
            count += 1;
        }
    }
    count
}

fn schema(
    own: &[&Piece],
    heading: &Piece,
    names: &[String],
    reporter: &mut Reporter<'_>,
) -> (Schema, bool) {
    let context = Context { names };
    let mut rows: Vec<Row> = Vec::new();
    let mut text: Vec<Piece> = Vec::new();
    let mut samples: Vec<Json> = Vec::new();
    for piece in own {
        let mut unread = Vec::new();
        let found = match &piece.kind {
            PieceKind::Table { head, rows } => {
                fields::table(head.as_deref(), rows, &context, &mut unread)
            }
            PieceKind::Items(items) => fields::items(items, 0, &context, &mut unread),
            PieceKind::Code(code) => {
                if let Sample::Value(value) = sample(code)
                    && let JsonValue::Object(_) = value.json.value
                {
                    samples.push(value.json);
                }
                continue;
            }
            PieceKind::Para(inlines) => {
                fields::para(inlines, piece.at, &context, &mut unread).map(|row| vec![row])
            }
            PieceKind::Heading { .. } => continue,
        };
        super::assemble::report_unread(&unread, reporter);
        match found {
            Some(found) => rows.extend(found),
            None if rows.is_empty() => text.push((*piece).clone()),
            None => {}
        }
    }
    let mut schema = object(rows, heading.at, reporter);
    let text = fields::to_text(&text);
    schema.text = Some(text).filter(|text| !text.is_empty());
    let samples: Vec<&Json> = samples.iter().collect();
    for conflict in refine(&mut schema, &samples, "the sample of the object") {
        super::assemble::report_conflict(&conflict, reporter, codes::PAGE_CONTRADICTION);
    }
    let found = schema
        .properties()
        .is_some_and(|properties| !properties.is_empty());
    (schema, found)
}

/// The described object that all samples are, or any value.
pub fn same(samples: &[Value], draft: &Draft, at: Span) -> Schema {
    const FEW: usize = 2;
    let is = |sample: &Value, schema: &Schema| {
        let entries = sample.json.entries();
        let known = schema.properties().unwrap_or_default();
        let same = known
            .iter()
            .all(|it| entries.iter().any(|(key, _)| *key == it.name));
        same && entries.len() == known.len() && known.len() > FEW
    };
    let mut found = draft.schemas.iter().filter(|(_, schema)| {
        !samples.is_empty() && samples.iter().all(|sample| is(sample, schema))
    });
    let mut schema = Schema::any(at);
    if let (Some((name, _)), None) = (found.next(), found.next()) {
        schema.kind = Kind::Named(name.clone());
        schema.infer("$ref", "the sample has all properties of the object");
    }
    schema
}
