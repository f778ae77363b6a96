//! `oascribe generate`: generates Rust code from OpenAPI documents.
//!
//! In: oascribe.toml or a document. Out: the files that changed, or (`--check`, `--dry-run`) a list of them. After an
//! error, nothing is written.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use oascribe_codegen::config::{CrateConfig, Deny, Mode};
use oascribe_codegen::dependencies;
use oascribe_codegen::diag::{Diagnostics, escape};
use oascribe_codegen::project::{Drift, Outcome, Output, Project};
use oascribe_codegen::source::Sources;
use oascribe_codegen::write::Changes;

use super::bump::{self, Raised};
use super::document;
use super::report::{self, Options, files};
use super::stamp::Stamp;
use super::{Exit, Failure, drift, project, workspace};

mod unchanged;

/// Generate Rust code from every entry of oascribe.toml, or from one OpenAPI document
///
/// Only files that changed are written. Files that the last run wrote and that are no longer needed are removed. Other
/// files in the output folder are left alone. After an error, nothing is written.
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// The OpenAPI document; `-` reads standard input [default: every entry of oascribe.toml]
    pub spec: Option<PathBuf>,
    /// The output folder; required for SPEC, unless an entry of --config names it
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// The name of the crate [default: the name of the folder]
    #[arg(long, value_name = "CRATE", requires = "spec")]
    pub name: Option<String>,
    /// What to generate [default: crate]
    #[arg(long, requires = "spec")]
    mode: Option<ModeArg>,
    /// Also generate these features, or parts of the runtime that the API does not need; comma-separated
    #[arg(long, value_name = "F", value_delimiter = ',', requires = "spec")]
    pub features: Vec<String>,
    /// Generate only these component schemas besides those of operations (in the mode `models`, only these); comma-separated
    #[arg(long, value_name = "T", value_delimiter = ',', requires = "spec")]
    pub schemas: Vec<String>,
    /// Generate only these operations: `tag:T`, `op:ID` or `path:P`; comma-separated
    #[arg(long, value_name = "WHAT", value_delimiter = ',', requires = "spec")]
    pub include: Vec<String>,
    /// Leave out these operations: `tag:T`, `op:ID` or `path:P`; comma-separated
    #[arg(long, value_name = "WHAT", value_delimiter = ',', requires = "spec")]
    pub exclude: Vec<String>,
    /// An OpenAPI overlay to apply to the document; may be repeated, applied in order
    #[arg(long = "overlay", value_name = "FILE", requires = "spec")]
    pub overlays: Vec<PathBuf>,
    /// Follow references to other hosts, at most 64 MiB for each file; name the HOSTs with a private address to allow
    #[arg(long, value_name = "HOST", num_args = 0.., require_equals = true, value_delimiter = ',')]
    allow_remote: Option<Vec<String>>,
    /// Also follow references to the files of this folder; may be repeated [default: the folder of the document]
    #[arg(long = "allow-files", value_name = "DIR")]
    pub allow_files: Vec<PathBuf>,
    /// The configuration [default without SPEC: oascribe.toml in this folder or the nearest parent folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write nothing; print the differences, and exit with code 1 if there are any
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Write nothing; list the files that would be written and removed
    #[arg(long)]
    dry_run: bool,
    /// Read the document even if no file has changed since the last run
    #[arg(long)]
    full: bool,
    /// Raise the version in oascribe.toml as required by the changes since a git ref [default: HEAD]
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
    /// A module for your own crate
    Module,
    /// A crate with the types only, without a client
    Models,
}

impl Args {
    /// The arguments of a run for every entry of a file.
    pub fn of_file(config: PathBuf, report: Options) -> Self {
        Args {
            spec: None,
            out: None,
            name: None,
            mode: None,
            features: Vec::new(),
            schemas: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            overlays: Vec::new(),
            allow_remote: None,
            allow_files: Vec::new(),
            config: Some(config),
            check: false,
            dry_run: false,
            full: false,
            bump: None,
            report,
        }
    }

    /// Whether the run may write files.
    pub fn writes(&self) -> bool {
        !self.check && !self.dry_run
    }

    pub fn mode(&self) -> Option<Mode> {
        self.mode.map(|mode| match mode {
            ModeArg::Crate => Mode::Crate,
            ModeArg::Module => Mode::Module,
            ModeArg::Models => Mode::Models,
        })
    }
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let stamp = unchanged::stamp(args);
    if let Some(last) = stamp.as_ref().filter(|_| !args.full).and_then(Stamp::read) {
        unchanged::print(args, &last);
        return Ok(Exit::Fine);
    }
    let mut sources = document::sources(args.allow_remote.as_deref());
    run_with(args, stamp, &mut sources)
}

/// Runs without looking for changes first. The files that were read are among the sources afterwards.
pub fn run_with(args: &Args, stamp: Option<Stamp>, sources: &mut Sources) -> Result<Exit, Failure> {
    let mut diags = Diagnostics::new();
    let found = find(args, sources, &mut diags);
    if let (true, Ok(Found::Ready(ready))) = (args.check && !args.report.is_human(), &found) {
        drift::report(&ready.output, &ready.drift, sources, &mut diags);
    }
    // Printed before a failure too: the findings may explain it.
    let findings = args.report.rendered(&diags, sources);
    args.report.print_findings(&findings);
    let ready = match found? {
        Found::Ready(ready) => ready,
        Found::Failed => {
            report::print_line(&format!("nothing was written: {}", diags.summary()));
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
    let writes = args.writes();
    if writes {
        write(&output, &drift, &raised)?;
    }
    if let Some(stamp) = stamp.filter(|_| writes || drift.is_empty()) {
        unchanged::record(&stamp, findings, &project, &output, sources);
    }
    if args.check {
        return drift::check(args, &output, &drift);
    }
    let mode = if args.dry_run {
        report::print_result(&drift::list(&output, &drift));
        Summary::Planned
    } else {
        Summary::Done
    };
    bump::print_raised(&raised.versions);
    summary(mode, &output, &drift);
    after(args, &project);
    if let Some(lock) = drift.lock.as_ref().filter(|lock| lock.old.is_empty())
        && mode == Summary::Done
        && args.report.is_human()
    {
        report::print_message(&next_commands(&project, &lock.path));
    }
    Ok(Exit::Fine)
}

/// Writes the code and the raised versions, or nothing.
fn write(output: &Output, drift: &Drift, raised: &Raises) -> Result<(), Failure> {
    let Some(file) = raised.file.as_ref().filter(|_| !raised.versions.is_empty()) else {
        return Ok(output.apply(drift)?);
    };
    let text = bump::edited(&std::fs::read_to_string(file)?, &raised.versions);
    let mut stage = output.stage(drift)?;
    stage.text(file, &text)?;
    Ok(stage.commit()?)
}

/// The result of reading and rendering.
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

/// The raised versions, and the file that has them.
#[derive(Default)]
struct Raises {
    file: Option<PathBuf>,
    versions: Vec<Raised>,
}

/// Raises versions in memory, because they are rendered into the crates.
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
        _ => "left-out items are",
    };
    let alternative = match (args.report.deny(), &args.spec) {
        (Some(_), _) => "remove `--deny`",
        (None, _) => "allow it with `--deny nothing` or, in oascribe.toml, `deny = \"nothing\"`",
    };
    format!(
        "{name}: nothing was written: {counts}, and {what} denied\n  \
         = help: correct the document, or {alternative}\n"
    )
}

/// Whether the summary is about what was done, or would be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Summary {
    Done,
    Planned,
}

impl Summary {
    /// The line about a crate.
    fn line(self, name: &str, changes: &Changes) -> String {
        let (written, removed) = match self {
            Summary::Planned => ("to write", "to remove"),
            Summary::Done => ("written", "removed"),
        };
        let mut line = format!("{name}: {} {written}", files(changes.written.len()));
        if !changes.removed.is_empty() {
            line.push_str(&format!(", {} {removed}", changes.removed.len()));
        }
        format!("{line}, {} unchanged", changes.unchanged)
    }
}

/// One line for each crate, on stderr.
pub fn summary(mode: Summary, output: &Output, drift: &Drift) {
    for (tree, changes) in output.trees.iter().zip(&drift.trees) {
        report::print_line(&mode.line(&tree.name, changes));
    }
    if let Some(lock) = drift.lock.as_ref().filter(|_| mode == Summary::Done) {
        let done = if lock.old.is_empty() {
            "written"
        } else {
            "updated"
        };
        report::print_line(&format!("{}: {done}", lock.path.display()));
    }
}

/// What to do after the first run, if there is one crate. A module needs no commands.
fn next_commands(project: &Project, lock: &Path) -> String {
    let [job] = project.jobs.as_slice() else {
        return String::new();
    };
    if job.config.mode == Mode::Module {
        return String::new();
    }
    let out = escape::plain(&job.config.out.display().to_string());
    let name = escape::plain(&job.config.name);
    let lock = escape::plain(&lock.display().to_string());
    format!(
        "\nNext:\n  cargo add --path {out}    # adds the crate to your program\n  \
         cargo doc --open --package {name}    # shows its documentation\n  \
         git add {out} {lock}    # commit both\n"
    )
}

/// Prints what users have to do themselves.
fn after(args: &Args, project: &Project) {
    for job in &project.jobs {
        after_crate(
            args,
            &job.config.out,
            module_dependencies(&job.config).as_deref(),
        );
    }
}

/// The lines that the manifest of the user's crate needs for a module. Returns `None` for a crate.
fn module_dependencies(config: &CrateConfig) -> Option<String> {
    let lines = (config.mode == Mode::Module).then(|| dependencies(config))?;
    let name = &config.name;
    Some(format!(
        "# Add the dependencies of the module `{name}` to the Cargo.toml of your crate:\n{lines}"
    ))
}

fn after_crate(args: &Args, out: &Path, dependencies: Option<&str>) {
    match dependencies {
        Some(lines) => args.report.result(lines),
        None if args.dry_run => {}
        None => {
            if let Some(note) = workspace::note(out) {
                report::print_message(&note);
            }
        }
    }
}
