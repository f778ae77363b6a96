//! Prints which files are out of date.
//!
//! In: an output and its drift. Out: the names of the files and, for `--check`, a diff that is short enough for a CI log.

use std::fs;
use std::path::Path;

use oascribe_codegen::diag::{Diagnostic, Diagnostics, Location, codes, escape};
use oascribe_codegen::project::{Drift, Output};
use oascribe_codegen::source::Sources;
use similar::TextDiff;

use super::generate::Args;
use super::report::{self, files};
use super::{Exit, Failure};

/// How many lines of diff are printed, for one file and in total.
const FILE_LINES: usize = 40;
const ALL_LINES: usize = 200;

/// `--dry-run`: the files to write and to remove, one a line.
pub fn list(output: &Output, drift: &Drift) -> String {
    let mut out = String::new();
    let mut line = |what: &str, path: &Path| {
        out.push_str(&format!("{what} {}\n", shown(path)));
    };
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        for path in &changes.written {
            line("write ", &tree.dir.join(path));
        }
        for path in &changes.removed {
            line("remove", &tree.dir.join(path));
        }
    }
    if let Some(lock) = &drift.lock {
        line("write ", &lock.path);
    }
    out
}

/// `--check`: prints the differences.
pub fn check(args: &Args, output: &Output, drift: &Drift) -> Result<Exit, Failure> {
    if drift.is_empty() {
        for (tree, changes) in output.trees.iter().zip(&drift.trees) {
            report::print_line(&up_to_date(&tree.name, changes.unchanged));
        }
        return Ok(Exit::Fine);
    }
    let mut differences = Differences::default();
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        for path in &changes.written {
            let new = tree.files.get(path).unwrap_or_default();
            differences.file(&tree.dir.join(path), new)?;
        }
        for path in &changes.removed {
            differences.stale(&tree.dir.join(path));
        }
    }
    if let Some(lock) = &drift.lock {
        differences.file(&lock.path, &lock.new)?;
    }
    if args.report.is_human() {
        args.report.result(&differences.text);
    }
    report::print_line(&format!("out of date: {}", differences.counts()));
    report::print_line(
        "  = help: run the same command without `--check`, and commit the files that it writes",
    );
    Ok(Exit::Findings)
}

/// Reports each file that is out of date, at its first line that differs.
pub fn report(output: &Output, drift: &Drift, sources: &mut Sources, diags: &mut Diagnostics) {
    let mut push = |path: &Path, new: Option<&str>| {
        let old = fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let what = match (&old, new) {
            (Err(_), _) => "is missing",
            (Ok(_), None) => "is no longer generated",
            (Ok(_), Some(_)) => "is out of date",
        };
        let line = first_difference(old.as_deref().unwrap_or_default(), new.unwrap_or_default());
        let name = path.display().to_string();
        let found = Diagnostic::new(codes::OUT_OF_DATE, format!("{name} {what}"));
        let file = sources.add(&name, old.unwrap_or_default());
        let location = Location::Text {
            file,
            line,
            column: 1,
        };
        let help = "run the same command without `--check`, and commit the files that it writes";
        diags.push(found.location(location).help(help));
    };
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        for path in &changes.written {
            push(
                &tree.dir.join(path),
                Some(tree.files.get(path).unwrap_or_default()),
            );
        }
        for path in &changes.removed {
            push(&tree.dir.join(path), None);
        }
    }
    if let Some(lock) = &drift.lock {
        push(&lock.path, Some(&lock.new));
    }
}

/// The number of the first line that differs.
fn first_difference(old: &str, new: &str) -> u32 {
    let same = old
        .lines()
        .zip(new.lines())
        .take_while(|(old, new)| old == new);
    u32::try_from(same.count() + 1).unwrap_or(u32::MAX)
}

/// The line about a crate without differences.
pub fn up_to_date(name: &str, count: usize) -> String {
    format!("{name}: {} up to date", files(count))
}

/// The differences so far, as text and as numbers.
#[derive(Default)]
struct Differences {
    text: String,
    diff_lines: usize,
    differs: usize,
    missing: usize,
    stale: usize,
}

impl Differences {
    fn file(&mut self, path: &Path, new: &str) -> Result<(), Failure> {
        if !path.exists() {
            self.missing += 1;
            self.text.push_str(&format!("missing: {}\n", shown(path)));
            return Ok(());
        }
        let old = String::from_utf8_lossy(&fs::read(path)?).into_owned();
        self.differs += 1;
        self.text.push_str(&format!("differs: {}\n", shown(path)));
        self.diff(&old, new);
        Ok(())
    }

    fn stale(&mut self, path: &Path) {
        self.stale += 1;
        self.text.push_str(&format!("stale: {}\n", shown(path)));
    }

    fn diff(&mut self, old: &str, new: &str) {
        let diff = TextDiff::from_lines(old, new);
        let text = diff.unified_diff().context_radius(2).to_string();
        let lines: Vec<_> = text.lines().collect();
        let room = FILE_LINES.min(ALL_LINES.saturating_sub(self.diff_lines));
        for line in lines.iter().take(room) {
            let line = escape::line(&format!("    {}", line.replace('\t', "    ")));
            self.text.push_str(&format!("{line}\n"));
        }
        if lines.len() > room {
            let more = lines.len() - room;
            self.text.push_str(&format!("    … {more} more lines\n"));
        }
        self.diff_lines += lines.len().min(room);
    }

    fn counts(&self) -> String {
        let parts = [
            (self.differs, "differ"),
            (self.missing, "missing"),
            (self.stale, "stale"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> = parts
            .map(|(count, word)| match (*count, *word) {
                (1, "differ") => "1 file differs".to_owned(),
                (count, word) => format!("{} {word}", files(count)),
            })
            .collect();
        parts.join(", ")
    }
}

fn shown(path: &Path) -> String {
    escape::plain(&path.display().to_string())
}
