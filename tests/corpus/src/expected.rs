//! The expected outcome of each small document.
//!
//! A line of `expected.tsv` has the path, then `ok` or the codes of the errors, then `-` and the code of each skipped item.
//! For a document that is broken on purpose, `~` and the code of each warning follow; if there is none, the third column
//! gives the reason. Every difference is reported, better or worse, so the list stays correct.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::document::Kind;
use crate::row::Row;

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/expected.tsv"))
}

/// The expected outcome of a document, and why it has no finding.
#[derive(Default)]
struct Line {
    outcome: String,
    reason: Option<String>,
}

fn read() -> io::Result<BTreeMap<String, Line>> {
    let text = match fs::read_to_string(path()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    let line = |rest: &str| match rest.split_once('\t') {
        Some((end, reason)) => Line {
            outcome: end.to_owned(),
            reason: Some(reason.to_owned()),
        },
        None => Line {
            outcome: rest.to_owned(),
            reason: None,
        },
    };
    Ok(lines
        .map(|(name, rest)| (name.to_owned(), line(rest)))
        .collect())
}

/// Whether a document violates the specification on purpose.
fn is_broken(row: &Row) -> bool {
    row.document.name.contains("/negative")
}

/// The outcome of a row in the notation of the file.
fn outcome(row: &Row) -> String {
    let mut text = row.end.to_string();
    for code in row.report.skipped.keys() {
        text.push_str(" -");
        text.push_str(code);
    }
    if is_broken(row) {
        for code in row.report.warnings.keys() {
            text.push_str(" ~");
            text.push_str(code);
        }
    }
    text
}

pub fn compare(rows: &[Row]) -> io::Result<Vec<String>> {
    let expected = read()?;
    let small = rows.iter().filter(|row| row.document.kind == Kind::Micro);
    let differs = |row: &Row| {
        let name = &row.document.name;
        let outcome = outcome(row);
        match expected.get(name) {
            Some(line) if line.outcome != outcome => Some(format!(
                "{name}: the outcome is `{outcome}`, expected `{}`",
                line.outcome
            )),
            Some(line) => {
                let has_no_finding = is_broken(row) && outcome == "ok";
                match (has_no_finding, &line.reason) {
                    (true, None) => Some(format!("{name}: no finding, and no reason is given")),
                    (false, Some(_)) => {
                        Some(format!("{name}: there are findings: delete the reason"))
                    }
                    _ => None,
                }
            }
            None => Some(format!("{name}: not in tests/corpus/expected.tsv")),
        }
    };
    Ok(small.filter_map(differs).collect())
}

pub fn write(rows: &[Row]) -> io::Result<()> {
    let mut all = read()?;
    for row in rows.iter().filter(|row| row.document.kind == Kind::Micro) {
        let line = all.entry(row.document.name.clone()).or_default();
        line.outcome = outcome(row);
        if line.outcome != "ok" {
            line.reason = None;
        }
    }
    let lines: Vec<_> = all
        .iter()
        .map(|(name, Line { outcome, reason })| match reason {
            Some(reason) => format!("{name}\t{outcome}\t{reason}\n"),
            None => format!("{name}\t{outcome}\n"),
        })
        .collect();
    fs::write(path(), lines.concat())
}
