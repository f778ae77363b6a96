//! `oascribe-corpus`: runs the generator over a folder of documents and reports the result of each.
//!
//! In: a folder with `specs/`, `multi/`, `micro/` and optionally `examples/` and `cassettes/`. Out: a table on stdout, one
//! row per document; regressions on stderr, with exit code 1. Each document runs in its own process with limits on time
//! and memory, so a hang or a stack overflow is one row of the table.

#![forbid(unsafe_code)]

mod baseline;
mod compile;
mod document;
mod drift;
mod examples;
mod expected;
mod judge;
mod names;
mod opened;
mod operations;
mod options;
mod report;
mod round_trip;
mod row;
mod run;
mod schemas;
mod union_tags;
mod values;
mod vanished;
mod worker;
mod workspace;

use std::io;
use std::process::ExitCode;

use clap::Parser;
use options::{Command, Options};

fn main() -> ExitCode {
    let options = Options::parse();
    let outcome = match &options.command {
        Some(Command::Document(task)) => worker::run(task).map(|()| ExitCode::SUCCESS),
        None => run_all(&options),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("oascribe-corpus: {error}");
        ExitCode::from(2)
    })
}

/// Runs all documents of the folder and prints the table.
fn run_all(options: &Options) -> io::Result<ExitCode> {
    let documents = document::find(&options.folder, options.only.as_deref())?;
    if documents.is_empty() {
        let message = format!("no document in {}", options.folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    let workspace = workspace::Workspace::new(&options.out)?;
    let mut rows = run::all(&documents, &workspace, options)?;
    if options.compile {
        compile::all(&mut rows, &workspace)?;
    }
    if options.examples {
        examples::all(&mut rows, &workspace)?;
    }
    if options.values.is_some() {
        values::all(&mut rows, &workspace)?;
    }
    print!(
        "{}",
        if options.names {
            row::names(&rows)
        } else {
            row::table(&rows)
        }
    );
    let worse = if options.bless {
        baseline::write(&rows)?;
        expected::write(&rows)?;
        if options.schemas {
            schemas::refused::write(&rows)?;
        }
        Vec::new()
    } else {
        let mut worse = baseline::compare(&rows)?;
        worse.extend(expected::compare(&rows)?);
        if options.schemas {
            worse.extend(schemas::refused::compare(&rows)?);
        }
        worse
    };
    for line in &worse {
        eprintln!("{line}");
    }
    eprintln!("{}", row::summary(&rows));
    Ok(if worse.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
