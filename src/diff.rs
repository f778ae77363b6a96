//! `oascribe diff`: what changed between two documents, and for whom.
//!
//! In: two documents, or a ref of git for all documents of oascribe.toml. Out: a report in the form that was asked for,
//! and more of them in files. Guaranteed: nothing else is written.

mod git;
mod pair;
mod settings;
mod side;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use oascribe_codegen::config::{Config, CrateConfig};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::source::Sources;

use super::report::{print_message, print_result};
use super::{Exit, Failure, document, project};
use oascribe_diff::changelog::Section;
use oascribe_diff::render::{self, Colour};
use oascribe_diff::report::{Report, Rust};
use oascribe_diff::rust::Bump;
use oascribe_diff::{Date, Detail, Level};

use pair::Known;

pub use pair::Pair;
pub use settings::Settings;

/// Show what changed between two documents: for running clients, and for the Rust API
#[derive(clap::Args)]
pub struct Args {
    /// The old document: a file, `-` for standard input, or `REF:PATH` as git has it
    #[arg(required_unless_present = "base_ref")]
    base: Option<String>,
    /// The new document, in the same forms
    #[arg(required_unless_present = "base_ref")]
    revision: Option<String>,
    /// Compare all documents of oascribe.toml with those of this ref of git
    #[arg(long = "base", value_name = "REF", conflicts_with_all = ["base", "revision"])]
    base_ref: Option<String>,
    /// The form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the report to a file too: `markdown=comment.md`
    #[arg(long, value_name = "FORMAT=FILE")]
    write: Vec<String>,
    /// One finding for each operation that a change reaches
    #[arg(long)]
    expand: bool,
    /// What ends in exit code 1
    #[arg(long, value_enum, default_value = "breaking")]
    fail_on: FailOn,
    /// A file of findings that are not to be told: ids, `METHOD /path`, pointers, fingerprints
    #[arg(long, value_name = "FILE")]
    ignore: Option<PathBuf>,
    /// A file of levels: an id and `error`, `warning`, `info` or `none` on each line
    #[arg(long, value_name = "FILE")]
    severity_levels: Option<PathBuf>,
    /// The day on which to judge announced ends [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<Date>,
    /// Days of notice before something stable may go
    #[arg(long, value_name = "DAYS")]
    deprecation_days_stable: Option<u32>,
    /// Days of notice before something beta may go
    #[arg(long, value_name = "DAYS")]
    deprecation_days_beta: Option<u32>,
    /// Schemas behind a reference and in place are always matched.
    #[arg(long, hide = true)]
    match_inline_refs: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a comment on a pull request
    Markdown,
    /// For programs
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// For code scanning
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Nothing
    Nothing,
    /// What breaks running clients, or the Rust API
    Breaking,
    /// What breaks the Rust API
    Major,
    /// What breaks running clients
    Error,
    /// What may break running clients
    Warning,
    /// Any finding
    Any,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a date is written as 2030-01-31".to_owned())
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let files = outputs(args)?;
    let mut sources = Sources::new();
    let config = known(&mut sources)?;
    let mut settings = Settings::read(args, &config)?;
    let pairs = pair::pairs(args, &config, &mut sources)?;
    let detail = match args.expand {
        true => Detail::Ways,
        false => Detail::Facts,
    };
    let mut exit = Exit::Fine;
    let mut printed = Vec::new();
    for pair in &pairs {
        let report = settings.report(pair, detail, &mut sources)?;
        if args.fail_on.hits(&report) {
            exit = Exit::Findings;
        }
        printed.push(report);
    }
    for (number, line) in settings.unused() {
        print_message(&format!(
            "warning: line {number} of the ignore file fits no finding: {line}\n"
        ));
    }
    let form = |format: Format| -> String {
        let reports = printed.iter().map(|report| format.print(report, &sources));
        reports.collect::<Vec<_>>().join("\n")
    };
    for (format, file) in &files {
        std::fs::write(file, form(*format))?;
    }
    print_result(&form(args.format));
    Ok(exit)
}

/// The changelog section of a change.
pub fn changelog(base: &str, head: &str) -> Result<String, Failure> {
    let mut sources = Sources::new();
    let config = known(&mut sources)?;
    let pair = pair::between(base, head, &config, &mut sources)?;
    let report = Settings::of(&config.diff)?.report(&pair, Detail::Facts, &mut sources)?;
    Ok(Section::of(&report).text())
}

/// What the change of a crate since a ref of git asks for.
pub struct Verdict {
    pub bump: Bump,
    /// The version that it had.
    pub version: String,
}

/// The verdict on the work since a ref; none where the ref has no such crate.
pub fn verdict(
    reference: &str,
    folder: &Path,
    entry: &CrateConfig,
    sources: &mut Sources,
) -> Result<Option<Verdict>, Failure> {
    let pair = pair::since(reference, folder, entry, sources)?;
    let (Known::Before, Some(version)) = (pair.known, pair.version()) else {
        return Ok(None);
    };
    let version = version.to_owned();
    match pair.rust(sources)? {
        Rust::Known { bump, .. } => Ok(Some(Verdict { bump, version })),
        Rust::Unknown { why } => Err(Failure::new(
            format!(
                "{}: the Rust API of {reference} is not known: {why}",
                entry.name
            ),
            "leave out `--bump`, or name another ref: `--bump=REF`",
        )),
    }
}

impl FailOn {
    fn hits(self, report: &Report) -> bool {
        let worst = report.findings.iter().map(|finding| finding.level).max();
        let major = report.bump() == Bump::Major;
        match self {
            FailOn::Nothing => false,
            FailOn::Breaking => worst == Some(Level::Error) || major,
            FailOn::Major => major,
            FailOn::Error => worst == Some(Level::Error),
            FailOn::Warning => worst >= Some(Level::Warning),
            FailOn::Any => worst.is_some() || report.bump() > Bump::None,
        }
    }
}

impl Format {
    fn print(self, report: &Report, sources: &Sources) -> String {
        match self {
            Format::Text => {
                let colour = if super::report::color_out() {
                    Colour::Yes
                } else {
                    Colour::No
                };
                render::text(report, sources, colour)
            }
            Format::Markdown => render::markdown(report, sources),
            Format::Json => render::json(report, sources),
            Format::Github => render::github(report, sources),
            Format::Sarif => render::sarif(report, sources),
        }
    }
}

/// Reads `FORMAT=FILE`.
fn outputs(args: &Args) -> Result<Vec<(Format, PathBuf)>, Failure> {
    let read = |text: &String| {
        let (format, file) = text.split_once('=')?;
        Some((Format::from_str(format, false).ok()?, PathBuf::from(file)))
    };
    let wrong = |text: &String| {
        let help = "write a form and a file, as in `--write markdown=comment.md`";
        Failure::new(format!("`{text}` does not say which form goes where"), help)
    };
    args.write
        .iter()
        .map(|text| read(text).ok_or_else(|| wrong(text)))
        .collect()
}

/// The choices of this folder, if there are any.
fn known(sources: &mut Sources) -> Result<Config, Failure> {
    let path = std::path::Path::new(project::CONFIG);
    if !path.exists() {
        return Ok(Config::default());
    }
    let file = document::read(path, sources)?;
    let mut diags = Diagnostics::new();
    Config::parse(sources, file, &mut diags).ok_or_else(|| {
        Failure::new(
            "oascribe.toml has errors",
            "see them with `oascribe generate --dry-run`",
        )
    })
}
