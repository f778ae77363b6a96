//! Comparing committed code with its spec.
//!
//! In: a project. Out: instructions for Cargo, and the output rewritten if it is stale. Guaranteed: a spec that
//! can't be generated from, or anything unexpected, is a warning and changes nothing.

use std::path::Path;
use std::{env, io, panic};

use super::{Finding, Run, cargo};
use crate::diag::Diagnostics;
use crate::project::{Drift, Outcome, Output, Project};
use crate::source::Sources;

const VARIABLE: &str = "OASCRIBE_BUILD";

/// Opens a project; returns `None` after an error.
pub(super) type Open<'o> =
    dyn Fn(&mut Sources, &mut Diagnostics) -> io::Result<Option<Project>> + 'o;

/// The reaction to stale code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Rewrite,
    Report,
    Nothing,
}

impl Action {
    fn from_environment() -> Self {
        cargo::rerun_if_env_changed(VARIABLE);
        match env::var(VARIABLE).as_deref() {
            Ok("off") => Action::Nothing,
            Ok("check") => Action::Report,
            Ok("") | Err(_) => Action::Rewrite,
            Ok(other) => {
                cargo::warning(&format!(
                    "{VARIABLE}={other} is ignored: the values are `off` and `check`"
                ));
                Action::Rewrite
            }
        }
    }
}

/// Compares, and rewrites if the environment does not forbid it.
pub(super) fn run(open: &Open<'_>) {
    let action = Action::from_environment();
    // Cargo adds this file to published packages: packages from a registry are never rewritten.
    if action == Action::Nothing || Path::new("Cargo.toml.orig").exists() {
        return;
    }
    let reason = match panic::catch_unwind(panic::AssertUnwindSafe(|| step(open, action))) {
        Ok(Ok(())) => return,
        Ok(Err(error)) => error.to_string(),
        Err(_) => "the generator panicked".to_owned(),
    };
    cargo::warning(&format!("generated code was not compared: {reason}"));
}

fn step(open: &Open<'_>, action: Action) -> io::Result<()> {
    let mut run = Run::default();
    let project = open(&mut run.sources, &mut run.diags);
    rerun_if_read_changed(&run.sources);
    let Some(project) = project? else {
        not_generated(&run);
        return Ok(());
    };
    for input in project.inputs().filter(|path| path.exists()) {
        cargo::rerun_if_changed(input);
    }
    let outcome = project.render(&mut run.sources, &mut run.diags);
    rerun_if_read_changed(&run.sources);
    let Outcome::Ready(output) = outcome? else {
        not_generated(&run);
        return Ok(());
    };
    match output.compare(&mut run.diags)? {
        None => not_generated(&run),
        Some(drift) if drift.is_empty() => {}
        Some(drift) => stale(&output, &drift, action)?,
    }
    Ok(())
}

/// Also of the files that the spec refers to.
fn rerun_if_read_changed(sources: &Sources) {
    for path in sources.paths() {
        cargo::rerun_if_changed(path);
    }
}

/// Fails the build, after the output was rewritten if that is allowed.
fn stale(output: &Output, drift: &Drift, action: Action) -> io::Result<()> {
    if action == Action::Rewrite {
        output.apply(drift)?;
        cargo::error(
            "generated code was out of step with its spec and has been rewritten: review it and build again",
        );
    } else {
        cargo::error(
            "generated code is out of step with its spec: build once without OASCRIBE_BUILD=check and review it",
        );
    }
    let mut files: Vec<String> = Vec::new();
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        let changed = changes.written.iter().chain(&changes.removed);
        files.extend(changed.map(|path| format!("  {}", tree.dir.join(path).display())));
    }
    let lock = drift.lock.as_ref();
    files.extend(lock.map(|lock| format!("  {}", lock.path.display())));
    cargo::list(&files, cargo::error);
    Ok(())
}

/// Prints why there is no output, as warnings.
fn not_generated(run: &Run) {
    cargo::warning("generated code was not compared because its spec or configuration has errors:");
    let findings = run.findings();
    let findings: Vec<&Finding> = findings.iter().filter(|it| !it.is_note()).collect();
    cargo::list(&findings, cargo::warning);
}
