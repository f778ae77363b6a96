//! The sections of a page, by their headings.
//!
//! A section is recognised by the text of its heading, not by its anchor. Anchors are the same in all languages, but
//! sentences can only be read in English.

use crate::facts::SpannedText;
use crate::markdown::{Element, ElementKind};
use crate::span::Span;

pub struct Sections {
    pub title: Option<SpannedText>,
    pub preamble: Vec<Element>,
    pub list: Vec<Section>,
}

pub struct Section {
    pub kind: SectionKind,
    pub title: String,
    pub anchor: Option<String>,
    pub at: Span,
    pub elements: Vec<Element>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    Request,
    Path,
    Query,
    Body,
    ResponseSection,
    Representation,
    Methods,
    /// Any other section. It may describe a message.
    Other,
}

const KNOWN: &[(&str, SectionKind)] = &[
    ("http request", SectionKind::Request),
    ("path parameters", SectionKind::Path),
    ("query parameters", SectionKind::Query),
    ("body parameters", SectionKind::Body),
    ("response", SectionKind::ResponseSection),
    ("json representation", SectionKind::Representation),
    ("methods", SectionKind::Methods),
];

impl Sections {
    pub fn find(&self, kind: SectionKind) -> Option<&Section> {
        self.list.iter().find(|section| section.kind == kind)
    }

    /// Whether any heading is a known one.
    pub fn are_known(&self) -> bool {
        self.list
            .iter()
            .any(|section| section.kind != SectionKind::Other)
    }
}

/// Groups elements by heading.
pub fn sections(elements: Vec<Element>) -> Sections {
    let mut out = Sections {
        title: None,
        preamble: Vec::new(),
        list: Vec::new(),
    };
    for element in elements {
        match &element.kind {
            ElementKind::Heading { level: 1, text, .. } if out.title.is_none() => {
                let (text, at) = (text.clone(), element.at);
                out.title = Some(SpannedText { text, at });
            }
            ElementKind::Heading { text, anchor, .. } => {
                let small = text.to_lowercase();
                let known = KNOWN.iter().find(|(words, _)| *words == small);
                out.list.push(Section {
                    kind: known.map_or(SectionKind::Other, |(_, kind)| *kind),
                    title: text.clone(),
                    anchor: anchor.clone(),
                    at: element.at,
                    elements: Vec::new(),
                });
            }
            _ => match out.list.last_mut() {
                Some(section) => section.elements.push(element),
                None => out.preamble.push(element),
            },
        }
    }
    out
}
