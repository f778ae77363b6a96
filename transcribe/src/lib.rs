//! Makes an OpenAPI document from the reference pages of an HTTP API, a recording, or a collection of requests.
//!
//! Some vendors publish reference pages in Markdown and no OpenAPI document. [`transcribe`] reads such pages and
//! returns the text of an OpenAPI 3.0 document in YAML. Everything it can't read, has to guess, or finds contradictory
//! on the pages becomes a diagnostic with file, line and column.
//!
//! The library reads and writes no files, prints nothing and has no command line: pages are strings, and so is the
//! document.
//!
//! ```
//! use oascribe_transcribe::{Diagnostics, Options, Sources, transcribe};
//!
//! let page = concat!(
//!     "# Method get\n",
//!     "Returns the specified boat.\n",
//!     "## HTTP request\n",
//!     "```\nGET https://harbour.example/v1/boats/{boatId}\n```\n",
//!     "## Path parameters\n",
//!     "Parameter | Description\n",
//!     "--- | ---\n",
//!     "boatId | Required. ID of the boat.\n",
//! );
//! let mut sources = Sources::new();
//! let pages = [sources.add("Boat/get.md", page.to_owned())];
//! let mut diagnostics = Diagnostics::new();
//! let document = transcribe(&sources, &pages, &Options::default(), &mut diagnostics)
//!     .expect("the page describes a method");
//!
//! assert!(document.text().contains("operationId: BoatGet"));
//! assert!(!diagnostics.has_errors());
//! ```
//!
//! [`check`](check::check) compares a document that you already have with the transcription of its pages.
//!
//! # Drafts
//!
//! Markdown and HTML pages of any vendor, HAR recordings, Postman collections and Google discovery documents become
//! drafts: what they do not state is inferred, marked with `x-inferred` in the document, and reported as a note. The
//! content of a file decides how it is read.
//!
//! # Page formats
//!
//! Pages of three generations of one house style are read exactly. Each page describes one method or one resource:
//!
//! - generation 1: pipe tables with HTML in their cells; the first cell of a row is the path of a field
//!   (`berth.<br>pier`).
//! - generation 2: wiki tables (`#|` … `|#`); each message has a section of its own, which links refer to by anchor.
//! - generation 3: as generation 2, with the request as JSON Schema in the front matter (`apiPlayground`).
//!
//! Pages of different generations may be mixed. A page of no known format is reported and left out.
//!
//! To add a format, add a folder to `src/formats/` and an entry to `FORMATS` in `src/formats/mod.rs`. A format consists of
//! two functions: one reports whether it recognises a page, the other returns the facts of the page (`facts::Page`).
//! `formats/common` has shared readers for sections, JSON samples, type notation and the sentences that state
//! constraints. Nothing behind the facts depends on a format. Add pages of the format to `tests/cases/`.
//!
//! # Stages
//!
//! ```text
//! page ──markdown──▶ elements ──formats──▶ facts ──model──▶ one API ──document──▶ tree ──yaml──▶ text
//! ```
//!
//! Each fact keeps its span in the pages. The same pages always give the same bytes. A page that can't be read does
//! not affect the others.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod check;
mod document;
mod draft;
mod facts;
mod formats;
mod general;
mod imports;
mod markdown;
mod model;
mod options;
mod reporter;
mod span;
mod transcription;
mod yaml;

use oascribe_codegen::diag::{Diagnostic, codes};

pub use oascribe_codegen::diag::Diagnostics;
pub use oascribe_codegen::source::{FileId, Sources};
pub use options::{Options, Origin};
pub use transcription::Transcription;

use reporter::Reporter;

/// Makes one OpenAPI document from pages.
///
/// The order of `pages` is the order of paths and schemas in the document. Findings are added to `diagnostics`.
///
/// Returns `None` if none of the pages describes a method or a resource.
pub fn transcribe(
    sources: &Sources,
    pages: &[FileId],
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Transcription> {
    let mut reporter = Reporter::new(sources, diagnostics);
    if !pages.iter().any(|file| formats::is_known(*file, &reporter)) {
        return draft(pages, options, &mut reporter);
    }
    let read = pages.iter().filter_map(|file| {
        let page = formats::read(*file, &mut reporter)?;
        Some((*file, page))
    });
    let read: Vec<_> = read.collect();
    let model = model::build(read, &mut reporter);
    if model.operations.is_empty() && model.schemas.is_empty() {
        let message = "none of the pages describes a method or a resource".to_owned();
        reporter.push(Diagnostic::new(codes::NO_PAGES, message));
        return None;
    }
    let document = document::document(&model, options, &mut reporter);
    report_unused_hosts(&document.root, options, &mut reporter);
    let text = yaml::text(&document.root);
    Some(Transcription::new(text, document.spans))
}

/// Makes a document from pages of no particular format, recordings and collections.
fn draft(
    files: &[FileId],
    options: &Options,
    reporter: &mut Reporter<'_>,
) -> Option<Transcription> {
    let (imports, pages): (Vec<FileId>, Vec<FileId>) = files
        .iter()
        .partition(|file| imports::is_import(reporter.text(**file)));
    let mut draft = general::read(&pages, reporter);
    for file in imports {
        imports::read(file, &mut draft, reporter);
    }
    if draft.operations.is_empty() && draft.schemas.is_empty() {
        let message = "none of the pages describes a method or a resource".to_owned();
        let help = format!(
            "known are Markdown and HTML pages with lines such as `GET /boats/{{id}}`, {}",
            imports::KNOWN
        );
        reporter.push(Diagnostic::new(codes::NO_PAGES, message).help(help));
        return None;
    }
    let document = draft::document(draft, options, reporter);
    report_unused_hosts(&document.root, options, reporter);
    let text = yaml::text(&document.root);
    Some(Transcription::new(text, document.spans))
}

/// Reports values of host variables that no server of the document has.
fn report_unused_hosts(root: &yaml::Map, options: &Options, reporter: &mut Reporter<'_>) {
    let used = document::host_variables(root);
    for name in options.hosts.keys().filter(|name| !used.contains(name)) {
        let message = format!("no request has the host variable `{name}`");
        let known = used.iter().map(String::as_str);
        let found = Diagnostic::new(codes::UNUSED_HOST, message).label("the value has no effect");
        let listed: Vec<String> = used.iter().map(|name| format!("`{name}`")).collect();
        let found = match listed.is_empty() {
            true => found.help("the hosts have no variables"),
            false => found.help(format!("the hosts have {}", listed.join(", "))),
        };
        reporter.push(found.suggest(name, known));
    }
}
