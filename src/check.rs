//! `oascribe check`: reports problems of documents without writing anything.
//!
//! In: documents. Out: every diagnostic that `generate` would report. If oascribe.toml of the current folder has an
//! entry for a document, its settings apply, so that solved problems are not reported.

use std::path::{Path, PathBuf};

use oascribe_codegen::config::{self, Config, CrateConfig, Deny};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::{Job, Project, denies, is_same_file};
use oascribe_codegen::read;
use oascribe_codegen::source::{FileId, Sources};

use super::report::Options;
use super::{Exit, Failure, document, report};

/// Check OpenAPI documents without writing anything
///
/// Reports everything that `oascribe generate` would report. If oascribe.toml of the current folder has an entry for a
/// document, its settings apply.
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// The OpenAPI documents; `-` reads standard input
    #[arg(required = true, value_name = "SPEC")]
    specs: Vec<PathBuf>,
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
    for spec in &args.specs {
        let mut diags = Diagnostics::new();
        let file = document::read(spec, &mut sources)?;
        let mut config = settings(&known, spec);
        if !args.overlays.is_empty() {
            config.overlays.clone_from(&args.overlays);
        }
        config.allow_files.extend_from_slice(&args.allow_files);
        let job = Job {
            config,
            spec: Some(file),
        };
        Project::unlocked(job).render(&mut sources, &mut diags)?;
        if args.strict {
            strict(&mut sources, file, &mut diags);
        }
        args.report.print_suggestions(&diags, &sources);
        args.report.print(&diags, &sources);
        let counts = match diags.summary() {
            none if none.is_empty() => "no findings".to_owned(),
            some => some,
        };
        report::print_line(&format!("{}: {counts}", sources.name(file)));
        let deny = args.report.deny().unwrap_or(Deny::Nothing);
        if diags.has_errors() || denies(deny, &diags) {
            exit = Exit::Findings;
        }
    }
    Ok(exit)
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

/// The settings for a document: its entry, or the defaults.
fn settings(known: &[CrateConfig], spec: &Path) -> CrateConfig {
    let entry = known.iter().find(|entry| is_same_file(&entry.spec, spec));
    entry.cloned().unwrap_or_else(|| {
        let mut config = CrateConfig::new("sdk");
        config.spec = spec.to_owned();
        config.out = PathBuf::from("sdk");
        config
    })
}

fn strict(sources: &mut Sources, file: FileId, diags: &mut Diagnostics) {
    // The diagnostics of this second reading were reported before.
    if let Some(document) = read::read(sources, file, &mut Diagnostics::new()) {
        read::cross_check(&document, diags);
    }
}
