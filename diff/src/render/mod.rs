//! The formats of a report.

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

/// A short text about the operations of a finding.
pub(crate) fn operations(finding: &Finding) -> String {
    let name = |operation: &super::Operation| format!("{} {}", operation.method, operation.path);
    match finding.operations.as_slice() {
        [] => finding.section.as_str().to_owned(),
        [one] => name(one),
        [one, other] => format!("{} and {}", name(one), name(other)),
        [one, rest @ ..] => format!("{} and {} more operations", name(one), rest.len()),
    }
}
