//! Rows of tables, and the fields that they describe.

use oascribe_codegen::diag::codes;

use crate::facts::{ExclusiveGroup, Field, Message};
use crate::markdown::{Row, Table};
use crate::reporter::Reporter;

/// The most fields that are read of one message. Comparing descriptions takes quadratic time.
pub const MAX_ROWS: usize = 5000;

/// The rows that are read. Rows beyond the limit are reported.
pub fn bounded<'t>(table: &'t Table, reporter: &mut Reporter<'_>) -> &'t [Row] {
    let Some(next) = table.rows.get(MAX_ROWS) else {
        return &table.rows;
    };
    let text = format!("the table has {} rows", table.rows.len());
    let label = "this row and the rows after it are left out";
    reporter.report(codes::BROKEN_TABLE, text, next.at, label);
    &table.rows[..MAX_ROWS]
}

/// Adds a field to a message. If two rows describe one field, the second row is reported and left out.
pub fn add_field(
    field: Field,
    groups: Vec<ExclusiveGroup>,
    message: &mut Message,
    reporter: &mut Reporter<'_>,
) {
    if let Some(known) = message.field(&field.name) {
        let text = format!("`{}` is described twice", field.name);
        let others = [(known.at, "the first description")];
        let label = "the first description is used";
        reporter.report_with(codes::PAGE_CONTRADICTION, text, field.at, label, &others);
        return;
    }
    message.fields.push(field);
    for group in groups {
        message.add_group(group);
    }
}
