//! Examples and recorded bodies: decoded into the emitted types, encoded again, and compared.
//!
//! In: the cases that the process of a document left in its crate. Out: a [`Tally`] for each row, and beside the
//! reports a list of what went wrong.

mod aside;
pub mod cases;
mod compare;
mod outcome;
mod program;
mod types;

use std::fs;
use std::io;
use std::process::Command;

use cases::{Case, Source};
use compare::Difference;
use outcome::Outcome;

use crate::judge::End;
use crate::row::Row;
use crate::workspace::Workspace;

/// How the examples of one document fared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Examples that fit their schema, and those of them that come back as they were.
    pub examples: usize,
    pub kept: usize,
    /// Examples that do not fit and fail, and those of them whose error says where.
    pub unfit: usize,
    pub located: usize,
    /// Recorded bodies that fit their schema, and those of them that decode.
    pub bodies: usize,
    pub decoded: usize,
    pub unfit_bodies: usize,
    pub unfit_decoded: usize,
    /// Those of them of which something had to be set aside.
    pub unfit_aside: usize,
    /// Values in examples that fit and are of no declared variant.
    pub unknown: usize,
    /// In recorded bodies: such values, open values, and `null` for what is required.
    pub unknown_bodies: usize,
    pub open: usize,
    pub nulls: usize,
}

/// Runs the program of every crate that has one.
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

/// The outcomes in the order of the cases; `None` where the program does not compile.
fn run(workspace: &Workspace, names: &[String], name: &str) -> io::Result<Option<Vec<Outcome>>> {
    let mut arguments = vec!["build", "--quiet", "--no-default-features"];
    // The models of groups that have features.
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
    let output = Command::new(program).arg(values).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(Some(text.lines().filter_map(Outcome::parse).collect()))
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
    /// Counts a case; says what is wrong with it.
    fn add(&mut self, case: &Case, outcome: &Outcome) -> Option<String> {
        match (case.source, outcome) {
            (Source::Example, Outcome::Decoded { .. }) if case.fits => self.example(case, outcome),
            (Source::Example, Outcome::Failed(error)) if case.fits => {
                self.examples += 1;
                Some(error.clone())
            }
            (Source::Example, Outcome::Decoded { .. }) => None,
            (Source::Example, Outcome::Failed(error)) => {
                self.unfit += 1;
                // A value that is wrong as a whole has no path to speak of.
                let located = error.starts_with('$') || case.whole;
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
        let differences = compare::compare(&case.value, value);
        let mut lost = differences.iter().filter(|one| !case.allows(one));
        if let Some(lost) = lost.next() {
            return Some(lost.to_string());
        }
        self.kept += 1;
        (*unknown > 0).then(|| format!("{unknown} unknown"))
    }

    fn recorded(&mut self, case: &Case, outcome: &Outcome) -> Option<String> {
        let (all, decoded) = if case.fits {
            (&mut self.bodies, &mut self.decoded)
        } else {
            (&mut self.unfit_bodies, &mut self.unfit_decoded)
        };
        *all += 1;
        let (unknown, open, aside, value) = match outcome {
            Outcome::Failed(error) => return Some(error.clone()),
            Outcome::Decoded {
                unknown,
                open,
                aside,
                value,
            } => (unknown, open, aside, value),
        };
        // What is set aside has to be what came, and the rest has to be there.
        let rest = match aside::without(&case.value, aside) {
            Ok(rest) => rest,
            Err(fault) => return Some(fault),
        };
        let differences = compare::compare(&rest, value);
        let changed = |one: &&Difference| matches!(one, Difference::Changed(..));
        if let (Some(changed), [_, ..]) = (differences.iter().find(changed), &aside[..]) {
            return Some(changed.to_string());
        }
        *decoded += 1;
        self.unfit_aside += usize::from(!aside.is_empty());
        self.unknown_bodies += unknown;
        self.open += open;
        let nulls = differences.iter();
        self.nulls += nulls
            .filter(|one| matches!(one, Difference::NullAsEmpty(_)))
            .count();
        None
    }
}
