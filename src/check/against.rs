//! `oascribe check --against`: compares a recorded response with the schema of its operation.
//!
//! In: a JSON file and an operation. Out: the differences on stderr, and the overlay that corrects the document on stdout
//! or in a file.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::project::apply_overlays;
use oascribe_codegen::recorded::{self, Recorded, Selected};
use oascribe_codegen::source::Sources;

use crate::{Exit, Failure, document, report};

/// The arguments for a recorded response.
#[derive(clap::Args)]
pub struct Response {
    /// A recorded response: a file with its JSON body, or `-` for standard input. Prints each difference from the
    /// schema, and the overlay with which the response is decoded
    #[arg(long, value_name = "RESPONSE", requires = "operation")]
    pub against: Option<PathBuf>,
    /// The operation that was called: its `operationId`, or method and path as in "GET /pets"
    #[arg(long, value_name = "ID", requires = "against")]
    operation: Option<String>,
    /// The status of the recorded response [default: the first success response]
    #[arg(long, value_name = "STATUS", requires = "against")]
    status: Option<String>,
    /// Write the overlay to this new file instead of printing it
    #[arg(long, value_name = "FILE", requires = "against")]
    write_overlay: Option<PathBuf>,
}

pub fn run(
    response: &Path,
    args: &super::Args,
    known: &[CrateConfig],
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let spec = spec(args, known)?;
    let file = document::read(response, sources)?;
    let value = serde_json::from_str(sources.text(file)).map_err(|error| {
        Failure::new(
            format!("{} is not JSON: {error}", response.display()),
            "save the body of one response, without status and headers",
        )
    })?;
    let config = args.settings(known, &spec);
    let document = document::read(&spec, sources)?;
    sources.allow_files(document, &config.allowed_folders());
    apply_overlays(sources, document, &config.overlays)?;
    let selected = Selected {
        operation: args.recorded.operation.as_deref().unwrap_or_default(),
        status: args.recorded.status.as_deref(),
    };
    let mut diags = Diagnostics::new();
    let found = recorded::check(sources, document, selected, &value, &mut diags);
    let Some(found) = found.map_err(|error| Failure::new(error.to_string(), error.help()))? else {
        args.report.print(&diags, sources);
        return Ok(Exit::Findings);
    };
    let differences = found.mismatches.iter();
    differences.for_each(|one| diags.push(one.diagnostic()));
    args.report.print_all(&diags, sources);
    report::print_line(&format!("{}: {}", found.response, summary(&found)));
    write(&found, args)?;
    match diags.has_errors() {
        true => Ok(Exit::Findings),
        false => Ok(Exit::Fine),
    }
}

/// The document: the argument, or that of the only entry of oascribe.toml.
fn spec(args: &super::Args, known: &[CrateConfig]) -> Result<PathBuf, Failure> {
    match (args.specs.as_slice(), known) {
        ([spec], _) => Ok(spec.clone()),
        ([], [entry]) => Ok(entry.spec.clone()),
        ([], []) => Err(Failure::new(
            "no document to compare the response with",
            "name the OpenAPI document, or run the command in the folder of oascribe.toml",
        )),
        ([], _) => Err(Failure::new(
            "oascribe.toml has several documents",
            "name the one that the response belongs to",
        )),
        _ => Err(Failure::new(
            "a recorded response belongs to one document",
            "name one document",
        )),
    }
}

/// The numbers of differences.
fn summary(found: &Recorded) -> String {
    let decoded = found.mismatches.iter().filter(|one| one.is_decoded());
    let decoded = decoded.count();
    let count = |count: usize, noun: &str| match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    };
    let errors = count(found.mismatches.len() - decoded, "error");
    let counts: Vec<_> = errors.into_iter().chain(count(decoded, "note")).collect();
    match counts.is_empty() {
        true => "no differences".to_owned(),
        false => counts.join(", "),
    }
}

/// Writes or prints the overlay.
fn write(found: &Recorded, args: &super::Args) -> Result<(), Failure> {
    let Some(overlay) = &found.overlay else {
        return Ok(());
    };
    match &args.recorded.write_overlay {
        None => report::print_result(overlay),
        Some(path) => {
            create(path)?.write_all(overlay.as_bytes())?;
            let path = path.display();
            report::print_line(&format!(
                "{path}: written; add it to `overlays` in oascribe.toml"
            ));
        }
    }
    Ok(())
}

/// Creates a file. An existing overlay may contain other corrections, so it is never overwritten.
fn create(path: &Path) -> Result<File, Failure> {
    File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(
            format!("{} exists already", path.display()),
            "name a new file; several overlays are applied in their order",
        ),
        _ => {
            let message = format!("cannot write {}: {error}", path.display());
            io::Error::new(error.kind(), message).into()
        }
    })
}
