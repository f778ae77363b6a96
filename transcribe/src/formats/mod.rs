//! Formats of reference pages.
//!
//! In: the text of a page. Out: its facts. Formats share the types of facts and the readers in `common`. A page of no
//! known format is reported. To add a format, add a folder here and an entry to [`FORMATS`].

mod common;
mod gen1;
mod gen2;
mod gen3;
mod house;

use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;

use super::facts::Page;
use super::markdown::{YamlNode, elements, front_matter};
use super::reporter::Reporter;
use super::span::Span;
use common::{Sections, sections};

/// The parts of a page, before a format reads it.
pub struct Reading<'r> {
    pub front: Option<YamlNode>,
    pub sections: Sections,
    /// The text behind the front matter.
    pub text: &'r str,
}

struct Format {
    recognises: fn(&Reading<'_>) -> bool,
    read: fn(&Reading<'_>, &mut Reporter<'_>) -> Option<Page>,
}

/// The formats. The first one that recognises a page reads it.
const FORMATS: &[Format] = &[
    Format {
        recognises: gen3::recognises,
        read: gen3::read,
    },
    Format {
        recognises: gen2::recognises,
        read: gen2::read,
    },
    Format {
        recognises: gen1::recognises,
        read: gen1::read,
    },
];

/// Whether a page has one of the formats, without reading it. Pages of other vendors have some of the headings, too.
pub fn is_known(file: FileId, reporter: &Reporter<'_>) -> bool {
    house::is_page(reporter.text(file))
}

/// Reads one page. Returns `None` if no format knows it, or if it lacks a request; the reason is reported.
pub fn read(file: FileId, reporter: &mut Reporter<'_>) -> Option<Page> {
    let (front, start) = front_matter(file, reporter);
    let reading = Reading {
        sections: sections(elements(file, start, reporter)),
        text: &reporter.text(file)[start..],
        front,
    };
    let recognises = |format: &&Format| (format.recognises)(&reading);
    let format = FORMATS.iter().find(recognises);
    let format = format.filter(|_| !house::has_other_tables(&reading.sections, reporter));
    let Some(format) = format else {
        let message = format!(
            "{} is not a reference page of a known format",
            reporter.sources.name(file)
        );
        let at = Span::new(file, start..start + 1);
        let label = "the page is left out: it has none of the known headings";
        reporter.report(codes::UNKNOWN_PAGE, message, at, label);
        return None;
    };
    (format.read)(&reading, reporter)
}
