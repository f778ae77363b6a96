//! The recorded figures, which may only improve.
//!
//! In: rows and `baseline.tsv`. Out: one line per regression. Columns that this run did not fill and documents that were
//! not run are ignored.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::document::Kind;
use crate::row::{COLUMNS, Column, Row};

/// Limits for any document, whatever is recorded. The slowest document takes a third of them.
const SECONDS: f64 = 6.0;
const MEGABYTES: f64 = 1024.0;

/// Columns that may only increase, and columns that may only decrease.
const MORE: &[&str] = &[
    "emitted",
    "round_trips",
    "located",
    "decoded",
    "invalid_decoded",
    "valid",
    "accepted",
];
const LESS: &[&str] = &[
    "opened",
    "counted",
    "long",
    "numbered",
    "unknown",
    "lost",
    "undecided",
];

type Cells = BTreeMap<String, String>;

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/baseline.tsv"))
}

fn read() -> io::Result<BTreeMap<String, Cells>> {
    let text = match fs::read_to_string(path()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let mut lines = text.lines();
    let names: Vec<_> = lines.next().unwrap_or_default().split('\t').collect();
    let row = |line: &str| {
        let cells = names.iter().zip(line.split('\t'));
        let cells: Cells = cells
            .map(|(name, cell)| ((*name).to_owned(), cell.to_owned()))
            .collect();
        (cells.get("document").cloned().unwrap_or_default(), cells)
    };
    Ok(lines.map(row).collect())
}

/// Returns the regressions of these rows.
pub fn compare(rows: &[Row]) -> io::Result<Vec<String>> {
    let before = read()?;
    let mut worse = Vec::new();
    for row in rows.iter().filter(|row| row.document.kind == Kind::Real) {
        let name = &row.document.name;
        let mut report = |text: String| worse.push(format!("{name}: {text}"));
        if row.report.seconds > SECONDS {
            report(format!("{:.1} seconds", row.report.seconds));
        }
        if row.report.megabytes > MEGABYTES {
            report(format!("{:.0} megabytes", row.report.megabytes));
        }
        let Some(old) = before.get(name) else {
            report("not in tests/corpus/baseline.tsv: run with --bless".to_owned());
            continue;
        };
        if let [first, ..] = row.report.unaccounted.as_slice() {
            let count = row.report.unaccounted.len();
            report(format!(
                "{count} keywords neither used nor reported, the first is {first}"
            ));
        }
        if let [first, ..] = row.report.drift.as_slice() {
            let count = row.report.drift.len();
            report(format!(
                "generating again changes {count} files, the first is {first}"
            ));
        }
        // A document that did not generate has no figures to compare with.
        let was_ready = old.get("outcome").is_some_and(|outcome| outcome == "ok");
        for (column, cell) in COLUMNS.iter().filter(|_| was_ready) {
            let (was, is) = (old.get(*column).map_or("", String::as_str), cell(row));
            if is_worse(column, was, &is) {
                report(format!("{column} changed from `{was}` to `{is}`"));
            }
        }
    }
    Ok(worse)
}

fn is_worse(column: &str, was: &str, is: &str) -> bool {
    let number = |text: &str| text.parse::<usize>().ok();
    let (old, new) = (number(was), number(is));
    match column {
        "outcome" => was == "ok" && is != "ok",
        "compiles" | "clippy" => was == "yes" && is == "NO",
        _ if MORE.contains(&column) => new.is_some() && new < old,
        _ if LESS.contains(&column) => new.is_some() && new > old.or(Some(0)),
        _ => false,
    }
}

/// Records these rows. Rows of documents that were not run stay.
pub fn write(rows: &[Row]) -> io::Result<()> {
    let mut all = read()?;
    for row in rows.iter().filter(|row| row.document.kind == Kind::Real) {
        let old = all.remove(&row.document.name).unwrap_or_default();
        let cell = |(name, cell): &Column| {
            let new = cell(row);
            // Columns that this run did not fill stay.
            let retained = if new.is_empty() && is_costly(name) {
                old.get(*name).cloned().unwrap_or_default()
            } else {
                new
            };
            ((*name).to_owned(), retained)
        };
        let cells = COLUMNS.iter().map(cell).collect();
        all.insert(row.document.name.clone(), cells);
    }
    let names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut text = names.join("\t") + "\n";
    for cells in all.values() {
        let cells: Vec<_> = names
            .iter()
            .map(|name| cells.get(*name).map_or("", String::as_str))
            .collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    fs::write(path(), text)
}

/// Whether a column is filled only with `--compile` or `--examples`.
fn is_costly(column: &str) -> bool {
    let first = COLUMNS.iter().position(|(name, _)| *name == "compiles");
    let position = COLUMNS.iter().position(|(name, _)| *name == column);
    position >= first
}
