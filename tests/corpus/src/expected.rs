//! How each small document must end.
//!
//! `expected.tsv` holds a line for each: its path, and `ok` or the codes of the errors that it was made to show, then
//! the codes of what is left out of it. Of a document that is broken on purpose, these are followed by the codes of its
//! warnings, and in a third column stands why, where there is none.
//! Guaranteed: an end that differs, better or worse, is said, so that the list stays true; and no breach is passed over
//! in silence without a reason.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::document::Kind;
use crate::row::Row;

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/expected.tsv"))
}

/// How a document ends, and why it does so without a word.
#[derive(Default)]
struct Line {
    end: String,
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
            end: end.to_owned(),
            reason: Some(reason.to_owned()),
        },
        None => Line {
            end: rest.to_owned(),
            reason: None,
        },
    };
    Ok(lines
        .map(|(name, rest)| (name.to_owned(), line(rest)))
        .collect())
}

/// Whether a document breaks the specification on purpose.
fn is_broken(row: &Row) -> bool {
    row.document.name.contains("/negative")
}

/// How it ends, in words.
fn end(row: &Row) -> String {
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
    let small = rows.iter().filter(|row| row.document.kind == Kind::Small);
    let differs = |row: &Row| {
        let name = &row.document.name;
        let end = end(row);
        match expected.get(name) {
            Some(line) if line.end != end => Some(format!(
                "{name}: ends as `{end}`, expected was `{}`",
                line.end
            )),
            Some(line) => {
                let silent = is_broken(row) && end == "ok";
                match (silent, &line.reason) {
                    (true, None) => Some(format!("{name}: nothing is said, and no reason given")),
                    (false, Some(_)) => Some(format!("{name}: the reason is not needed")),
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
    for row in rows.iter().filter(|row| row.document.kind == Kind::Small) {
        let line = all.entry(row.document.name.clone()).or_default();
        line.end = end(row);
        if line.end != "ok" {
            line.reason = None;
        }
    }
    let lines: Vec<_> = all
        .iter()
        .map(|(name, Line { end, reason })| match reason {
            Some(reason) => format!("{name}\t{end}\t{reason}\n"),
            None => format!("{name}\t{end}\n"),
        })
        .collect();
    fs::write(path(), lines.concat())
}
