//! Parameters of requests and headers of responses.

use super::{Docs, Presence, Ref, Style};
use crate::source::Pointer;

/// A parameter of an operation, or a header of a multipart part.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub wire: String,
    pub location: ParameterLocation,
    pub ty: Ref,
    pub presence: Presence,
    pub style: Style,
    pub docs: Docs,
    pub default: Option<String>,
    pub at: Pointer,
}

/// The `in` of a parameter or an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

impl ParameterLocation {
    /// The keyword of the document.
    pub fn as_str(self) -> &'static str {
        match self {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        }
    }
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct Header {
    pub wire: String,
    pub ty: Ref,
    pub style: Style,
    pub docs: Docs,
    pub at: Pointer,
}
