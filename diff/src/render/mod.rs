//! The forms of a report.
//!
//! In: a [`Report`](super::report::Report) and the sources. Out: text. Guaranteed: the same report gives the same bytes.

mod github;
mod json;
mod markdown;
mod sarif;
mod text;

pub use github::github;
pub use json::json;
pub use markdown::markdown;
pub use sarif::sarif;
pub use text::{Colour, text};

use super::Finding;

/// The operations of a finding, in a few words.
pub fn operations(finding: &Finding) -> String {
    let name = |operation: &super::Operation| format!("{} {}", operation.method, operation.path);
    match finding.operations.as_slice() {
        [] => finding.section.as_str().to_owned(),
        [one] => name(one),
        [one, other] => format!("{} and {}", name(one), name(other)),
        [one, rest @ ..] => format!("{} and {} more operations", name(one), rest.len()),
    }
}
