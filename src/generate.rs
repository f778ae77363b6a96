//! `oascribe generate`: from documents to Rust code.
//!
//! In: oascribe.toml or a document. Out: files brought in step, or (`--check`, `--dry-run`) a list
//! of what is not. Guaranteed: where anything is wrong, nothing is written.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use oascribe_codegen::config::{Deny, Mode};
use oascribe_codegen::dependencies;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::{Drift, Outcome, Output, Project};
use oascribe_codegen::source::Sources;

use super::bump::{self, Raised};
use super::document::{self, Remote};
use super::report::{self, Options, files};
use super::{Exit, Failure, drift, project, workspace};

/// Generate Rust code: every entry of oascribe.toml, or one SPEC
#[derive(clap::Args)]
pub struct Args {
    /// The OpenAPI document; `-` reads standard input
    pub spec: Option<PathBuf>,
    /// The folder that receives the output
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// The name of the crate [default: the name of the folder]
    #[arg(long, value_name = "CRATE", requires = "spec")]
    pub name: Option<String>,
    /// What to emit [default: crate]
    #[arg(long, requires = "spec")]
    mode: Option<ModeArg>,
    /// Only these types, and all they need
    #[arg(long, value_name = "T", value_delimiter = ',', requires = "spec")]
    pub types: Vec<String>,
    /// Only these operations: `tag:T`, `op:ID` or `path:P`
    #[arg(long, value_name = "WHAT", value_delimiter = ',', requires = "spec")]
    pub include: Vec<String>,
    /// Not these operations: `tag:T`, `op:ID` or `path:P`
    #[arg(long, value_name = "WHAT", value_delimiter = ',', requires = "spec")]
    pub exclude: Vec<String>,
    /// An overlay that corrects the document; several apply in order
    #[arg(long = "overlay", value_name = "FILE", requires = "spec")]
    pub overlays: Vec<PathBuf>,
    /// Follow references into the network
    #[arg(long)]
    allow_remote: bool,
    /// The file of choices [default: oascribe.toml of this folder or one above, without SPEC]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write nothing; show what is out of step and end with exit code 1 if anything is
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Write nothing; list what would be written and removed
    #[arg(long)]
    dry_run: bool,
    /// Raise the version in oascribe.toml as the change since a ref of git asks for [default: HEAD]
    #[arg(
        long,
        value_name = "REF",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "HEAD",
        conflicts_with_all = ["spec", "check"]
    )]
    bump: Option<String>,
    #[command(flatten)]
    pub report: Options,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModeArg {
    /// A crate with its own Cargo.toml
    Crate,
    /// A module for a crate of yours
    Module,
    /// A crate of the models alone, without client
    Models,
}

impl Args {
    pub fn mode(&self) -> Option<Mode> {
        self.mode.map(|mode| match mode {
            ModeArg::Crate => Mode::Crate,
            ModeArg::Module => Mode::Module,
            ModeArg::Models => Mode::Models,
        })
    }
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut sources = document::sources(Remote::of(args.allow_remote));
    let mut diags = Diagnostics::new();
    let found = find(args, &mut sources, &mut diags);
    // Also before a failure: what was found until then may be its reason.
    args.report.print(&diags, &sources);
    let ready = match found? {
        Found::Ready(ready) => ready,
        Found::Failed => {
            report::print_message(&format!("nothing was written: {}\n", diags.summary()));
            return Ok(Exit::Findings);
        }
        Found::Denied(name, deny) => {
            report::print_message(&denied(args, &diags, &name, deny));
            return Ok(Exit::Findings);
        }
    };
    let Ready {
        project,
        output,
        drift,
        raised,
    } = *ready;
    if args.check {
        return drift::check(args, &output, &drift);
    }
    let told = if args.dry_run {
        report::print_result(&drift::list(&output, &drift));
        Told::Planned
    } else {
        output.apply(&drift)?;
        if let Some(file) = raised.file.as_ref().filter(|_| !raised.versions.is_empty()) {
            // Last: a version is raised for code that is there.
            std::fs::write(
                file,
                bump::edited(&std::fs::read_to_string(file)?, &raised.versions),
            )?;
        }
        Told::Done
    };
    bump::print_raised(&raised.versions);
    summary(told, &output, &drift);
    after(args, &project);
    Ok(Exit::Fine)
}

/// What there is to do.
enum Found {
    Ready(Box<Ready>),
    Failed,
    Denied(String, Deny),
}

struct Ready {
    project: Project,
    output: Output,
    drift: Drift,
    raised: Raises,
}

/// The versions that are raised, and the file that has them.
#[derive(Default)]
struct Raises {
    file: Option<PathBuf>,
    versions: Vec<Raised>,
}

/// Raises versions in memory, before anything is rendered with them.
fn raise(args: &Args, project: &mut Project, sources: &mut Sources) -> Result<Raises, Failure> {
    let Some(reference) = &args.bump else {
        return Ok(Raises::default());
    };
    let file = match &args.config {
        Some(config) => config.clone(),
        None => project::find()?,
    };
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    let versions = bump::raise(reference, folder, project, sources)?;
    let file = Some(file);
    Ok(Raises { file, versions })
}

fn find(args: &Args, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Found, Failure> {
    let Some(mut project) = project::open(args, sources, diags)? else {
        return Ok(Found::Failed);
    };
    let raised = raise(args, &mut project, sources)?;
    let output = match project.render(sources, diags)? {
        Outcome::Ready(output) => output,
        Outcome::Failed => return Ok(Found::Failed),
        Outcome::Denied { name, deny } => return Ok(Found::Denied(name, deny)),
    };
    Ok(match output.compare(diags)? {
        Some(drift) => Found::Ready(Box::new(Ready {
            project,
            output,
            drift,
            raised,
        })),
        None => Found::Failed,
    })
}

fn denied(args: &Args, diags: &Diagnostics, name: &str, deny: Deny) -> String {
    let counts = diags.summary();
    let what = match deny {
        Deny::Warnings => "warnings are",
        _ => "what is left out is",
    };
    let way_out = match (args.report.deny(), &args.spec) {
        (Some(_), _) => "leave out `--deny`",
        (None, _) => "allow it with `--deny nothing` or, in oascribe.toml, `deny = \"nothing\"`",
    };
    format!(
        "{name}: nothing was written: {counts}, and {what} denied\n  \
         = help: correct the document, or {way_out}\n"
    )
}

/// Whether what is told was done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Done,
    Planned,
}

/// One line for each crate, on stderr.
pub fn summary(told: Told, output: &Output, drift: &Drift) {
    let (written, removed) = match told {
        Told::Planned => ("to write", "to remove"),
        Told::Done => ("written", "removed"),
    };
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        let mut line = format!("{}: {} {written}", tree.name, files(changes.written.len()));
        if !changes.removed.is_empty() {
            line.push_str(&format!(", {} {removed}", changes.removed.len()));
        }
        report::print_message(&format!("{line}, {} unchanged\n", changes.unchanged));
    }
    if let Some(lock) = drift.lock.as_ref().filter(|_| told == Told::Done) {
        let done = if lock.old.is_empty() {
            "written"
        } else {
            "updated"
        };
        report::print_message(&format!("{}: {done}\n", lock.path.display()));
    }
}

/// What is left to do for the user.
fn after(args: &Args, project: &Project) {
    for job in &project.jobs {
        let config = &job.config;
        match config.mode {
            Mode::Module => args.report.result(&format!(
                "# What the module `{}` needs in the Cargo.toml of your crate:\n{}",
                config.name,
                dependencies(config)
            )),
            _ if !args.dry_run => {
                if let Some(note) = workspace::note(&config.out) {
                    report::print_message(&note);
                }
            }
            _ => {}
        }
    }
}
