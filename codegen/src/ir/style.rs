//! Serialization styles of values in paths, queries, headers, cookies and forms.

use super::ParameterLocation;

/// `style`, `explode` and `allowReserved` (OpenAPI 3.0.4, section 4.8.12.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub kind: StyleKind,
    pub explode: Explode,
    pub reserved: Reserved,
}

/// The styles of OpenAPI, and JSON for parameters declared with `content`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

/// Whether each item of an array, or property of an object, is a parameter of its own: `explode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explode {
    No,
    Yes,
}

/// Whether reserved characters are percent-encoded: `allowReserved`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    Encoded,
    Allowed,
}

impl Style {
    /// A style with the default of `explode`, which is true for `form` only.
    pub fn new(kind: StyleKind) -> Self {
        let explode = match kind {
            StyleKind::Form => Explode::Yes,
            _ => Explode::No,
        };
        Style {
            kind,
            explode,
            reserved: Reserved::Encoded,
        }
    }

    /// The default style of a parameter location.
    pub fn default_for(location: ParameterLocation) -> Self {
        match location {
            ParameterLocation::Path | ParameterLocation::Header => Style::new(StyleKind::Simple),
            ParameterLocation::Query | ParameterLocation::Cookie => Style::new(StyleKind::Form),
        }
    }
}

impl StyleKind {
    /// The style of a keyword. Returns `None` if OpenAPI has no such style.
    pub fn from_keyword(keyword: &str) -> Option<Self> {
        Some(match keyword {
            "simple" => StyleKind::Simple,
            "label" => StyleKind::Label,
            "matrix" => StyleKind::Matrix,
            "form" => StyleKind::Form,
            "spaceDelimited" => StyleKind::SpaceDelimited,
            "pipeDelimited" => StyleKind::PipeDelimited,
            "deepObject" => StyleKind::DeepObject,
            _ => return None,
        })
    }

    /// The keyword of the document.
    pub fn as_str(self) -> &'static str {
        match self {
            StyleKind::Simple => "simple",
            StyleKind::Label => "label",
            StyleKind::Matrix => "matrix",
            StyleKind::Form => "form",
            StyleKind::SpaceDelimited => "spaceDelimited",
            StyleKind::PipeDelimited => "pipeDelimited",
            StyleKind::DeepObject => "deepObject",
            StyleKind::Json => "JSON",
        }
    }

    /// Whether a value can be sent with the style in this location.
    pub fn fits(self, location: ParameterLocation) -> bool {
        match self {
            StyleKind::Simple => matches!(
                location,
                ParameterLocation::Path | ParameterLocation::Header
            ),
            StyleKind::Label | StyleKind::Matrix => location == ParameterLocation::Path,
            StyleKind::Form => matches!(
                location,
                ParameterLocation::Query | ParameterLocation::Cookie
            ),
            // Swagger 2.0 has them for paths and headers, too.
            StyleKind::SpaceDelimited | StyleKind::PipeDelimited => {
                location != ParameterLocation::Cookie
            }
            StyleKind::DeepObject => location == ParameterLocation::Query,
            StyleKind::Json => true,
        }
    }
}
