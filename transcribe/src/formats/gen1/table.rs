//! Rows whose first cell is a path: `a[].<br>b.<br>c[]`.
//!
//! In: a table. Out: the fields of a message, objects inside of objects. Guaranteed: bounded depth; a row that
//! names nothing is said and left out.

use oascribe_codegen::diag::codes;

use crate::facts::{Field, Group, Many, Message, Type};
use crate::formats::common::{bounded, describe, notation};
use crate::markdown::{Row, Table};
use crate::spot::{Report, Spot};

const MAX_DEPTH: usize = 40;

/// Reads a table into a message.
pub fn read(table: &Table, message: &mut Message, report: &mut Report<'_>) {
    for row in bounded(table, report) {
        read_row(row, message, report);
    }
}

fn read_row(row: &Row, message: &mut Message, report: &mut Report<'_>) {
    let Some((name, rest)) = row.cells.split_first() else {
        return;
    };
    let path = path(name.at, report);
    let Some((last, parents)) = path.split_last() else {
        let text = "a row without a name".to_owned();
        report.say(codes::BROKEN_TABLE, text, row.at, "left out");
        return;
    };
    if path.len() > MAX_DEPTH || path.iter().any(|step| step.name.is_empty()) {
        let text = "a row whose name is no path of fields".to_owned();
        report.say(codes::BROKEN_TABLE, text, row.at, "left out");
        return;
    }
    let mut field = Field::new(last.name.clone(), name.at);
    field.many = last.many;
    let mut groups: Vec<Group> = Vec::new();
    if let Some(cell) = rest.first() {
        let mut blocks = cell.blocks.clone();
        field.ty_at = cell.at;
        notation(&mut field, &mut blocks, report);
        describe(&mut field, blocks, &mut groups, report);
    }
    place(message, parents, name.at, report, &mut |holder, report| {
        keep(&field, &groups, holder, report);
    });
}

fn keep(field: &Field, groups: &[Group], holder: &mut Message, report: &mut Report<'_>) {
    match holder
        .fields
        .iter()
        .position(|known| known.name == field.name)
    {
        Some(index) => {
            let known = &holder.fields[index];
            let text = format!("`{}` is described twice", field.name);
            let others = [(known.at, "for the first time")];
            report.tell(
                codes::PAGE_CONTRADICTION,
                text,
                field.at,
                "the first one counts",
                &others,
            );
        }
        None => holder.fields.push(field.clone()),
    }
    for group in groups {
        let same = |known: &Group| {
            known.names.len() == group.names.len()
                && known.names.iter().all(|name| group.names.contains(name))
        };
        if !holder.groups.iter().any(same) {
            holder.groups.push(group.clone());
        }
    }
}

struct Step {
    name: String,
    many: Many,
}

fn path(at: Spot, report: &Report<'_>) -> Vec<Step> {
    let raw = &report.text(at.file)[at.start..at.end];
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
        let (name, many) = match step.strip_suffix("[]") {
            Some(name) => (name, Many::List),
            None => (step, Many::One),
        };
        let name = name.to_owned();
        Step { name, many }
    });
    steps.collect()
}

/// Gives `keep` the message inside of which a path ends.
fn place(
    message: &mut Message,
    parents: &[Step],
    at: Spot,
    report: &mut Report<'_>,
    keep: &mut dyn FnMut(&mut Message, &mut Report<'_>),
) {
    let Some((step, rest)) = parents.split_first() else {
        return keep(message, report);
    };
    let mut known = message.fields.iter();
    let index = known.position(|field| field.name == step.name);
    let index = index.unwrap_or_else(|| {
        let text = format!(
            "no row describes `{}`, and this one lies inside of it",
            step.name
        );
        report.say(codes::BROKEN_TABLE, text, at, "taken as an object");
        let mut field = Field::new(step.name.clone(), at);
        field.many = step.many;
        message.fields.push(field);
        message.fields.len() - 1
    });
    let field = &mut message.fields[index];
    let mut inner = match field.ty.take() {
        Some(Type::Inline(inner)) => inner,
        _ => Box::new(Message::new(field.at)),
    };
    place(&mut inner, rest, at, report, keep);
    field.ty = Some(Type::Inline(inner));
}
