//! The examples that are known to be wrong.
//!
//! A line of `refused-examples.tsv` has the path of a document, the pointer of an example, and why the schema refuses it.
//! Every difference is reported, so the list stays correct.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::row::Row;

type Lines = BTreeMap<String, BTreeMap<String, String>>;

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/refused-examples.tsv"))
}

fn read() -> io::Result<Lines> {
    let text = match fs::read_to_string(path()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let mut all = Lines::new();
    for line in text.lines() {
        let mut cells = line.splitn(3, '\t').map(str::to_owned);
        if let (Some(document), Some(pointer), Some(reason)) =
            (cells.next(), cells.next(), cells.next())
        {
            all.entry(document).or_default().insert(pointer, reason);
        }
    }
    Ok(all)
}

fn refused(row: &Row) -> BTreeMap<String, String> {
    let refused = row.report.schemas.refused.iter();
    let refused = refused.map(|one| (one.pointer.clone(), one.reason.clone()));
    refused.collect()
}

/// Returns the examples that are refused but not listed, and the reverse. Also returns invalid schemas.
pub fn compare(rows: &[Row]) -> io::Result<Vec<String>> {
    let all = read()?;
    let none = BTreeMap::new();
    let mut worse = Vec::new();
    for row in rows {
        let name = &row.document.name;
        for invalid in &row.report.schemas.invalid {
            worse.push(format!(
                "{name}: {} is written as an invalid schema: {}",
                invalid.pointer, invalid.reason
            ));
        }
        let refused = refused(row);
        let listed = all.get(name).unwrap_or(&none);
        let pointers: BTreeSet<_> = refused.keys().chain(listed.keys()).collect();
        for pointer in pointers {
            match (refused.get(pointer), listed.get(pointer)) {
                (Some(reason), None) => worse.push(format!("{name}: {pointer} is refused: {reason}")),
                (None, Some(_)) => worse.push(format!(
                    "{name}: {pointer} is not refused: delete it from tests/corpus/refused-examples.tsv"
                )),
                _ => {}
            }
        }
    }
    Ok(worse)
}

/// Records the refused examples of these rows.
pub fn write(rows: &[Row]) -> io::Result<()> {
    let mut all = read()?;
    for row in rows {
        all.insert(row.document.name.clone(), refused(row));
    }
    let lines = all.iter().flat_map(|(document, refused)| {
        let lines = refused.iter();
        lines.map(move |(pointer, reason)| format!("{document}\t{pointer}\t{reason}\n"))
    });
    fs::write(path(), lines.collect::<String>())
}
