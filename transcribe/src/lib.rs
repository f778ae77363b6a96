//! From reference pages to an OpenAPI document.
//!
//! In: Markdown pages. Out: the text of a document. The way:
//!
//! ```text
//! page ──markdown──▶ pieces ──formats──▶ facts ──model──▶ one API ──document──▶ tree ──yaml──▶ text
//! ```
//!
//! Guaranteed: each fact has its place; the same pages give the same bytes; a page that can't be read costs no
//! other.

pub mod check;
mod document;
mod facts;
mod formats;
mod markdown;
mod model;
mod spot;
mod yaml;

use std::collections::BTreeMap;

use oascribe_codegen::diag::{Diagnostic, Diagnostics, codes};
use oascribe_codegen::source::{FileId, Sources};

pub use document::{Hosts, Origin};
pub use spot::{Report, Spot};

/// A document made from pages.
pub struct Transcript {
    pub text: String,
    places: BTreeMap<String, Spot>,
}

impl Transcript {
    /// Where the pages say what stands at a pointer of the document, or around it.
    pub fn place(&self, pointer: &str) -> Option<Spot> {
        let mut pointer = pointer;
        loop {
            if let Some(spot) = self.places.get(pointer) {
                return Some(*spot);
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }
}

/// Transcribes pages, in their order; none where they describe nothing.
pub fn transcribe(
    sources: &Sources,
    pages: &[FileId],
    origin: &Origin,
    hosts: &Hosts,
    diags: &mut Diagnostics,
) -> Option<Transcript> {
    let mut report = Report::new(sources, diags);
    let read = pages.iter().filter_map(|file| {
        let page = formats::read(*file, &mut report)?;
        Some((*file, page))
    });
    let read: Vec<_> = read.collect();
    let model = model::build(read, &mut report);
    if model.operations.is_empty() && model.schemas.is_empty() {
        let message = "none of the pages describes a method or a resource".to_owned();
        report.push(Diagnostic::new(codes::NO_PAGES, message));
        return None;
    }
    let document = document::document(&model, origin, hosts, &mut report);
    Some(Transcript {
        text: yaml::text(&document.root),
        places: document.places,
    })
}
