//! `oascribe changelog`: prints a section for a changelog, in the format of Keep a Changelog.

use std::path::PathBuf;

use oascribe_codegen::source::Sources;
use oascribe_diff::Settings;
use oascribe_diff::changelog::Section;

use super::{Exit, Failure, diff, report};

/// Print a changelog section for a change of the OpenAPI document
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// The old document: a file, `-` for standard input, or `REF:PATH` for a file of a git ref
    base: String,
    /// The new document, in the same forms
    head: String,
    /// Also follow references to the files of this folder; may be repeated [default: the folder of each document]
    #[arg(long = "allow-files", value_name = "DIR")]
    allow_files: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut sources = Sources::new();
    let config = diff::config(diff::Need::Settings, &args.allow_files, &mut sources)?;
    let mut comparison = diff::between(
        (&args.base, &args.head),
        &args.allow_files,
        &config,
        &mut sources,
    )?;
    let mut settings = Settings::from_config(&config.diff)?;
    let report = comparison.report(&mut settings, &mut sources)?;
    report::print_result(&Section::of(&report).text());
    Ok(Exit::Fine)
}
