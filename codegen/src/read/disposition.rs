//! What becomes of a keyword in the generated code.

use super::version::Version;
use crate::diag::{Code, codes};

/// What becomes of a keyword in the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Items of the generated code depend on it.
    Emitted,
    /// Values are checked against it before they are sent.
    Checked,
    /// It is part of the generated documentation.
    Documented,
    /// It has no effect, and the reader reports how often it is used.
    Reported,
    /// It has no effect, or one that the document does not show, and is reported as this kind of diagnostic.
    ReportedAs(&'static Code),
    /// It has no meaning for an SDK, and is not reported.
    Meaningless,
}

impl Disposition {
    /// Whether the generated code depends on the keyword.
    pub fn has_effect(self) -> bool {
        match self {
            Disposition::Emitted | Disposition::Checked | Disposition::Documented => true,
            Disposition::Reported | Disposition::ReportedAs(_) | Disposition::Meaningless => false,
        }
    }
}

/// A keyword of an object of the specification, for tables of what is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// The name of the object in messages.
    pub object: &'static str,
    /// The keyword.
    pub keyword: &'static str,
    /// The first version of OpenAPI that has it.
    pub since: Version,
    /// What becomes of it.
    pub disposition: Disposition,
}

/// The extensions that have an effect, whatever object has them.
pub const EXTENSIONS: &[(&str, Disposition)] = &[
    ("x-enum-varnames", Disposition::Emitted),
    ("x-enum-names", Disposition::Emitted),
    ("x-enumNames", Disposition::Emitted),
    ("x-enum-descriptions", Disposition::Documented),
    ("x-enumDescriptions", Disposition::Documented),
    ("x-kubernetes-int-or-string", Disposition::Emitted),
    ("x-long-running", Disposition::Emitted),
    ("x-nullable", Disposition::Emitted),
    ("x-oneof", Disposition::Checked),
    ("x-propertyNames", Disposition::Checked),
    // References of grpc-gateway lead to it.
    ("x-stream-definitions", Disposition::Emitted),
    // Those of schemas in Swagger 2.0 are read as `example`.
    ("x-example", Disposition::ReportedAs(codes::UNUSED_EXAMPLE)),
    // The origin of a transcribed document.
    ("x-transcribed-from", Disposition::Meaningless),
    // What a draft infers.
    ("x-inferred", Disposition::Meaningless),
    // Marks of items that are retained from an earlier release.
    (super::REMOVED, Disposition::Documented),
    (super::REMOVED_VALUES, Disposition::Documented),
];

/// What becomes of an extension.
pub fn extension(name: &str) -> Disposition {
    let known = EXTENSIONS.iter().find(|(known, _)| *known == name);
    known.map_or(
        Disposition::ReportedAs(codes::UNUSED_EXTENSION),
        |(_, it)| *it,
    )
}
