//! The table: one row per document.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::document::{Document, Kind};
use crate::examples;
use crate::judge::End;
use crate::report::Report;
use crate::schemas::Tally;
use crate::values;

/// The results of one document.
#[derive(Clone, Debug)]
pub struct Row {
    pub document: Document,
    pub end: End,
    pub report: Report,
    pub compiles: Verdict,
    pub clippy: Verdict,
    pub examples: examples::Tally,
    pub values: values::Tally,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    #[default]
    NotAsked,
    Passes,
    Fails,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::NotAsked => "",
            Verdict::Passes => "yes",
            Verdict::Fails => "NO",
        }
    }
}

/// The name of a column, and the function that renders its cells.
pub type Column = (&'static str, fn(&Row) -> String);

pub const COLUMNS: &[Column] = &[
    ("document", |row| row.document.name.clone()),
    ("version", |row| row.report.version.clone()),
    ("outcome", |row| row.end.to_string()),
    ("operations", |row| row.report.operations.to_string()),
    ("emitted", |row| row.report.emitted.to_string()),
    ("skipped", |row| codes(&row.report.skipped)),
    ("types", |row| row.report.types.to_string()),
    ("counted", |row| row.report.names.counted.len().to_string()),
    ("long", |row| row.report.names.long.len().to_string()),
    ("numbered", |row| {
        row.report.names.numbered.len().to_string()
    }),
    ("opened", |row| row.report.opened.len().to_string()),
    ("unaccounted", |row| {
        row.report.unaccounted.len().to_string()
    }),
    ("drift", |row| row.report.drift.len().to_string()),
    ("warnings", |row| codes(&row.report.warnings)),
    ("seconds", |row| format!("{:.1}", row.report.seconds)),
    ("megabytes", |row| format!("{:.0}", row.report.megabytes)),
    ("lines", |row| row.report.lines.to_string()),
    ("compiles", |row| row.compiles.as_str().to_owned()),
    ("clippy", |row| row.clippy.as_str().to_owned()),
    ("examples", |row| count_or_empty(row.examples.examples)),
    ("round_trips", |row| {
        count_or_empty(row.examples.round_trips)
    }),
    ("invalid", |row| count_or_empty(row.examples.invalid)),
    ("located", |row| count_or_empty(row.examples.located)),
    ("bodies", |row| count_or_empty(row.examples.bodies)),
    ("decoded", |row| count_or_empty(row.examples.decoded)),
    ("invalid_bodies", |row| {
        count_or_empty(row.examples.invalid_bodies)
    }),
    ("invalid_decoded", |row| {
        count_or_empty(row.examples.invalid_decoded)
    }),
    ("with_rejected", |row| {
        count_or_empty(row.examples.with_rejected)
    }),
    ("unknown", |row| count_or_empty(row.examples.unknown)),
    ("unknown_bodies", |row| {
        count_or_empty(row.examples.unknown_bodies)
    }),
    ("open", |row| count_or_empty(row.examples.open)),
    ("nulls", |row| count_or_empty(row.examples.nulls)),
    ("unmapped", |row| codes(&row.report.unmapped)),
    ("schemas", |row| count_or_empty(row.report.schemas.schemas)),
    ("valid", |row| count_or_empty(row.report.schemas.valid)),
    ("schema_examples", |row| {
        count_or_empty(row.report.schemas.examples)
    }),
    ("accepted", |row| {
        count_or_empty(row.report.schemas.accepted)
    }),
    ("values", |row| count_or_empty(row.values.values)),
    ("lost", |row| count_or_empty(row.values.lost)),
    ("undecided", |row| count_or_empty(row.values.undecided)),
];

fn codes(counts: &BTreeMap<String, usize>) -> String {
    let words: Vec<_> = counts
        .iter()
        .map(|(code, count)| format!("{code}={count}"))
        .collect();
    words.join(" ")
}

fn count_or_empty(count: usize) -> String {
    match count {
        0 => String::new(),
        count => count.to_string(),
    }
}

/// Renders the rows of real documents, with a header.
pub fn table(rows: &[Row]) -> String {
    let names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut text = names.join("\t") + "\n";
    for row in rows.iter().filter(|row| row.document.kind == Kind::Real) {
        let cells: Vec<_> = COLUMNS.iter().map(|(_, cell)| cell(row)).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

/// Renders the names that are counted, one per line, with the document and the reason.
pub fn names(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows.iter().filter(|row| row.document.kind == Kind::Real) {
        for (reason, names) in row.report.names.lists() {
            for name in names {
                let _ = writeln!(text, "{}\t{reason}\t{name}", row.document.name);
            }
        }
    }
    text
}

/// Renders the totals.
pub fn summary(rows: &[Row]) -> String {
    let real: Vec<_> = rows
        .iter()
        .filter(|row| row.document.kind == Kind::Real)
        .collect();
    let small = rows.len() - real.len();
    let sum = |of: fn(&Row) -> usize| real.iter().map(|row| of(row)).sum::<usize>();
    let ready = real.iter().filter(|row| row.end == End::Ready).count();
    let mut text = format!("{ready} of {} documents generate", real.len());
    let stopped = |row: &&Row| matches!(row.end, End::Overtime | End::Crashed);
    let stopped = rows.iter().filter(stopped).count();
    let _ = writeln!(text, "; {small} small documents; {stopped} hang or crash");
    let (operations, emitted) = (
        sum(|row| row.report.operations),
        sum(|row| row.report.emitted),
    );
    let _ = writeln!(
        text,
        "{emitted} of {operations} operations emitted; {} typed schemas opened; {} keywords neither used nor reported",
        sum(|row| row.report.opened.len()),
        sum(|row| row.report.unaccounted.len()),
    );
    let passes =
        |of: fn(&Row) -> Verdict, verdict| real.iter().filter(|row| of(row) == verdict).count();
    let _ = writeln!(
        text,
        "compiles: {} pass, {} fail; clippy: {} pass, {} fail",
        passes(|row| row.compiles, Verdict::Passes),
        passes(|row| row.compiles, Verdict::Fails),
        passes(|row| row.clippy, Verdict::Passes),
        passes(|row| row.clippy, Verdict::Fails),
    );
    let _ = write!(
        text,
        "examples: {} of {} survive a round trip, {} of {} invalid ones fail with a path; bodies: {} of {} decoded, \
         {} of {} invalid ones decoded, {} of them with rejected values; {} unknown values in examples; in bodies \
         {} unknown values, {} open values, {} nulls",
        sum(|row| row.examples.round_trips),
        sum(|row| row.examples.examples),
        sum(|row| row.examples.located),
        sum(|row| row.examples.invalid),
        sum(|row| row.examples.decoded),
        sum(|row| row.examples.bodies),
        sum(|row| row.examples.invalid_decoded),
        sum(|row| row.examples.invalid_bodies),
        sum(|row| row.examples.with_rejected),
        sum(|row| row.examples.unknown),
        sum(|row| row.examples.unknown_bodies),
        sum(|row| row.examples.open),
        sum(|row| row.examples.nulls),
    );
    text + &schemas(rows) + &generated(rows)
}

/// Renders the totals of the schemas of all documents, including small ones.
fn schemas(rows: &[Row]) -> String {
    let sum = |of: fn(&Tally) -> usize| {
        let rows = rows.iter();
        rows.map(|row| of(&row.report.schemas)).sum::<usize>()
    };
    format!(
        "\nschemas: {} of {} valid, {} keywords left out; {} of {} examples accepted",
        sum(|schemas| schemas.valid),
        sum(|schemas| schemas.schemas),
        sum(|schemas| schemas.omitted),
        sum(|schemas| schemas.accepted),
        sum(|schemas| schemas.examples),
    )
}

/// Renders the totals of the generated values of all documents, including small ones.
fn generated(rows: &[Row]) -> String {
    let values: usize = rows.iter().map(|row| row.values.values).sum();
    let lost: usize = rows.iter().map(|row| row.values.lost).sum();
    let kept = values.saturating_sub(lost);
    let percent = kept as f64 * 100.0 / values.max(1) as f64;
    let undecided: usize = rows.iter().map(|row| row.values.undecided).sum();
    format!(
        "\nvalues: {kept} of {values} survive a round trip: {percent:.3}%; {undecided} of them are another variant of a union \
         that is reported as undecided"
    )
}
