//! Rows of a wiki table: the name, and the type with its description.
//!
//! In: a table. Out: the fields of a message.

use oascribe_codegen::diag::codes;

use crate::facts::{Field, Group, Many, Message};
use crate::formats::common::{bounded, describe, notation};
use crate::markdown::{Row, Table};
use crate::spot::Report;

/// Reads a table into a message.
pub fn read(table: &Table, message: &mut Message, report: &mut Report<'_>) {
    for row in bounded(table, report) {
        read_row(row, message, report);
    }
}

fn read_row(row: &Row, message: &mut Message, report: &mut Report<'_>) {
    let Some((cell, rest)) = row.cells.split_first() else {
        return;
    };
    let at = cell.at;
    let raw = &report.text(at.file)[at.start..at.end];
    let raw = raw.replace(['\\', '`', '*'], "");
    let (name, many) = match raw.strip_suffix("[]") {
        Some(name) => (name, Many::List),
        None => (raw.as_str(), Many::One),
    };
    if name.is_empty() || name.contains(char::is_whitespace) || rest.is_empty() {
        let text = "a row that describes no field".to_owned();
        report.say(codes::BROKEN_TABLE, text, row.at, "left out");
        return;
    }
    let mut field = Field::new(name, at);
    field.many = many;
    let mut groups: Vec<Group> = Vec::new();
    if let Some(cell) = rest.first() {
        let mut blocks = cell.blocks.clone();
        field.ty_at = cell.at;
        notation(&mut field, &mut blocks, report);
        describe(&mut field, blocks, &mut groups, report);
    }
    if let Some(known) = message.field(&field.name) {
        let text = format!("`{}` is described twice", field.name);
        let others = [(known.at, "for the first time")];
        report.tell(
            codes::PAGE_CONTRADICTION,
            text,
            field.at,
            "the first one counts",
            &others,
        );
        return;
    }
    message.fields.push(field);
    for group in groups {
        let same = |known: &Group| {
            known.names.len() == group.names.len()
                && known.names.iter().all(|name| group.names.contains(name))
        };
        if !message.groups.iter().any(same) {
            message.groups.push(group);
        }
    }
}
