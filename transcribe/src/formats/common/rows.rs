//! The rows of a table, as many as any message has.
//!
//! In: a table. Out: its rows. Guaranteed: no more than can be compared with each other.

use oascribe_codegen::diag::codes;

use crate::markdown::{Row, Table};
use crate::spot::Report;

/// As many fields as a message has at most.
pub const MAX_ROWS: usize = 5000;

/// The rows that are read; more are said.
pub fn bounded<'t>(table: &'t Table, report: &mut Report<'_>) -> &'t [Row] {
    let Some(next) = table.rows.get(MAX_ROWS) else {
        return &table.rows;
    };
    let text = format!("the table has {} rows", table.rows.len());
    let label = "this one and those after it are left out";
    report.say(codes::BROKEN_TABLE, text, next.at, label);
    &table.rows[..MAX_ROWS]
}
