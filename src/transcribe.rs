//! `oascribe transcribe`: makes an OpenAPI document from reference pages, recordings and collections.
//!
//! In: pages. Out: the document, in a file or on stdout; or, with `--check`, how it differs from a document that
//! exists. After an error or a denied finding, nothing is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use oascribe_codegen::config::Deny;
use oascribe_codegen::diag::{Diagnostics, codes};
use oascribe_codegen::project::denies;
use oascribe_codegen::source::Sources;
use oascribe_codegen::write::{Stage, recover};
use oascribe_transcribe::check::{self, Kind, Texts};
use oascribe_transcribe::{Transcription, transcribe};

use super::overwrite::{self, Force};
use super::pages::{self, counted};
use super::report::{self, Options};
use super::{Exit, Failure, document};

/// Make an OpenAPI document from reference pages, recordings or collections
///
/// The content of the files decides their format: Markdown or HTML pages that show the HTTP method and the path of
/// requests (`GET /boats/{id}`), reference pages of Yandex Cloud, HAR recordings, Postman collections v2, and Google
/// discovery documents. What the files do not state is inferred, marked with `x-inferred` in the document, and listed
/// with -v. Values of recordings do not get into the document.
///
/// Without --out, the document is printed to standard output. With --out, the file is written only if its text
/// changes. A file that is not a transcription is not overwritten. Contradictions between pages are reported with both locations and the value that is used.
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// Files, or folders of Markdown, HTML or JSON files; `REF:PATH` reads them from a git ref
    #[arg(required = true, value_name = "PAGES")]
    pages: Vec<String>,
    /// The document to write, or to compare with --check [default: standard output]
    #[arg(long, value_name = "SPEC", required_if_eq("check", "true"))]
    out: Option<PathBuf>,
    /// Write nothing; compare the document with the pages, and exit with code 1 if it lacks what they state
    #[arg(long)]
    check: bool,
    /// With --check: compare titles, summaries and descriptions too
    #[arg(long, requires = "check")]
    words: bool,
    /// With --check: the format of the result
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        requires = "check"
    )]
    format: Format,
    /// The value of a variable in the host names of the pages; may be repeated. If no host is stated, its variable is
    /// `host`
    #[arg(long = "host", value_name = "NAME=VALUE", value_parser = host)]
    hosts: Vec<(String, String)>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    report: Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One difference a line, with both locations below it
    Text,
    /// One JSON object with the lists `drift` and `beyond`
    Json,
}

fn host(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => Err("expected NAME=VALUE, as in `--host api-host=api.example.com`".to_owned()),
    }
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let pages = pages::read(&args.pages, &mut sources)?;
    let options = oascribe_transcribe::Options {
        origin: pages.origin,
        hosts: args.hosts.iter().cloned().collect::<BTreeMap<_, _>>(),
    };
    let made = transcribe(&sources, &pages.files, &options, &mut diags);
    args.report.print(&diags, &sources);
    let deny = args.report.deny().unwrap_or(Deny::Nothing);
    let denied = denies(deny, &diags);
    let Some(made) = made.filter(|_| !diags.has_errors() && !denied) else {
        report::print_line(&format!("nothing was written: {}", diags.summary()));
        return Ok(Exit::Findings);
    };
    match &args.out {
        Some(out) if args.check => return compare(args, out, &made, &mut sources),
        Some(out) => {
            overwrite::check(out, overwrite::is_transcription, args.force)?;
            write(out, made.text(), pages.files.len())?;
        }
        None => report::print_result(made.text()),
    }
    let inferred = diags
        .iter()
        .filter(|found| found.code.name == codes::INFERRED_FACT.name);
    match inferred.count() {
        0 => {}
        count => report::print_line(&format!(
            "{count} facts are inferred and marked with `x-inferred`: -v lists them"
        )),
    }
    Ok(Exit::Fine)
}

/// Writes the document, unless the file has the same text.
fn write(out: &Path, text: &str, pages: usize) -> Result<(), Failure> {
    let done = if fs::read(out).unwrap_or_default() == text.as_bytes() {
        "unchanged"
    } else {
        let folder = out.parent().unwrap_or(Path::new(""));
        recover(folder)?;
        let mut stage = Stage::new(folder)?;
        stage.text(out, text)?;
        stage.commit()?;
        "written"
    };
    let (out, pages) = (out.display(), counted(pages));
    report::print_line(&format!("{out}: {done}, from {pages}"));
    Ok(())
}

/// `--check`: prints how a document differs from its pages.
fn compare(
    args: &Args,
    spec: &Path,
    made: &Transcription,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let file = document::read(spec, sources)?;
    let texts = match args.words {
        true => Texts::Compared,
        false => Texts::Ignored,
    };
    let mut diags = Diagnostics::new();
    let Some(findings) = check::check(made, file, texts, sources, &mut diags) else {
        args.report.print(&diags, sources);
        return Ok(Exit::Findings);
    };
    report::print_result(&match args.format {
        Format::Text => check::text(&findings),
        Format::Json => check::json(&findings),
    });
    let drift = findings.iter().filter(|it| it.kind != Kind::Beyond).count();
    let beyond = findings.len() - drift;
    let spec = spec.display();
    let noun = if drift == 1 {
        "difference"
    } else {
        "differences"
    };
    report::print_line(&format!(
        "{spec}: {drift} {noun} from the pages, {beyond} beyond them"
    ));
    if drift == 0 {
        return Ok(Exit::Fine);
    }
    report::print_line(
        "  = help: run the command without `--check` to write the document again, or correct the document",
    );
    Ok(Exit::Findings)
}
