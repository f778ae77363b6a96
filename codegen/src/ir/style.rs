//! How values are written outside of JSON: in paths, queries, headers, cookies and forms.

use super::Place;

/// `style`, `explode` and `allowReserved` (OpenAPI 3.0.4, section 4.8.12.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub kind: StyleKind,
    pub explode: Explode,
    pub reserved: Reserved,
}

/// The styles, and JSON for what is declared by `content`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    Spaces,
    Pipes,
    Deep,
    Json,
}

/// Whether each member of a list or an object stands for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explode {
    No,
    Yes,
}

/// Whether characters with a meaning in URLs are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    Encoded,
    Kept,
}

impl Style {
    /// A style, exploded as it is unless the document says otherwise: only `form` is.
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

    /// The style of a place where the document names none.
    pub fn usual(place: Place) -> Self {
        match place {
            Place::Path | Place::Header => Style::new(StyleKind::Simple),
            Place::Query | Place::Cookie => Style::new(StyleKind::Form),
        }
    }
}

impl StyleKind {
    /// The style that a word of the document means.
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "simple" => StyleKind::Simple,
            "label" => StyleKind::Label,
            "matrix" => StyleKind::Matrix,
            "form" => StyleKind::Form,
            "spaceDelimited" => StyleKind::Spaces,
            "pipeDelimited" => StyleKind::Pipes,
            "deepObject" => StyleKind::Deep,
            _ => return None,
        })
    }

    /// The word of the document.
    pub fn as_str(self) -> &'static str {
        match self {
            StyleKind::Simple => "simple",
            StyleKind::Label => "label",
            StyleKind::Matrix => "matrix",
            StyleKind::Form => "form",
            StyleKind::Spaces => "spaceDelimited",
            StyleKind::Pipes => "pipeDelimited",
            StyleKind::Deep => "deepObject",
            StyleKind::Json => "JSON",
        }
    }

    /// Whether the specification has it in this place.
    pub fn fits(self, place: Place) -> bool {
        match self {
            StyleKind::Simple => matches!(place, Place::Path | Place::Header),
            StyleKind::Label | StyleKind::Matrix => place == Place::Path,
            StyleKind::Form => matches!(place, Place::Query | Place::Cookie),
            StyleKind::Spaces | StyleKind::Pipes | StyleKind::Deep => place == Place::Query,
            StyleKind::Json => true,
        }
    }
}
