//! Decodes examples and recorded bodies into the emitted types, encodes them again and compares.
//!
//! In: the cases that the process of a document wrote into its crate. Out: a [`Tally`] per row, and a list of failures
//! beside the reports.

pub mod cases;
mod rejected;
mod types;

use std::fs;
use std::io;

use cases::{Case, Source};

use crate::judge::End;
use crate::round_trip::{self, Difference, Outcome, program};
use crate::row::Row;
use crate::workspace::Workspace;

/// The results of the examples of one document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Valid examples, and those that are equal after a round trip.
    pub examples: usize,
    pub round_trips: usize,
    /// Invalid examples that fail to decode, and those whose error has a JSON path.
    pub invalid: usize,
    pub located: usize,
    /// Valid recorded bodies, and those that decode. Then the same for invalid ones.
    pub bodies: usize,
    pub decoded: usize,
    pub invalid_bodies: usize,
    pub invalid_decoded: usize,
    /// Decoded recorded bodies with rejected values.
    pub with_rejected: usize,
    /// Values without a declared variant in valid examples.
    pub unknown: usize,
    /// In recorded bodies: values without a declared variant, values of any JSON, and `null` for required lists.
    pub unknown_bodies: usize,
    pub open: usize,
    pub nulls: usize,
}

/// Runs the program of every crate that has cases.
pub fn all(rows: &mut [Row], workspace: &Workspace) -> io::Result<()> {
    let has_cases = |row: &&mut Row| {
        let name = workspace.crate_name(&row.document.name);
        row.end == End::Ready && workspace.folder(&name).join(cases::CASES).exists()
    };
    let mut rows: Vec<_> = rows.iter_mut().filter(has_cases).collect();
    rows.sort_by_key(|row| row.report.lines);
    let names: Vec<_> = rows
        .iter()
        .map(|row| workspace.crate_name(&row.document.name))
        .collect();
    for (row, name) in rows.into_iter().zip(&names) {
        match run(workspace, &names, name)? {
            Some(outcomes) => row.examples = judge(workspace, name, &outcomes)?,
            None => eprintln!("{}: its examples do not compile", row.document.name),
        }
    }
    Ok(())
}

/// Returns the outcomes in the order of the cases, or `None` if the program does not compile.
fn run(workspace: &Workspace, names: &[String], name: &str) -> io::Result<Option<Vec<Outcome>>> {
    let mut arguments = vec!["build", "--quiet", "--no-default-features"];
    // Models of groups may be behind features.
    if workspace.has_feature(name, "full")? {
        arguments.extend(["--features", "full"]);
    }
    arguments.extend(["--example", program::NAME, "--package", name]);
    let built = workspace.cargo(names, &arguments)?;
    if !built.status.success() {
        fs::write(
            workspace.report(name).with_extension("build"),
            &built.stderr,
        )?;
        return Ok(None);
    }
    let program = workspace.example(program::NAME);
    let values = workspace.folder(name).join(cases::VALUES);
    round_trip::run(&program, &values).map(Some)
}

fn judge(workspace: &Workspace, name: &str, outcomes: &[Outcome]) -> io::Result<Tally> {
    let cases = cases::read(&workspace.folder(name))?;
    let mut tally = Tally::default();
    let mut wrong = String::new();
    if cases.len() != outcomes.len() {
        wrong = format!("{} cases, {} outcomes\n", cases.len(), outcomes.len());
    }
    for (case, outcome) in cases.iter().zip(outcomes) {
        if let Some(fault) = tally.add(case, outcome) {
            wrong.push_str(&format!("{}\t{}\t{fault}\n", case.at, case.ty));
        }
    }
    fs::write(workspace.report(name).with_extension("examples"), wrong)?;
    Ok(tally)
}

impl Tally {
    /// Counts a case. Returns the fault, if there is one.
    fn add(&mut self, case: &Case, outcome: &Outcome) -> Option<String> {
        match (case.source, outcome) {
            (Source::Example, Outcome::Decoded { .. }) if case.is_valid => {
                self.example(case, outcome)
            }
            (Source::Example, Outcome::Failed(error)) if case.is_valid => {
                self.examples += 1;
                Some(error.clone())
            }
            (Source::Example, Outcome::Decoded { .. }) => None,
            (Source::Example, Outcome::Failed(error)) => {
                self.invalid += 1;
                // A value that is invalid as a whole has no path.
                let located = error.starts_with('$') || case.is_root_invalid;
                self.located += usize::from(located);
                (!located).then(|| format!("no path: {error}"))
            }
            (Source::Recorded, outcome) => self.recorded(case, outcome),
        }
    }

    fn example(&mut self, case: &Case, outcome: &Outcome) -> Option<String> {
        let Outcome::Decoded { unknown, value, .. } = outcome else {
            return None;
        };
        self.examples += 1;
        self.unknown += unknown;
        let differences = round_trip::compare(&case.value, value);
        let mut faults = differences.iter().filter(|one| !case.allows(one));
        if let Some(fault) = faults.next() {
            return Some(fault.to_string());
        }
        self.round_trips += 1;
        (*unknown > 0).then(|| format!("{unknown} unknown"))
    }

    fn recorded(&mut self, case: &Case, outcome: &Outcome) -> Option<String> {
        let (all, decoded) = if case.is_valid {
            (&mut self.bodies, &mut self.decoded)
        } else {
            (&mut self.invalid_bodies, &mut self.invalid_decoded)
        };
        *all += 1;
        let (unknown, open, rejected, value) = match outcome {
            Outcome::Failed(error) => return Some(error.clone()),
            Outcome::Decoded {
                unknown,
                open,
                rejected,
                value,
                ..
            } => (unknown, open, rejected, value),
        };
        // A rejected value must equal what was received, and the remaining value must be complete.
        let rest = match rejected::without(&case.value, rejected) {
            Ok(rest) => rest,
            Err(fault) => return Some(fault),
        };
        let differences = round_trip::compare(&rest, value);
        let changed = |one: &&Difference| matches!(one, Difference::Changed(..));
        if let (Some(changed), [_, ..]) = (differences.iter().find(changed), &rejected[..]) {
            return Some(changed.to_string());
        }
        *decoded += 1;
        self.with_rejected += usize::from(!rejected.is_empty());
        self.unknown_bodies += unknown;
        self.open += open;
        let nulls = differences.iter();
        self.nulls += nulls
            .filter(|one| matches!(one, Difference::NullAsEmpty(_)))
            .count();
        None
    }
}
