//! Comparing committed code with its spec.
//!
//! In: a project. Out: instructions for Cargo, and the output rewritten if it is stale. Guaranteed: if nothing could be
//! compared, nothing is changed; the build then continues with a warning, or fails with `OASCRIBE_BUILD=check`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, io, panic};

use super::cargo::{Cargo, Level};
use super::{Finding, Run};
use crate::diag::Diagnostics;
use crate::project::{Drift, Outcome, Output, Project};
use crate::source::Sources;

const VARIABLE: &str = "OASCRIBE_BUILD";

/// Opens a project; returns `None` after an error.
pub(super) type Open<'o> =
    dyn Fn(&mut Sources, &mut Diagnostics) -> io::Result<Option<Project>> + 'o;

/// The reaction to stale code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Rewrite,
    Report,
    Nothing,
}

impl Action {
    fn from_environment<W: Write>(cargo: &mut Cargo<W>) -> Self {
        cargo.rerun_if_env_changed(VARIABLE);
        match env::var(VARIABLE).as_deref() {
            Ok("off") => Action::Nothing,
            Ok("check") => Action::Report,
            Ok("") | Err(_) => Action::Rewrite,
            Ok(other) => {
                let message =
                    format!("{VARIABLE}={other} is ignored: the values are `off` and `check`");
                cargo.message(Level::Warning, &message);
                Action::Rewrite
            }
        }
    }
}

/// The result of a comparison.
enum Comparison {
    Equal,
    Stale(Output, Drift),
    /// There is nothing to compare with, for this reason.
    Impossible(String),
}

/// Whether Cargo took this package from a registry. Such packages are never rewritten.
pub(super) fn is_published() -> bool {
    // Cargo adds this file to published packages.
    Path::new("Cargo.toml.orig").exists()
}

/// Compares, and rewrites if the environment does not forbid it. `inputs` are the files that `open` needs.
pub(super) fn run(inputs: BTreeSet<PathBuf>, open: &Open<'_>) {
    let mut cargo = Cargo::stdout();
    let action = Action::from_environment(&mut cargo);
    if action != Action::Nothing && !is_published() {
        run_with(action, inputs, open, &mut cargo);
    }
}

pub(super) fn run_with<W: Write>(
    action: Action,
    mut inputs: BTreeSet<PathBuf>,
    open: &Open<'_>,
    cargo: &mut Cargo<W>,
) {
    let mut run = Run::default();
    let compared = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        compare(open, &mut run, &mut inputs)
    }));
    // Also the files that the spec refers to.
    inputs.extend(run.sources.paths().map(Path::to_owned));
    cargo.rerun_if_changed(&inputs);
    let reason = match compared {
        Ok(Ok(Comparison::Equal)) => return,
        Ok(Ok(Comparison::Stale(output, drift))) => return stale(&output, &drift, action, cargo),
        Ok(Ok(Comparison::Impossible(reason))) => reason,
        Ok(Err(error)) => error.to_string(),
        Err(_) => "the generator panicked".to_owned(),
    };
    let level = match action {
        Action::Report => Level::Error,
        Action::Rewrite | Action::Nothing => Level::Warning,
    };
    cargo.message(level, &format!("generated code was not compared: {reason}"));
    let findings = run.findings();
    let findings: Vec<&Finding> = findings.iter().filter(|it| !it.is_note()).collect();
    cargo.list(level, &findings);
}

fn compare(
    open: &Open<'_>,
    run: &mut Run,
    inputs: &mut BTreeSet<PathBuf>,
) -> io::Result<Comparison> {
    let impossible = |reason: &str| Ok(Comparison::Impossible(reason.to_owned()));
    let Some(project) = open(&mut run.sources, &mut run.diags)? else {
        return impossible("the configuration or the lock has errors");
    };
    inputs.extend(project.inputs().map(Path::to_owned));
    let output = match project.render(&mut run.sources, &mut run.diags)? {
        Outcome::Ready(output) => output,
        Outcome::Failed => return impossible("the spec or its configuration has errors"),
        Outcome::Denied { name, .. } => {
            return impossible(&format!("findings about `{name}` are denied"));
        }
    };
    Ok(match output.compare(&mut run.diags)? {
        None => return impossible("files in the output folder were not written by oascribe"),
        Some(drift) if drift.is_empty() => Comparison::Equal,
        Some(drift) => Comparison::Stale(output, drift),
    })
}

/// Fails the build, after the output was rewritten if that is allowed.
fn stale<W: Write>(output: &Output, drift: &Drift, action: Action, cargo: &mut Cargo<W>) {
    let message = match (action, is_first(output, drift)) {
        (Action::Rewrite, true) => "code was generated: review it and build again",
        (Action::Rewrite, false) => {
            "generated code was out of step with its spec and has been rewritten: review it and build again"
        }
        (_, true) => {
            "generated code is missing: build once without OASCRIBE_BUILD=check and review it"
        }
        (_, false) => {
            "generated code is out of step with its spec: build once without OASCRIBE_BUILD=check and review it"
        }
    };
    if action == Action::Rewrite
        && let Err(error) = output.apply(drift)
    {
        let message = "generated code is out of step with its spec and can't be written";
        cargo.message(Level::Error, &format!("{message}: {error}"));
    } else {
        cargo.message(Level::Error, message);
    }
    let mut files: Vec<String> = Vec::new();
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        let changed = changes.written.iter().chain(&changes.removed);
        files.extend(changed.map(|path| format!("  {}", tree.dir.join(path).display())));
    }
    let lock = drift.lock.as_ref();
    files.extend(lock.map(|lock| format!("  {}", lock.path.display())));
    cargo.list(Level::Error, &files);
}

/// Whether every folder that is stale is empty or does not exist.
fn is_first(output: &Output, drift: &Drift) -> bool {
    let trees = output.trees.iter().zip(&drift.trees);
    let mut stale = trees.filter(|(_, changes)| !changes.is_empty()).peekable();
    let is_empty = |folder: &Path| folder.read_dir().map_or(true, |mut it| it.next().is_none());
    stale.peek().is_some() && stale.all(|(tree, _)| is_empty(&tree.dir))
}
