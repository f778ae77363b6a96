//! Rows whose first cell is the path of a field: `a[].<br>b.<br>c[]`.
//!
//! In: a table. Out: the fields of a message, with nested objects. Depth is bounded. A row without a name is reported and
//! left out.

use oascribe_codegen::diag::codes;

use crate::facts::{Cardinality, ExclusiveGroup, Field, Message, Type};
use crate::formats::common::{add_field, bounded, read_description, read_type};
use crate::markdown::{Row, Table};
use crate::reporter::Reporter;
use crate::span::Span;

const MAX_DEPTH: usize = 40;

/// Reads a table into a message.
pub fn read(table: &Table, message: &mut Message, reporter: &mut Reporter<'_>) {
    for row in bounded(table, reporter) {
        read_row(row, message, reporter);
    }
}

fn read_row(row: &Row, message: &mut Message, reporter: &mut Reporter<'_>) {
    let Some((name, rest)) = row.cells.split_first() else {
        return;
    };
    let path = path(name.at, reporter);
    let Some((last, parents)) = path.split_last() else {
        let text = "the row has no name".to_owned();
        reporter.report(codes::BROKEN_TABLE, text, row.at, "left out");
        return;
    };
    if path.len() > MAX_DEPTH || path.iter().any(|step| step.name.is_empty()) {
        let text = "the name of the row is not a path of fields".to_owned();
        reporter.report(codes::BROKEN_TABLE, text, row.at, "left out");
        return;
    }
    let mut field = Field::new(last.name.clone(), name.at);
    field.cardinality = last.cardinality;
    let mut groups: Vec<ExclusiveGroup> = Vec::new();
    if let Some(cell) = rest.first() {
        let mut blocks = cell.blocks.clone();
        field.ty_at = cell.at;
        read_type(&mut field, &mut blocks, reporter);
        read_description(&mut field, blocks, &mut groups, reporter);
    }
    with_parent(
        message,
        parents,
        name.at,
        reporter,
        &mut |holder, reporter| {
            add_field(field.clone(), groups.clone(), holder, reporter);
        },
    );
}

struct Step {
    name: String,
    cardinality: Cardinality,
}

fn path(at: Span, reporter: &Reporter<'_>) -> Vec<Step> {
    let raw = &reporter.text(at.file)[at.start..at.end];
    let joined = raw
        .replace("<br>", "")
        .replace("<br/>", "")
        .replace(['\\', '`', '*'], "");
    let joined: String = joined
        .chars()
        .filter(|char| !char.is_whitespace())
        .collect();
    if joined.is_empty() {
        return Vec::new();
    }
    let steps = joined.trim_end_matches('.').split('.').map(|step| {
        let (name, cardinality) = match step.strip_suffix("[]") {
            Some(name) => (name, Cardinality::List),
            None => (step, Cardinality::Single),
        };
        let name = name.to_owned();
        Step { name, cardinality }
    });
    steps.collect()
}

/// Calls `then` with the message that a path of parents leads to.
fn with_parent(
    message: &mut Message,
    parents: &[Step],
    at: Span,
    reporter: &mut Reporter<'_>,
    then: &mut dyn FnMut(&mut Message, &mut Reporter<'_>),
) {
    let Some((step, rest)) = parents.split_first() else {
        return then(message, reporter);
    };
    let mut known = message.fields.iter();
    let index = known.position(|field| field.name == step.name);
    let index = index.unwrap_or_else(|| {
        let text = format!(
            "no row describes `{}`, which contains this field",
            step.name
        );
        reporter.report(codes::BROKEN_TABLE, text, at, "assumed to be an object");
        let mut field = Field::new(step.name.clone(), at);
        field.cardinality = step.cardinality;
        message.fields.push(field);
        message.fields.len() - 1
    });
    let field = &mut message.fields[index];
    let mut inner = match field.ty.take() {
        Some(Type::Inline(inner)) => inner,
        _ => Box::new(Message::new(field.at)),
    };
    with_parent(&mut inner, rest, at, reporter, then);
    field.ty = Some(Type::Inline(inner));
}
