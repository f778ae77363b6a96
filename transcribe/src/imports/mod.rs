//! Imports: recordings and collections that teams have instead of a document.
//!
//! In: one JSON file. Out: a draft. The content decides which format it is.

mod discovery;
mod generalize;
mod har;
mod postman;
mod recorded;

use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;

use crate::draft::{Draft, Json, Source};
use crate::reporter::Reporter;
use crate::span::Span;

/// The formats in words, for messages.
pub const KNOWN: &str = "HAR recordings (`log.entries`), Postman collections v2 (`info.schema`), and Google discovery \
     documents (`kind: discovery#restDescription`)";

struct Format {
    recognises: fn(&Json) -> bool,
    read: fn(&Json, &mut Draft, &mut Reporter<'_>),
}

const FORMATS: &[Format] = &[
    Format {
        recognises: har::recognises,
        read: har::read,
    },
    Format {
        recognises: postman::recognises,
        read: postman::read,
    },
    Format {
        recognises: discovery::recognises,
        read: discovery::read,
    },
];

/// Whether a file is one to import: its text is a JSON object.
pub fn is_import(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{')
}

/// Reads a file into a draft. One of an unknown format is reported.
pub fn read(file: FileId, draft: &mut Draft, reporter: &mut Reporter<'_>) {
    let text = reporter.text(file);
    let at = Span::new(file, 0..text.len());
    // Some browsers write a byte order mark.
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let source = Source {
        at: Span { start, ..at },
        exact: true,
    };
    let name = reporter.sources.name(file);
    let json = match Json::parse(&text[start..], source) {
        Ok(json) => json,
        Err((at, reason)) => {
            let message = format!("{name} is not valid JSON: {reason}");
            reporter.report(codes::BROKEN_IMPORT, message, at, "the file is left out");
            return;
        }
    };
    match FORMATS.iter().find(|format| (format.recognises)(&json)) {
        Some(format) => (format.read)(&json, draft, reporter),
        None => {
            let message = format!("{name} has none of the known formats");
            let label = format!("the file is left out: known are {KNOWN}");
            let at = Span {
                end: start + 1,
                ..source.at
            };
            reporter.report(codes::UNKNOWN_PAGE, message, at, &label);
        }
    }
}
