//! The formats of a report.

mod edits;
mod github;
mod html;
mod inline;
mod json;
mod junit;
mod markdown;
mod sarif;
mod sentence;
#[cfg(test)]
mod tests;
mod text;

pub use github::github;
pub use html::html;
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
pub use text::{Colour, text};

pub(crate) use inline::{Place, code, prose};
pub(crate) use sentence::{Terms, filled};

use super::Finding;

/// The longest text of a document that is shown as a whole, in characters.
const MAX_TEXT: usize = 300;

/// What changed, and in which operations.
pub(crate) fn with_operations(finding: &Finding, shown: impl Fn(&str) -> String) -> String {
    format!("{} ({})", finding.text(), operations(finding, shown))
}

/// A short text about the operations of a finding. `shown` escapes the name of one for the format.
pub(crate) fn operations(finding: &Finding, shown: impl Fn(&str) -> String) -> String {
    let name =
        |operation: &super::Operation| shown(&format!("{} {}", operation.method, operation.path));
    match finding.operations.as_slice() {
        [] => finding.section.as_str().to_owned(),
        [one] => name(one),
        [one, other] => format!("{} and {}", name(one), name(other)),
        [one, rest @ ..] => format!("{} and {} more operations", name(one), rest.len()),
    }
}

/// A text that begins with a capital letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
