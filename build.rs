//! Keeps the generated crates in step with their documents.
//!
//! In: oascribe.toml, oascribe.lock and the documents they name. Out: nothing where all is in step.
//! Otherwise the output is rewritten and this one build fails, naming the files, so that a stale
//! commit never passes. Guaranteed: a document that gives no output, or anything unexpected, is a
//! warning and changes nothing, so that the command that helps can always be built.
//!
//! `OASCRIBE_BUILD=off` skips all this; `OASCRIBE_BUILD=check` fails on drift and writes nothing.

use std::path::{Path, PathBuf};
use std::{env, io, panic};

use oascribe_codegen::config::Mode;
use oascribe_codegen::diag::{Diagnostics, Severity};
use oascribe_codegen::project::{Drift, Outcome, Output, Project, one_line};
use oascribe_codegen::source::Sources;

const CONFIG: &str = "oascribe.toml";

/// How many findings or files are named before the rest is only counted.
const MANY: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Drift is corrected.
    Write,
    /// Drift is only said.
    Check,
}

fn main() {
    println!("cargo::rerun-if-env-changed=OASCRIBE_BUILD");
    println!("cargo::rerun-if-changed=build.rs");
    let when = match env::var("OASCRIBE_BUILD").as_deref() {
        Ok("off") => return,
        Ok("check") => When::Check,
        Ok("") | Err(_) => When::Write,
        Ok(other) => {
            warn(&format!(
                "OASCRIBE_BUILD={other} is neither `off` nor `check`: ignored"
            ));
            When::Write
        }
    };
    // Installed from a registry there is nothing to keep in step.
    if !Path::new(CONFIG).exists() {
        return;
    }
    println!("cargo::rerun-if-changed={CONFIG}");
    match panic::catch_unwind(|| step(when)) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => warn(&format!("generated code was not compared: {error}")),
        Err(_) => warn(
            "generated code was not compared: the generator panicked; run `cargo run -- generate`",
        ),
    }
}

fn step(when: When) -> io::Result<()> {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let Some(project) = Project::open(Path::new(CONFIG), &mut sources, &mut diags)? else {
        findings(&diags, &sources);
        return Ok(());
    };
    for input in project.inputs().filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", input.display());
    }
    if !is_here(&project) {
        return Ok(());
    }
    let outcome = project.render(&mut sources, &mut diags)?;
    // Those that the documents refer to, too.
    for path in sources.paths().filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let output = match outcome {
        Outcome::Ready(output) => output,
        Outcome::Failed | Outcome::Denied { .. } => {
            findings(&diags, &sources);
            return Ok(());
        }
    };
    match output.compare(&mut diags)? {
        None => findings(&diags, &sources),
        Some(drift) if drift.is_empty() => {}
        Some(drift) => out_of_step(&output, &drift, when)?,
    }
    Ok(())
}

/// Is there anything to compare?
fn is_here(project: &Project) -> bool {
    let configs = project.jobs.iter().map(|job| &job.config);
    let mut here = configs
        .clone()
        .all(|config| config.spec.exists() && config.out.exists());
    for config in configs.filter(|config| config.mode != Mode::Module && config.out.exists()) {
        let src = config.out.join("src");
        if !src.exists() {
            warn(&format!(
                "there is no {}: run `cargo run -- generate`",
                src.display()
            ));
            here = false;
        }
    }
    here
}

/// Drift: said in any case, corrected unless that is forbidden. Fails the build.
fn out_of_step(output: &Output, drift: &Drift, when: When) -> io::Result<()> {
    let mut names: Vec<PathBuf> = Vec::new();
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        let changed = changes.written.iter().chain(&changes.removed);
        names.extend(changed.map(|path| tree.dir.join(path)));
    }
    names.extend(drift.lock.as_ref().map(|lock| lock.path.clone()));
    match when {
        When::Write => {
            output.apply(drift)?;
            fail("generated code was out of step and has been rewritten: review and build again");
        }
        When::Check => fail(
            "generated code is out of step: run `OASCRIBE_BUILD=off cargo run -- generate` and review",
        ),
    }
    for name in names.iter().take(MANY) {
        fail(&format!("  {}", name.display()));
    }
    if names.len() > MANY {
        fail(&format!("  and {} more", names.len() - MANY));
    }
    Ok(())
}

/// Why there is no output: the worst first, each on one line.
fn findings(diags: &Diagnostics, sources: &Sources) {
    warn("nothing was generated; `cargo run -- generate` shows all of this:");
    let mut found: Vec<_> = diags
        .iter()
        .filter(|diag| diag.severity <= Severity::Warning)
        .collect();
    found.sort_by_key(|diag| diag.severity);
    for diag in found.iter().take(MANY) {
        warn(&format!("  {}", one_line(diag, sources)));
    }
    if found.len() > MANY {
        warn(&format!("  and {} more", found.len() - MANY));
    }
}

fn warn(message: &str) {
    println!("cargo::warning={}", flat(message));
}

fn fail(message: &str) {
    println!("cargo::error={}", flat(message));
}

/// A line break would end the instruction to Cargo, and begin another.
fn flat(message: &str) -> String {
    message.replace(['\n', '\r'], " ")
}
