//! `oascribe watch`: generates again after each change of the files that a run reads.
//!
//! In: oascribe.toml. Out: that of `generate`, again and again until the process is ended. Files are looked at in intervals:
//! this works on every file system and in containers, where notifications are lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::Project;
use oascribe_codegen::source::Sources;

use super::report::{self, Options, files};
use super::{Exit, Failure, generate, project};

/// Generate again after each change of a document, an overlay or oascribe.toml
///
/// Generates every entry of oascribe.toml, and again whenever a file that was read changes, until you press Ctrl-C. After an
/// error nothing is written, and the next change is awaited.
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// The configuration [default: oascribe.toml in this folder or the nearest parent folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How often files are looked at, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 500, value_parser = clap::value_parser!(u64).range(10..))]
    interval: u64,
    #[command(flatten)]
    report: Options,
}

/// A file, with its size and the time of its last change if it exists.
type Seen = (PathBuf, Option<(u64, Option<SystemTime>)>);

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let config = match &args.config {
        Some(config) => config.clone(),
        None => project::find()?,
    };
    let interval = Duration::from_millis(args.interval);
    let run = generate::Args::of_file(config.clone(), args.report.clone());
    loop {
        let before = look(named(&config));
        let mut sources = Sources::new();
        if let Err(failure) = generate::run_with(&run, None, &mut sources) {
            failure.print();
        }
        let read = sources.paths().map(Path::to_owned);
        let mut seen = look(read.chain(named(&config)).collect());
        // A file that changed during the run may have been read before.
        for old in before {
            match seen.iter_mut().find(|new| new.0 == old.0) {
                Some(new) => *new = old,
                None => seen.push(old),
            }
        }
        report::print_line(&format!("watching {}; Ctrl-C ends", files(seen.len())));
        while !has_changed(&seen) {
            thread::sleep(interval);
        }
        // Editors and downloads write in several steps.
        thread::sleep(interval.min(Duration::from_millis(100)));
    }
}

/// The configuration, and the files that it names, whether they exist or not.
fn named(config: &Path) -> Vec<PathBuf> {
    let mut out = vec![config.to_owned()];
    let project = Project::open(config, &mut Sources::new(), &mut Diagnostics::new());
    if let Ok(Some(project)) = project {
        out.extend(project.inputs().map(Path::to_owned));
        out.extend(project.jobs.iter().map(|job| job.config.spec.clone()));
    }
    out
}

fn look(mut paths: Vec<PathBuf>) -> Vec<Seen> {
    paths.sort();
    paths.dedup();
    let seen = paths.into_iter().map(|path| {
        let found = state(&path);
        (path, found)
    });
    seen.collect()
}

fn state(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let found = fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()))
}

fn has_changed(seen: &[Seen]) -> bool {
    seen.iter().any(|(path, before)| state(path) != *before)
}
