//! Every diagnostic code, with its explanation for `oascribe explain`.
//!
//! Guaranteed: names are unique and never change their meaning.

/// Declares codes: severity and name, title, meaning, result and fix.
macro_rules! codes {
    ($($constant:ident = $severity:ident $name:literal, $title:literal,
        $meaning:literal, $result:literal, $action:literal;)*) => {
        $(
            #[doc = $title]
            pub const $constant: &$crate::diag::Code = &$crate::diag::Code {
                name: $name,
                severity: $crate::diag::Severity::$severity,
                title: $title,
                explain: concat!($meaning, "\n\nResult: ", $result, "\n\nWhat to do: ", $action),
            };
        )*

        pub(super) const CODES: &[&$crate::diag::Code] = &[$($constant),*];
    };
}

mod files;
mod pages;
mod recorded;
mod spec;
mod syntax;

use super::Severity;

pub use files::*;
pub use pages::*;
pub use recorded::*;
pub use spec::*;
pub use syntax::*;

/// A kind of diagnostic.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// The name that is printed in brackets.
    pub name: &'static str,
    /// The effect on the output.
    pub severity: Severity,
    /// A summary on one line.
    pub title: &'static str,
    /// Three paragraphs: meaning, result and fix.
    pub explain: &'static str,
}

/// Every code, in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        syntax::CODES,
        files::CODES,
        pages::CODES,
        spec::CODES,
        recorded::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
}
