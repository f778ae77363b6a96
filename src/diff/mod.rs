//! `oascribe diff`: reports what changed between two documents, and who is affected.
//!
//! The comparison is done by the library `oascribe-diff`; the command reads arguments and prints the report.

mod git;
mod git_objects;
mod settings;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use oascribe_codegen::config::{self, Config};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::one_line;
use oascribe_codegen::source::Sources;
use oascribe_diff::render::{self, Colour};
use oascribe_diff::{Comparison, Date, Error, Input, Report};

use super::overwrite::{self, Force};
use super::report::{color_out, print_line, print_result};
use super::{Exit, Failure, document};

pub use git::history;

/// Show what changed between two documents, for running clients and for the Rust API
#[derive(clap::Args)]
#[command(after_help = crate::EXIT_CODES)]
pub struct Args {
    /// The old document: a file, `-` for standard input, or `REF:PATH` for a file of a git ref
    #[arg(required_unless_present = "base_ref")]
    base: Option<String>,
    /// The new document, in the same forms
    #[arg(required_unless_present = "base_ref")]
    revision: Option<String>,
    /// Compare all documents of oascribe.toml with those of this git ref
    #[arg(long = "base", value_name = "REF", conflicts_with_all = ["base", "revision"])]
    base_ref: Option<String>,
    /// The format of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Also write the report to a file: `markdown=comment.md`
    #[arg(long, value_name = "FORMAT=FILE")]
    write: Vec<String>,
    #[command(flatten)]
    force: Force,
    /// Report a change once for each operation that it affects
    #[arg(long)]
    expand: bool,
    /// Also list edits of descriptions, titles, examples and extensions, which break nobody
    #[arg(long)]
    docs: bool,
    /// Which changes make the command exit with code 1
    #[arg(long, value_enum, default_value = "breaking")]
    fail_on: FailOn,
    /// A file of findings to ignore: rule ids (`response-*` for several), `METHOD /path`, JSON pointers or fingerprints
    /// on each line, with `until=2030-01-31` and ` # a reason` if you like
    #[arg(long, value_name = "FILE")]
    ignore: Option<PathBuf>,
    /// A file of levels: a rule id and `error`, `warning`, `info` or `none` on each line
    #[arg(long, value_name = "FILE")]
    severity_levels: Option<PathBuf>,
    /// The date that sunset dates are compared with [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<Date>,
    /// Days between the deprecation and the removal of a stable element
    #[arg(long, value_name = "DAYS")]
    deprecation_days_stable: Option<u32>,
    /// Days between the deprecation and the removal of a beta element
    #[arg(long, value_name = "DAYS")]
    deprecation_days_beta: Option<u32>,
    /// Also follow references to the files of this folder; may be repeated [default: the folder of each document]
    #[arg(long = "allow-files", value_name = "DIR")]
    allow_files: Vec<PathBuf>,
    /// Accepted for compatibility with oasdiff: inline schemas and references are always matched
    #[arg(long, hide = true)]
    match_inline_refs: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for a terminal
    Text,
    /// Markdown for a comment on a pull request
    Markdown,
    /// JSON for programs
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF for code scanning
    Sarif,
    /// One HTML page for a browser
    Html,
    /// JUnit XML for test reports
    Junit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// No change
    Nothing,
    /// Changes that break running clients or the Rust API
    Breaking,
    /// Changes that break the Rust API
    Major,
    /// Changes that require a higher version than oascribe.toml has; only with `--base`
    Unreleased,
    /// Changes that break running clients
    Error,
    /// Changes that may break running clients
    Warning,
    /// Any change
    Any,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write the date as 2030-01-31".to_owned())
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    if args.fail_on == FailOn::Unreleased && args.base_ref.is_none() {
        return Err(Failure::new(
            "`--fail-on unreleased` needs `--base`",
            "the versions before and after the change are those of oascribe.toml at the ref and now",
        ));
    }
    let files = outputs(args)?;
    for (format, file) in &files {
        overwrite::check(file, |text| format.is_report(text), args.force)?;
    }
    let mut sources = Sources::new();
    let need = match args.base_ref {
        Some(_) => Need::Documents,
        None => Need::Settings,
    };
    let config = config(need, &args.allow_files, &mut sources)?;
    let mut settings = settings::read(args, &config)?;
    let mut comparisons = comparisons(args, &config, &mut sources)?;
    let reports = comparisons.iter_mut();
    let reports = reports.map(|comparison| comparison.report(&mut settings, &mut sources));
    let reports = reports.collect::<Result<Vec<_>, _>>()?;
    // The process ends soon: dropping large documents would take as long as comparing them.
    std::mem::forget(comparisons);
    for warning in settings.useless_lines() {
        print_line(&format!("warning: {warning}"));
    }
    let print = |format: Format| format.print(&reports, &sources);
    for (format, file) in &files {
        std::fs::write(file, print(*format))?;
    }
    print_result(&print(args.format));
    let fails = |report: &Report| args.fail_on.policy().matches(report);
    Ok(match reports.iter().any(fails) {
        true => Exit::Findings,
        false => Exit::Fine,
    })
}

/// The comparisons that the arguments ask for.
fn comparisons(
    args: &Args,
    config: &Config,
    sources: &mut Sources,
) -> Result<Vec<Comparison>, Failure> {
    match (&args.base_ref, &args.base, &args.revision) {
        (Some(reference), ..) => {
            let entries = config.crates.iter();
            let comparisons = entries.map(|entry| {
                Comparison::since(reference, Path::new(""), entry, history(), sources)
            });
            Ok(comparisons.collect::<Result<_, _>>()?)
        }
        (None, Some(base), Some(revision)) => {
            let allowed = args.allow_files.as_slice();
            Ok(vec![between((base, revision), allowed, config, sources)?])
        }
        _ => Err(Failure::new(
            "there is nothing to compare",
            "give two documents, or `--base REF` in a folder with an oascribe.toml",
        )),
    }
}

/// Compares two documents that are named by arguments.
pub fn between(
    (base, revision): (&str, &str),
    allowed: &[PathBuf],
    config: &Config,
    sources: &mut Sources,
) -> Result<Comparison, Failure> {
    let base = input(base, allowed, sources)?;
    let revision = input(revision, allowed, sources)?;
    let comparison = Comparison::between(&base, &revision, config, history(), sources);
    Ok(comparison?)
}

fn input(argument: &str, allowed: &[PathBuf], sources: &mut Sources) -> Result<Input, Failure> {
    let input = match argument {
        "-" => Input::loaded(document::read(Path::new("-"), sources)?),
        _ => Input::read(argument, history(), sources)?,
    };
    input.allow_files(allowed, sources);
    Ok(input)
}

/// What the configuration is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Documents, so errors in it end the command.
    Documents,
    /// Only levels and ignored findings: with errors in it, the command warns and uses the default configuration.
    Settings,
}

/// The oascribe.toml of the current folder, or the default configuration. Each entry allows these folders too.
pub fn config(need: Need, allowed: &[PathBuf], sources: &mut Sources) -> Result<Config, Failure> {
    let path = Path::new(config::FILE_NAME);
    if !path.exists() {
        return Ok(Config::default());
    }
    let file = document::read(path, sources)?;
    let mut diags = Diagnostics::new();
    let config = Config::parse(sources, file, &mut diags);
    let Some(mut config) = config else {
        diags
            .iter()
            .for_each(|found| print_line(&one_line(found, sources)));
        if need == Need::Settings {
            print_line("warning: oascribe.toml has errors, so its settings are not used");
            return Ok(Config::default());
        }
        return Err(Failure::new(
            "oascribe.toml has errors",
            "correct them, or name two documents instead of `--base`",
        ));
    };
    for entry in &mut config.crates {
        entry.allow_files.extend_from_slice(allowed);
    }
    Ok(config)
}

/// Parses the `FORMAT=FILE` arguments.
fn outputs(args: &Args) -> Result<Vec<(Format, PathBuf)>, Failure> {
    let parse = |text: &String| {
        let (format, file) = text.split_once('=')?;
        Some((Format::from_str(format, false).ok()?, PathBuf::from(file)))
    };
    let invalid = |text: &String| {
        let help = "write a format and a file, for example `--write markdown=comment.md`";
        Failure::new(format!("`{text}` is not of the form FORMAT=FILE"), help)
    };
    let outputs = args.write.iter();
    outputs
        .map(|text| parse(text).ok_or_else(|| invalid(text)))
        .collect()
}

impl FailOn {
    fn policy(self) -> oascribe_diff::FailOn {
        match self {
            FailOn::Nothing => oascribe_diff::FailOn::Nothing,
            FailOn::Breaking => oascribe_diff::FailOn::Breaking,
            FailOn::Major => oascribe_diff::FailOn::Major,
            FailOn::Unreleased => oascribe_diff::FailOn::Unreleased,
            FailOn::Error => oascribe_diff::FailOn::Error,
            FailOn::Warning => oascribe_diff::FailOn::Warning,
            FailOn::Any => oascribe_diff::FailOn::Any,
        }
    }
}

impl Format {
    /// Whether a text is a report in this format. Text and annotations have no mark.
    fn is_report(self, text: &str) -> bool {
        match self {
            Format::Markdown => text.starts_with("<!-- oascribe diff -->"),
            Format::Json => {
                let is_ours = ["{\"base\":", "{\"crates\":"];
                is_ours.iter().any(|start| text.starts_with(start))
                    && text.contains("\"verdict\":{")
            }
            Format::Sarif => text.contains("\"name\": \"oascribe\""),
            Format::Html => {
                text.starts_with("<!doctype html>") && text.contains("<title>oascribe diff")
            }
            Format::Junit => text.contains("<testsuites name=\"oascribe diff\">"),
            Format::Text | Format::Github => false,
        }
    }

    fn print(self, reports: &[Report], sources: &Sources) -> String {
        let each = |print: fn(&Report, &Sources) -> String| {
            let each = reports.iter().map(|report| print(report, sources));
            each.collect::<Vec<_>>().join("\n")
        };
        match self {
            Format::Text => each(|report, sources| render::text(report, sources, colour())),
            Format::Markdown => render::markdown(reports, sources),
            Format::Json => render::json(reports, sources),
            Format::Github => each(render::github),
            Format::Sarif => render::sarif(reports, sources),
            Format::Html => render::html(reports, sources),
            Format::Junit => render::junit(reports, sources),
        }
    }
}

/// Whether stdout shows colours.
pub fn colour() -> Colour {
    match color_out() {
        true => Colour::Yes,
        false => Colour::No,
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Io(error) => Failure::from(error),
            Error::Input { message, help } => Failure::new(message, help),
            other => Failure::new(other.to_string(), "check the arguments"),
        }
    }
}
