//! The last table's figures, which may only improve.
//!
//! In: rows and `baseline.tsv`. Out: what is worse, a line each. A column that this run did not fill says nothing, and
//! neither does a document that was not there.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::document::Kind;
use crate::row::{COLUMNS, Column, Row};

/// Beyond these the generator is too slow or too large, whatever it was before; the slowest document takes a third.
const SECONDS: f64 = 6.0;
const MEGABYTES: f64 = 1024.0;

/// Columns that may only grow, and those that may only shrink.
const MORE: &[&str] = &["emitted", "kept", "located", "decoded", "unfit_decoded"];
const LESS: &[&str] = &["opened", "unknown"];

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

/// What of these rows is worse than it was.
pub fn compare(rows: &[Row]) -> io::Result<Vec<String>> {
    let before = read()?;
    let mut worse = Vec::new();
    for row in rows.iter().filter(|row| row.document.kind == Kind::Whole) {
        let name = &row.document.name;
        let mut say = |text: String| worse.push(format!("{name}: {text}"));
        if row.report.seconds > SECONDS {
            say(format!("{:.1} seconds", row.report.seconds));
        }
        if row.report.megabytes > MEGABYTES {
            say(format!("{:.0} megabytes", row.report.megabytes));
        }
        let Some(old) = before.get(name) else {
            say("not in tests/corpus/baseline.tsv: run with --bless".to_owned());
            continue;
        };
        // Figures of nothing are not to be kept up with.
        let was_ready = old.get("outcome").is_some_and(|outcome| outcome == "ok");
        for (column, cell) in COLUMNS.iter().filter(|_| was_ready) {
            let (was, is) = (old.get(*column).map_or("", String::as_str), cell(row));
            if is_worse(column, was, &is) {
                say(format!("{column} was `{was}` and is `{is}`"));
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

/// Keeps these rows, and those of documents that this run left out.
pub fn write(rows: &[Row]) -> io::Result<()> {
    let mut all = read()?;
    for row in rows.iter().filter(|row| row.document.kind == Kind::Whole) {
        let old = all.remove(&row.document.name).unwrap_or_default();
        let cell = |(name, cell): &Column| {
            let new = cell(row);
            // What was not asked for this time stays as it was.
            let kept = if new.is_empty() && is_costly(name) {
                old.get(*name).cloned().unwrap_or_default()
            } else {
                new
            };
            ((*name).to_owned(), kept)
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

/// Filled only where `--compile` or `--examples` asks for it.
fn is_costly(column: &str) -> bool {
    let first = COLUMNS.iter().position(|(name, _)| *name == "compiles");
    let place = COLUMNS.iter().position(|(name, _)| *name == column);
    place >= first
}
