//! `oascribe transcribe`: from reference pages to a document.
//!
//! In: pages. Out: a document, written where it changed, or on stdout. Guaranteed: where anything is an error, or
//! denied, nothing is written.

mod check;
pub mod pages;

use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::Deny;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::denies;
use oascribe_codegen::source::Sources;

use super::report::{self, Options};
use super::{Exit, Failure};
use oascribe_transcribe::{Hosts, Transcript, transcribe};
use pages::Pages;

/// Turn reference pages into an OpenAPI document
#[derive(clap::Args)]
pub struct Args {
    /// Pages, or folders of them; `REF:PATH` reads them from a git ref
    #[arg(required = true, value_name = "PAGES")]
    pages: Vec<String>,
    /// The document to write [default: standard output]
    #[arg(long, value_name = "SPEC", required_if_eq("check", "true"))]
    out: Option<PathBuf>,
    /// Write nothing; compare the document with the pages, and end with exit code 1 if it lacks what they say
    #[arg(long)]
    check: bool,
    /// With --check: compare titles, summaries and descriptions too
    #[arg(long, requires = "check")]
    words: bool,
    /// With --check: the form of the result
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        requires = "check"
    )]
    format: check::Format,
    /// What a variable in the host names of the pages stands for
    #[arg(long = "host", value_name = "NAME=VALUE", value_parser = host)]
    hosts: Vec<(String, String)>,
    #[command(flatten)]
    report: Options,
}

fn host(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => Err("expected NAME=VALUE: `--host api-host=api.example.com`".to_owned()),
    }
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let pages = pages::read(&args.pages, &mut sources)?;
    let hosts: Hosts = args.hosts.iter().cloned().collect();
    let transcript = transcribe(&sources, &pages.files, &pages.origin, &hosts, &mut diags);
    args.report.print(&diags, &sources);
    let deny = args.report.deny().unwrap_or(Deny::Nothing);
    let denied = denies(deny, &diags);
    let Some(transcript) = transcript.filter(|_| !diags.has_errors() && !denied) else {
        report::say(&format!("nothing was written: {}\n", diags.summary()));
        return Ok(Exit::Findings);
    };
    match &args.out {
        Some(out) if args.check => return check::run(args, out, &transcript, &mut sources),
        Some(out) => write(out, &transcript, &pages)?,
        None => report::tell(&transcript.text),
    }
    Ok(Exit::Fine)
}

/// Writes the document, unless it is there already.
fn write(out: &Path, transcript: &Transcript, pages: &Pages) -> Result<(), Failure> {
    let known = fs::read(out).unwrap_or_default();
    let done = match known == transcript.text.as_bytes() {
        true => "unchanged",
        false => {
            if let Some(folder) = out.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(out, &transcript.text)?;
            "written"
        }
    };
    let count = pages.files.len();
    let plural = if count == 1 { "" } else { "s" };
    report::say(&format!(
        "{}: {done}, from {count} page{plural}\n",
        out.display()
    ));
    Ok(())
}
