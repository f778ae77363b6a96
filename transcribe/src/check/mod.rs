//! Compares a document with the pages that it describes.
//!
//! [`check`] finds what the pages state and the document does not (drift), and what the document has in addition.
//! Names of schemas are free: both documents are compared from their operations down. Titles, summaries and
//! descriptions are compared only on request.

mod comparison;
mod flatten;
mod node_ref;
mod operation;
mod render;
mod schema;

use oascribe_codegen::diag::{Diagnostics, Location};
use oascribe_codegen::read;
use oascribe_codegen::source::{FileId, Part, Pointer, Sources, locate};

use crate::reporter::LineIndex;
use crate::transcription::Transcription;
use comparison::{Difference, differences};

pub use render::{json, text};

/// Whether titles, summaries and descriptions are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Only structure is compared.
    Ignored,
    /// Texts are compared too.
    Compared,
}

/// The kind of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Pages and document have different values.
    Differs,
    /// Only the pages have it.
    Missing,
    /// Only the document has it. This is not drift.
    Beyond,
}

impl Kind {
    /// The kind as one word: `differs`, `missing` or `beyond`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Differs => "differs",
            Kind::Missing => "missing",
            Kind::Beyond => "beyond",
        }
    }
}

/// One difference between pages and document.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which side has what.
    pub kind: Kind,
    /// What differs: `` `Backup.size`: maximum ``.
    pub subject: String,
    /// The value on the pages. `None` if only the document has one.
    pub pages: Option<String>,
    /// Where the pages state it, as `file:line:column`.
    pub pages_location: Option<String>,
    /// The value in the document. `None` if only the pages have one.
    pub spec: Option<String>,
    /// Where the document has the value, or would have it, as `file:line:column`.
    pub spec_location: String,
    /// The same as a JSON pointer.
    pub pointer: String,
}

/// Compares a document with the transcription of its pages. Drift comes first, additions follow.
///
/// Returns `None` if the document can't be read; the reasons are in `diagnostics`.
pub fn check(
    transcription: &Transcription,
    spec: FileId,
    texts: Texts,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Finding>> {
    let made = sources.add("<transcription>", transcription.text().to_owned());
    let theirs = read::read(sources, spec, diagnostics)?;
    let ours = read::read(sources, made, &mut Diagnostics::new())?;
    let found = differences(&ours, &theirs, texts);
    let mut lines = LineIndex::default();
    let mut finding = |found: Difference| finding(found, transcription, sources, &mut lines);
    Some(found.into_iter().map(&mut finding).collect())
}

/// Finds the locations of a difference.
fn finding(
    found: Difference,
    transcription: &Transcription,
    sources: &Sources,
    lines: &mut LineIndex,
) -> Finding {
    let Difference {
        kind,
        subject,
        pages,
        spec,
        near,
    } = found;
    let (pages, at) = pages.unzip();
    let span = at.and_then(|at: Pointer| transcription.span(at.as_str()));
    let pages_location = span.map(|span| written(sources, &lines.location(sources, span)));
    let node = Location::Node {
        pointer: near.clone(),
        part: Part::Key,
    };
    Finding {
        kind,
        subject,
        pages,
        pages_location,
        spec,
        spec_location: written(sources, &node),
        pointer: near.as_str().to_owned(),
    }
}

/// `file:line:column`.
fn written(sources: &Sources, location: &Location) -> String {
    let file = sources.name(location.file());
    match locate(sources, location) {
        Some(span) => format!("{file}:{}:{}", span.line, span.column),
        None => file.to_owned(),
    }
}
