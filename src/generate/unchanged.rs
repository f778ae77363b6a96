//! Runs in which nothing has changed since the last one.
//!
//! In: the arguments, and a stamp. Out: the same messages as those of the last run.

use std::path::Path;

use oascribe_codegen::project::{Output, Project};
use oascribe_codegen::source::Sources;
use oascribe_codegen::write::Changes;

use super::{Args, Summary, after_crate, module_dependencies};
use crate::stamp::{Generated, LastRun, Stamp};
use crate::{drift, project, report};

/// The stamp of a run. Returns `None` if its result depends on more than files.
pub fn stamp(args: &Args) -> Option<Stamp> {
    let is_stdin = args.spec.as_deref() == Some(Path::new("-"));
    if is_stdin || args.allow_remote.is_some() || args.bump.is_some() {
        return None;
    }
    // A nearer oascribe.toml may be added.
    let config = match (&args.spec, &args.config) {
        (None, None) => Some(project::find().ok()?),
        (_, config) => config.clone(),
    };
    // The files of a run that was killed are not those that it wanted to write.
    let home = args.out.as_deref();
    let home = home
        .or_else(|| config.as_deref()?.parent())
        .unwrap_or(Path::new(""));
    project::recover(args, home).ok()?;
    let document = (&args.spec, &args.out, &args.name, args.mode);
    let parts = (&args.features, &args.schemas, &args.include, &args.exclude);
    let files = (&args.overlays, &args.allow_files);
    let report = (&args.report, args.report.has_color());
    Stamp::new(&format!(
        "{config:?} {document:?} {parts:?} {files:?} {report:?}"
    ))
}

/// Records that the output on disk belongs to these sources.
pub fn record(
    stamp: &Stamp,
    findings: String,
    project: &Project,
    output: &Output,
    sources: &Sources,
) {
    if sources.lacks_files() {
        return;
    }
    let read = sources.paths().map(Path::to_owned);
    let named = project.inputs().filter(|path| path.is_file());
    let inputs: Vec<_> = read.chain(named.map(Path::to_owned)).collect();
    // A module that the user adds changes its folder.
    let folders = output.trees.iter().map(|tree| tree.dir.join("src"));
    let folders = folders.filter(|folder| folder.is_dir());
    let outputs: Vec<_> = output.paths().chain(folders).collect();
    let crates = output.trees.iter().zip(&project.jobs);
    let crates = crates.map(|(tree, job)| Generated {
        name: tree.name.clone(),
        files: tree.files.len(),
        out: tree.dir.clone(),
        dependencies: module_dependencies(&job.config),
    });
    let run = LastRun {
        findings,
        crates: crates.collect(),
    };
    stamp.write(&inputs, &outputs, &run);
}

/// Prints what a full run prints if all files are up to date.
pub fn print(args: &Args, last: &LastRun) {
    args.report.print_findings(&last.findings);
    let mode = match args.dry_run {
        true => Summary::Planned,
        false => Summary::Done,
    };
    for Generated { name, files, .. } in &last.crates {
        let changes = Changes {
            unchanged: *files,
            ..Changes::default()
        };
        report::print_line(&match args.check {
            true => drift::up_to_date(name, *files),
            false => mode.line(name, &changes),
        });
    }
    if !args.check {
        for Generated {
            out, dependencies, ..
        } in &last.crates
        {
            after_crate(args, out, dependencies.as_deref());
        }
    }
}
