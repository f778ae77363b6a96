//! How each small document must end.
//!
//! `expected.tsv` holds a line for each: its path, and `ok` or the codes of the errors that it was made to show, then
//! the codes of what is left out of it.
//! Guaranteed: an end that differs, better or worse, is said, so that the list stays true.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::document::Kind;
use crate::row::Row;

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/expected.tsv"))
}

fn read() -> io::Result<BTreeMap<String, String>> {
    let text = match fs::read_to_string(path()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    Ok(lines
        .map(|(name, end)| (name.to_owned(), end.to_owned()))
        .collect())
}

/// How it ends, in words.
fn end(row: &Row) -> String {
    let mut text = row.end.to_string();
    for code in row.report.skipped.keys() {
        text.push_str(" -");
        text.push_str(code);
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
            Some(expected) if *expected == end => None,
            Some(expected) => Some(format!(
                "{name}: ends as `{end}`, expected was `{expected}`"
            )),
            None => Some(format!("{name}: not in tests/corpus/expected.tsv")),
        }
    };
    Ok(small.filter_map(differs).collect())
}

pub fn write(rows: &[Row]) -> io::Result<()> {
    let mut all = read()?;
    for row in rows.iter().filter(|row| row.document.kind == Kind::Small) {
        all.insert(row.document.name.clone(), end(row));
    }
    let lines: Vec<_> = all
        .iter()
        .map(|(name, end)| format!("{name}\t{end}\n"))
        .collect();
    fs::write(path(), lines.concat())
}
