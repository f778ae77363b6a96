//! `oascribe check`: reports problems of documents without writing anything.
//!
//! In: documents. Out: every diagnostic that `generate` would report. If oascribe.toml of the current folder has an
//! entry for a document, its settings apply, so that solved problems are not reported. With `--against`: a recorded
//! response is compared with its schema instead (see [`against`]).

mod against;

use std::path::{Path, PathBuf};

use oascribe_codegen::config::{self, Config, CrateConfig, Deny};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::{Job, Project, denies, is_same_file};
use oascribe_codegen::read;
use oascribe_codegen::source::{FileId, Sources};

use crate::report::Options;
use crate::{Exit, Failure, document, report};

/// Check OpenAPI documents without writing anything
///
/// Reports everything that `oascribe generate` would report. If oascribe.toml of the current folder has an entry for a
/// document, its settings apply. With `--against`, compares a recorded response with the schema of its operation, and
/// prints the overlay that corrects the document.
#[derive(clap::Args)]
#[command(after_help = crate::EXIT_CODES)]
pub struct Args {
    /// The OpenAPI documents; `-` reads standard input [default: those of oascribe.toml]
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,
    #[command(flatten)]
    recorded: against::Response,
    /// Also report what oascribe accepts but other tools may reject
    #[arg(long)]
    strict: bool,
    /// An OpenAPI overlay to apply to the documents; may be repeated, applied in order
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// Follow references to other hosts, at most 64 MiB for each file; name the HOSTs with a private address to allow
    #[arg(long, value_name = "HOST", num_args = 0.., require_equals = true, value_delimiter = ',')]
    allow_remote: Option<Vec<String>>,
    /// Also follow references to the files of this folder; may be repeated [default: the folder of the document]
    #[arg(long = "allow-files", value_name = "DIR")]
    allow_files: Vec<PathBuf>,
    #[command(flatten)]
    report: Options,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut sources = document::sources(args.allow_remote.as_deref());
    let mut exit = Exit::Fine;
    let mut diags = Diagnostics::new();
    let known = known(&mut sources, &mut diags)?;
    if diags.has_errors() {
        args.report.print(&diags, &sources);
        return Ok(Exit::Findings);
    }
    if let Some(answer) = &args.recorded.against {
        return against::run(answer, args, &known, &mut sources);
    }
    let mut log = Diagnostics::new();
    let mut unreadable = None;
    for spec in &specs(args, &known)? {
        match check(args, spec, &known, &mut sources) {
            Ok(diags) => {
                let deny = args.report.deny().unwrap_or(Deny::Nothing);
                if diags.has_errors() || denies(deny, &diags) {
                    exit = Exit::Findings;
                }
                diags.iter().for_each(|found| log.push(found.clone()));
            }
            // The others are checked first.
            Err(failure) => {
                if let Some(earlier) = unreadable.replace(failure) {
                    Failure::print(&earlier);
                }
            }
        }
    }
    if args.report.is_one_log() {
        args.report.print(&log, &sources);
    }
    unreadable.map_or(Ok(exit), Err)
}

/// The documents to check: the arguments, or those of oascribe.toml.
fn specs(args: &Args, known: &[CrateConfig]) -> Result<Vec<PathBuf>, Failure> {
    let mut specs = args.specs.clone();
    if specs.is_empty() {
        specs = known.iter().map(|entry| entry.spec.clone()).collect();
        specs.retain(|spec| !spec.as_os_str().is_empty());
        specs.dedup();
    }
    match specs.is_empty() {
        false => Ok(specs),
        true => Err(Failure::new(
            "no document to check",
            "name one: `oascribe check openapi.yaml`, or run the command in the folder of oascribe.toml",
        )),
    }
}

/// Checks one document, and prints what is found unless it is a part of a log.
fn check(
    args: &Args,
    spec: &Path,
    known: &[CrateConfig],
    sources: &mut Sources,
) -> Result<Diagnostics, Failure> {
    let mut diags = Diagnostics::new();
    let file = document::read(spec, sources)?;
    let config = args.settings(known, spec);
    let job = Job {
        config,
        spec: Some(file),
    };
    Project::unlocked(job).render(sources, &mut diags)?;
    if args.strict {
        strict(sources, file, &mut diags);
    }
    if !args.report.is_one_log() {
        args.report.print_suggestions(&diags, sources);
        args.report.print(&diags, sources);
        args.report.print_settings(&diags);
    }
    let counts = args.report.counts_with_suggestions(&diags);
    report::print_line(&format!("{}: {counts}", sources.name(file)));
    Ok(diags)
}

/// The entries of oascribe.toml in the current folder. Empty if there is no such file.
fn known(sources: &mut Sources, diags: &mut Diagnostics) -> Result<Vec<CrateConfig>, Failure> {
    let path = Path::new(config::FILE_NAME);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let file = document::read(path, sources)?;
    let config = Config::parse(sources, file, diags).unwrap_or_default();
    Ok(config.crates)
}

impl Args {
    /// The settings for a document: its entry or the defaults, with the arguments.
    fn settings(&self, known: &[CrateConfig], spec: &Path) -> CrateConfig {
        let entry = known.iter().find(|entry| is_same_file(&entry.spec, spec));
        let mut config = entry.cloned().unwrap_or_else(|| {
            let mut config = CrateConfig::new("sdk");
            config.spec = spec.to_owned();
            config.out = PathBuf::from("sdk");
            config
        });
        if !self.overlays.is_empty() {
            config.overlays.clone_from(&self.overlays);
        }
        config.allow_files.extend_from_slice(&self.allow_files);
        config
    }
}

fn strict(sources: &mut Sources, file: FileId, diags: &mut Diagnostics) {
    // The diagnostics of this second reading were reported before.
    if let Some(document) = read::read(sources, file, &mut Diagnostics::new()) {
        read::cross_check(&document, diags);
    }
}
