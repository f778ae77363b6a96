//! The command `oascribe`: one module per verb.
//!
//! In: the command line. Out: results on stdout, messages on stderr, and an exit code: 0 success, 1 findings, 2 wrong
//! usage or a file that can't be read or written. Only this crate prints and sets exit codes.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bump;
mod candidates;
mod changelog;
mod check;
mod completions;
mod diff;
mod document;
mod download;
mod drift;
mod explain;
mod failure;
mod fetch;
mod generate;
mod init;
mod man;
mod overwrite;
mod pages;
mod project;
mod report;
mod rules;
mod stamp;
mod transcribe;
mod update;
mod watch;
mod workspace;

use failure::Failure;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit codes, at the end of each `--help`.
const EXIT_CODES: &str = "\
Exit codes: 0 success; 1 findings (errors in a document, output out of date, denied findings);
2 wrong usage, or a file that can't be read or written.";

/// Generates Rust SDKs from OpenAPI documents and keeps them up to date.
#[derive(Parser)]
#[command(name = "oascribe", version, max_term_width = 100)]
#[command(after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Generate(generate::Args),
    Watch(watch::Args),
    Check(check::Args),
    Diff(diff::Args),
    Changelog(changelog::Args),
    Transcribe(transcribe::Args),
    Update(update::Args),
    Fetch(download::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Init(init::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// The result of a verb that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Fine,
    Findings,
}

fn main() -> ExitCode {
    let result = match Cli::parse().verb {
        Verb::Generate(args) => generate::run(&args),
        Verb::Watch(args) => watch::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::Diff(args) => diff::run(&args),
        Verb::Changelog(args) => changelog::run(&args),
        Verb::Transcribe(args) => transcribe::run(&args),
        Verb::Update(args) => update::run(&args),
        Verb::Fetch(args) => download::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Rules(args) => rules::run(&args),
        Verb::Init(args) => init::run(&args),
        Verb::Completions(args) => completions::run(&args),
        Verb::Man(args) => man::run(&args),
    };
    match result {
        Ok(Exit::Fine) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}
