//! Rows of a wiki table: the name of a field, and its type with the description.

use oascribe_codegen::diag::codes;

use crate::facts::{Cardinality, ExclusiveGroup, Field, Message};
use crate::formats::common::{add_field, bounded, read_description, read_type};
use crate::markdown::{Row, Table};
use crate::reporter::Reporter;

/// Reads a table into a message.
pub fn read(table: &Table, message: &mut Message, reporter: &mut Reporter<'_>) {
    for row in bounded(table, reporter) {
        read_row(row, message, reporter);
    }
}

fn read_row(row: &Row, message: &mut Message, reporter: &mut Reporter<'_>) {
    let Some((cell, rest)) = row.cells.split_first() else {
        return;
    };
    let at = cell.at;
    let raw = &reporter.text(at.file)[at.start..at.end];
    let raw = raw.replace(['\\', '`', '*'], "");
    let (name, cardinality) = match raw.strip_suffix("[]") {
        Some(name) => (name, Cardinality::List),
        None => (raw.as_str(), Cardinality::Single),
    };
    if name.is_empty() || name.contains(char::is_whitespace) || rest.is_empty() {
        let text = "the row describes no field".to_owned();
        reporter.report(codes::BROKEN_TABLE, text, row.at, "left out");
        return;
    }
    let mut field = Field::new(name, at);
    field.cardinality = cardinality;
    let mut groups: Vec<ExclusiveGroup> = Vec::new();
    if let Some(cell) = rest.first() {
        let mut blocks = cell.blocks.clone();
        field.ty_at = cell.at;
        read_type(&mut field, &mut blocks, reporter);
        read_description(&mut field, blocks, &mut groups, reporter);
    }
    add_field(field, groups, message, reporter);
}
