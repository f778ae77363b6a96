//! The sections of a page, by their headings.
//!
//! In: pieces. Out: the title, what stands below it, and the sections. A section is known by the words of its
//! heading, not by its anchor: anchors are the same in every language, and sentences are not.

use crate::facts::Text;
use crate::markdown::{Piece, PieceKind};
use crate::spot::Spot;

pub struct Sections {
    pub title: Option<Text>,
    pub preamble: Vec<Piece>,
    pub list: Vec<Section>,
}

pub struct Section {
    pub kind: SectionKind,
    pub title: String,
    pub anchor: Option<String>,
    pub at: Spot,
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    Request,
    Path,
    Query,
    Body,
    Response,
    Representation,
    Methods,
    /// Anything else, which may describe a message.
    Other,
}

const KNOWN: &[(&str, SectionKind)] = &[
    ("http request", SectionKind::Request),
    ("path parameters", SectionKind::Path),
    ("query parameters", SectionKind::Query),
    ("body parameters", SectionKind::Body),
    ("response", SectionKind::Response),
    ("json representation", SectionKind::Representation),
    ("methods", SectionKind::Methods),
];

impl Sections {
    pub fn find(&self, kind: SectionKind) -> Option<&Section> {
        self.list.iter().find(|section| section.kind == kind)
    }

    /// Whether any heading is one of the format's.
    pub fn are_known(&self) -> bool {
        self.list
            .iter()
            .any(|section| section.kind != SectionKind::Other)
    }
}

/// Sorts pieces by heading.
pub fn sections(pieces: Vec<Piece>) -> Sections {
    let mut out = Sections {
        title: None,
        preamble: Vec::new(),
        list: Vec::new(),
    };
    for piece in pieces {
        match &piece.kind {
            PieceKind::Heading { level: 1, text, .. } if out.title.is_none() => {
                let (text, at) = (text.clone(), piece.at);
                out.title = Some(Text { text, at });
            }
            PieceKind::Heading { text, anchor, .. } => {
                let small = text.to_lowercase();
                let known = KNOWN.iter().find(|(words, _)| *words == small);
                out.list.push(Section {
                    kind: known.map_or(SectionKind::Other, |(_, kind)| *kind),
                    title: text.clone(),
                    anchor: anchor.clone(),
                    at: piece.at,
                    pieces: Vec::new(),
                });
            }
            _ => match out.list.last_mut() {
                Some(section) => section.pieces.push(piece),
                None => out.preamble.push(piece),
            },
        }
    }
    out
}
