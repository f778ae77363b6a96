//! Makes an OpenAPI document from the reference pages of an HTTP API.
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
//! # Page formats
//!
//! Pages of three generations of one house style are read. Each page describes one method or one resource:
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
mod facts;
mod formats;
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
    let text = yaml::text(&document.root);
    Some(Transcription::new(text, document.spans))
}
